package site

import (
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"

	"downhill/server/limits"

	"github.com/go-chi/chi/v5"
)

// CheckDebugAddr says why a text is no address that this machine alone can reach.
func CheckDebugAddr(text string) error {
	if text == "" {
		return nil
	}
	if err := CheckAddr(text); err != nil {
		return err
	}
	if !loopback(text) {
		return fmt.Errorf("%q is not an address of this machine alone, such as localhost:6060: it shows what no reader may see", text)
	}
	return nil
}

// A debugger serves the metrics and Go's profiles to this machine alone.
type debugger struct {
	listener net.Listener
	http     *http.Server
}

// newDebugger listens on addr.
func (s *Server) newDebugger(addr string) (*debugger, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("can't listen on %s for --debug-addr: %w", addr, plainListenError(err, "--debug-addr localhost:6061"))
	}
	return &debugger{l, &http.Server{Handler: s.debugRoutes(), ReadHeaderTimeout: limits.ReadHeaderTimeout, ErrorLog: quietLog()}}, nil
}

// debugRoutes are what is served there. A page of another site that points its own name
// at this machine is turned away.
func (s *Server) debugRoutes() http.Handler {
	r := chi.NewRouter()
	r.Use(secure, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !loopback(r.Host) {
				http.Error(w, "This address is for this machine alone.", http.StatusMisdirectedRequest)
				return
			}
			next.ServeHTTP(w, r)
		})
	}, readOnly)
	r.Handle("/metrics", s.engine.Metrics.Handler())
	r.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	r.HandleFunc("/debug/pprof/profile", pprof.Profile)
	r.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	r.HandleFunc("/debug/pprof/trace", pprof.Trace)
	r.HandleFunc("/debug/pprof/*", pprof.Index)
	return r
}

// serve serves until end.
func (d *debugger) serve() {
	if d != nil {
		_ = d.http.Serve(d.listener) // says only that it was closed
	}
}

func (d *debugger) end() {
	if d != nil {
		_ = d.http.Close() // nobody is owed an answer
	}
}
