// Package site is the whole site as one server: the URL map, what every request
// goes through, and how it starts and ends. It knows the catalogue, the trainer
// and the page; only the program and the browser tests know it.
package site

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"

	"github.com/go-chi/chi/v5"
)

// A Server is made by New, and lives until Serve returns.
type Server struct {
	config   Config
	hosts    hosts
	assets   *assets
	engine   *engine
	hub      *hub
	listener *net.TCPListener
	http     *http.Server
	stopping atomic.Bool
}

// New checks the configuration and what is embedded, and opens the listener, so
// that what can't work is known before anything is served.
func New(config Config) (*Server, error) {
	config = config.complete()
	public, err := config.public()
	if err != nil {
		return nil, err
	}
	assets, err := readAssets(config.static)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", config.Addr)
	if err != nil {
		return nil, fmt.Errorf("can't listen on %s: %w", config.Addr, plainListenError(err))
	}
	s := &Server{
		config: config, hosts: newHosts(public), assets: assets, engine: newEngine(config.BasePath),
		listener: l.(*net.TCPListener),
	}
	s.hub = newHub(s.engine, config.stream, s.hosts.allowedOrigin)
	s.http = &http.Server{
		Handler:           s.below(s.routes()),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes - headerSlop,
		ConnContext:       withConn,
	}
	return s, nil
}

// routes is the whole URL map, behind what every request goes through.
func (s *Server) routes() http.Handler {
	pages := &pages{s.engine, s.assets.version, s.origin, s.networkLink}
	s.assets.missing = pages.notFound
	r := chi.NewRouter()
	r.Use(secure, s.checkHost, readOnly)

	r.Handle("/", handler(pages.page))
	r.Handle("/p/{preset}", handler(pages.page))
	r.Handle("/embed", handler(pages.page))
	r.HandleFunc("/ws", s.hub.stream)
	r.Handle("/words/{lang}", handler(pages.laterWords))

	r.Route("/api", api{s.engine}.routes)

	r.Handle("/static/*", http.StripPrefix("/static/", s.assets))
	r.HandleFunc("/robots.txt", robots)
	r.HandleFunc("/favicon.ico", s.favicon)
	r.HandleFunc("/healthz", healthy)
	r.HandleFunc("/readyz", s.ready)
	r.HandleFunc("/metrics", s.handleMetrics)
	r.NotFound(pages.notFound)
	return r
}

// Serve serves until ctx ends, then stops: with no viewers at once, else over
// the grace time.
func (s *Server) Serve(ctx context.Context) error {
	failed := make(chan error, 1)
	go func() { failed <- s.http.Serve(listener{s.listener, s.config.writeDeadline}) }()
	select {
	case err := <-failed:
		s.hub.end()
		return err
	case <-ctx.Done():
		return s.stop()
	}
}

// stop is the graceful end, at most the grace time long.
func (s *Server) stop() error {
	s.stopping.Store(true)
	grace, cancel := context.WithTimeout(context.Background(), s.config.Grace)
	defer cancel()
	defer s.hub.end()
	s.hub.drain(grace, s.config.Grace*3/4) // the last quarter is for their answers
	if err := s.http.Shutdown(grace); err != nil {
		return s.http.Close() // the hard stop: who is still here was given the time
	}
	return nil
}

// URL is where this machine reaches the server.
func (s *Server) URL() string {
	addr := s.listener.Addr().(*net.TCPAddr)
	host := "localhost"
	if !addr.IP.IsUnspecified() {
		host = addr.IP.String()
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(host, fmt.Sprint(addr.Port))) + s.config.BasePath
}

// NetworkURL is where others on the local network reach the server; empty if
// they can't.
func (s *Server) NetworkURL() string {
	if origin := s.networkOrigin(); origin != "" {
		return origin + s.config.BasePath
	}
	return ""
}

// networkOrigin is NetworkURL without the site's path.
func (s *Server) networkOrigin() string {
	addr := s.listener.Addr().(*net.TCPAddr)
	if s.hosts.public != nil {
		return s.hosts.public.String()
	}
	if addr.IP.IsLoopback() {
		return ""
	}
	lan, ok := s.hosts.lanAddr()
	if !ok {
		return ""
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(lan.String(), fmt.Sprint(addr.Port)))
}
