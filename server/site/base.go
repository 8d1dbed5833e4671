package site

import (
	"net/http"
	"strings"
)

// nowhere is a path that no route has.
const nowhere = "/nowhere"

// below serves a site below its base path: the routes know nothing of it. What
// lies beside it is not ours, but for the probes, which an operator may send to
// the process itself.
func (s *Server) below(routes http.Handler) http.Handler {
	base := s.config.BasePath
	if base == "" {
		return routes
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, inside := strings.CutPrefix(r.URL.Path, base+"/")
		u := *r.URL
		switch {
		case inside:
			u.Path, u.RawPath = "/"+path, "" // nothing below has an escaped slash
		case r.URL.Path == base:
			u.Path += "/"
			http.Redirect(w, r, u.RequestURI(), http.StatusFound)
			return
		case r.URL.Path != "/healthz" && r.URL.Path != "/readyz":
			u.Path, u.RawPath = nowhere, ""
		}
		inner := r.WithContext(r.Context()) // a copy
		inner.URL = &u
		routes.ServeHTTP(w, inner)
	})
}
