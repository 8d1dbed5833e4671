package site

import (
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"downhill/server/journal"
)

// policy is the Content-Security-Policy: everything from this host, nothing
// inline, framed nowhere but /embed; a page frames its own figure, to show it before it is shared.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; font-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "

const permissions = "accelerometer=(), autoplay=(), camera=(), display-capture=(), " +
	"geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"

// keepHTTPS tells browsers to come back by TLS alone, two years long, where readers
// do: whoever comes by the public name, if that is one of https.
func (s *Server) keepHTTPS(next http.Handler) http.Handler {
	if s.hosts.public == nil || s.hosts.public.Scheme != "https" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.EqualFold(hostname(r.Host), s.hosts.public.Hostname()) {
			w.Header().Set("Strict-Transport-Security", "max-age=63072000")
		}
		next.ServeHTTP(w, r)
	})
}

// secure sets the headers that every answer has. Only /embed may be framed.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Permissions-Policy", permissions)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if r.URL.Path == "/embed" {
			h.Set("Content-Security-Policy", policy+"*")
		} else {
			h.Set("Content-Security-Policy", policy+"'none'")
			h.Set("X-Frame-Options", "DENY")
			share(h, r.URL.Path)
		}
		next.ServeHTTP(w, r)
	})
}

// share says who may read an answer. A course system frames /embed without an
// origin of its own, so what the figure needs is anyone's to read: it follows
// from its address alone, there are no cookies, and nothing can be changed. The
// pages, which may name this machine's address on its network, are not.
func share(h http.Header, path string) {
	if !figures.MatchString(path) {
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		return
	}
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "*")
}

// figures is where a figure's parts and numbers are.
var figures = regexp.MustCompile(`^/(static|api|words)/`)

// checkHost turns away requests for a host that is not ours, with 421. The
// probes of an operator may come by any name: they tell nothing.
func (s *Server) checkHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		probe := r.URL.Path == "/healthz" || r.URL.Path == "/readyz"
		if !probe && !s.hosts.allowed(r.Host) {
			slog.WarnContext(r.Context(), "host refused", "host", journal.Brief(r.Host), "advice", "start it with --public-url if this is its address")
			text := fmt.Sprintf("This server does not answer to the host %q. If it should, start it with --public-url http://%s", r.Host, r.Host)
			http.Error(w, strings.ToValidUTF8(text, "?"), http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// readOnly lets GET and HEAD through to a handler, and bodies nowhere.
func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "This server only reads: use GET.", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}
