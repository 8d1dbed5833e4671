package site

import (
	"context"
	"net/http"
	"strings"

	"downhill/server/answer"
	"downhill/server/peer"
	"downhill/server/pool"
	"downhill/server/turns"
)

// owned lets what a request computes take turns: with its address among all, with its
// connection among those of its address, since a hall shares one. It waits at the desk
// first.
func (s *Server) owned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		owner := turns.Owner{Class: turns.Page, Address: peer.Network(r).String(), Client: r.RemoteAddr}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			owner.Class = turns.API
		}
		if err := s.desk.ask(r.Context(), owner, r.URL.Path); err != nil {
			answer.Refuse(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(answer.WithTurn(pool.WithOwner(r.Context(), owner), s.turn)))
	})
}

// turn does what is no work of the numerics, such as packing, in turn.
func (s *Server) turn(ctx context.Context, work func(context.Context) error) error {
	return s.engine.Pool.Compute(ctx, pool.NewMeter(), work)
}
