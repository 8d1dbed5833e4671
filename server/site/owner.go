package site

import (
	"context"
	"net/http"
	"net/netip"
	"strings"

	"downhill/server/answer"
	"downhill/server/peer"
	"downhill/server/pool"
	"downhill/server/turns"
)

// owned lets what a request computes take turns: with its address among all, with its
// connection among those of its address, since a hall shares one.
func (s *Server) owned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		owner := turns.Owner{Class: turns.Page, Address: network(peer.Of(r)), Client: r.RemoteAddr}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			owner.Class = turns.API
		}
		next.ServeHTTP(w, r.WithContext(answer.WithTurn(pool.WithOwner(r.Context(), owner), s.turn)))
	})
}

// turn does what is no work of the numerics, such as packing, in turn.
func (s *Server) turn(ctx context.Context, work func(context.Context) error) error {
	return s.engine.Pool.Compute(ctx, pool.NewMeter(), work)
}

// network is an address, of IPv6 the part that a whole household has.
func network(a netip.Addr) string {
	const household = 64 // bits
	if a = a.Unmap(); a.Is6() {
		whole, _ := a.WithZone("").Prefix(household)
		return whole.String()
	}
	return a.String()
}
