package site

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"downhill/server/pool"
	"downhill/server/turns"
)

// owned lets what a request computes take turns: with its address among all, with its
// connection among those of its address, since a hall shares one.
func (s *Server) owned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		owner := turns.Owner{Class: turns.Page, Address: network(r.RemoteAddr), Client: r.RemoteAddr}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			owner.Class = turns.API
		}
		next.ServeHTTP(w, r.WithContext(pool.WithOwner(r.Context(), owner)))
	})
}

// network is the address of a caller without its port; of IPv6 the part that one
// household has.
func network(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	if addr = addr.Unmap().WithZone(""); addr.Is4() {
		return addr.String()
	}
	own, _ := addr.Prefix(64) // 64 bits fit any IPv6 address
	return own.Masked().String()
}
