// Package site is the whole site as one server: the URL map, what every request
// goes through, and how it starts and ends. It puts the parts together that know
// nothing of each other; only the program, and tests, know it.
package site

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"downhill/server/answer"
	"downhill/server/api"
	"downhill/server/bus"
	"downhill/server/course"
	"downhill/server/draw"
	"downhill/server/engine"
	"downhill/server/figure"
	"downhill/server/limits"
	"downhill/server/line"
	"downhill/server/page"
	"downhill/server/stream"

	"github.com/go-chi/chi/v5"
)

// A Server is made by New, and lives until Serve returns.
type Server struct {
	config   Config
	hosts    hosts
	assets   *assets
	engine   *engine.Engine
	hub      *stream.Hub
	desk     *desk
	listener *net.TCPListener
	http     *http.Server
	debugger *debugger // nil for none
	bus      *bus.NATS // nil for none
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
	assets, err := readAssets(config.Static)
	if err != nil {
		return nil, err
	}
	if err := draw.CheckFaces(); err != nil {
		return nil, err
	}
	s := &Server{config: config, hosts: newHosts(public), assets: assets, engine: engine.New(config.BasePath)}
	if err := s.readCourse(context.Background()); err != nil {
		return nil, err
	}
	s.desk = newDesk(s.engine.Pool.HandsAtWork)
	s.listener, err = config.listen()
	if err != nil {
		return nil, err
	}
	s.hub = stream.New(s.engine, config.Stream, s.hosts.allowedOrigin)
	if s.bus, err = s.joinBus(); err != nil {
		_ = s.listener.Close() // nothing is served
		return nil, err
	}
	s.tell()
	s.http = &http.Server{
		Handler:           config.Trusted.Tell(s.below(s.routes())),
		ReadHeaderTimeout: limits.ReadHeaderTimeout,
		ReadTimeout:       config.ReadTimeout,
		WriteTimeout:      limits.WriteTimeout,
		IdleTimeout:       limits.IdleTimeout,
		MaxHeaderBytes:    limits.MaxHeaderBytes - limits.HeaderSlop,
		ConnContext:       line.With,
		ErrorLog:          quietLog(),
	}
	if config.DebugAddr != "" {
		if s.debugger, err = s.newDebugger(config.DebugAddr); err != nil {
			_ = s.listener.Close() // nothing is served
			s.leaveBus()
			return nil, err
		}
	}
	return s, nil
}

// routes is the whole URL map, behind what every request goes through.
func (s *Server) routes() http.Handler {
	pages := &page.Pages{Engine: s.engine, Rooms: s.hub.Rooms, Version: s.assets.version, Protocol: stream.Subprotocol, MainScripts: s.assets.importedBy("js/main.js"), CurveScript: s.assets.chunkOf("curve"), Origin: s.origin, Network: s.networkLink}
	figures := &figure.Figures{Engine: s.engine, Origin: s.origin}
	s.hub.PlaceOf = pages.PlaceOf
	pages.Describe = figures.Describe
	s.assets.missing = pages.NotFound
	r := chi.NewRouter()
	r.Use(s.observe(r), secure, s.keepHTTPS, s.checkHost, readable, readOnly, s.owned)

	r.Handle("/", answer.Handler(pages.Page))
	r.Handle("/p/{preset}", answer.Handler(pages.Page))
	r.Handle("/embed", answer.Handler(pages.Page))
	r.Handle("/lecture", answer.Handler(pages.Lecture))
	r.Handle("/handout", answer.Handler(pages.Handout))
	r.Handle("/lesson.yaml", answer.Handler(course.Lines(pages)))
	r.Handle("/oembed", answer.Handler(pages.OEmbed))
	r.Handle("/qr.svg", answer.Handler(pages.QR))
	r.Handle("/live/{code}", answer.Handler(pages.Live))
	r.Handle("/live/{code}/qr.svg", answer.Handler(pages.LiveQR))
	r.HandleFunc("/ws", s.hub.ServeHTTP)
	r.Handle("/words/{lang}", answer.Handler(pages.LaterWords))

	for _, kind := range figure.Kinds() {
		r.Handle("/figure."+kind, answer.Handler(figures.Figure))
	}

	r.Route("/api", api.Routes(s.engine, s.origin))

	r.Handle("/static/*", http.StripPrefix("/static/", s.assets))
	r.HandleFunc("/robots.txt", robots)
	r.HandleFunc("/favicon.ico", s.favicon)
	r.HandleFunc("/healthz", s.healthy)
	r.HandleFunc("/readyz", s.ready)
	r.Handle("/metrics", s.engine.Metrics.Handler())
	r.NotFound(lost(pages.NotFound))
	return r
}

// Serve serves until ctx ends, then stops: with no viewers at once, else over
// the grace time.
func (s *Server) Serve(ctx context.Context) error {
	go s.debugger.serve()
	defer s.debugger.end()
	defer s.leaveBus()
	failed := make(chan error, 1)
	go func() { failed <- s.http.Serve(line.Listener{TCPListener: s.listener, Wait: s.config.WriteDeadline}) }()
	select {
	case err := <-failed:
		s.hub.End()
		return err
	case <-ctx.Done():
		return s.stop()
	}
}

// stop is the graceful end, at most the grace time long.
func (s *Server) stop() error {
	begin, viewers := time.Now(), s.hub.Open()
	slog.Info("stopping", "viewers", viewers, "grace", s.config.Grace)
	s.stopping.Store(true)
	defer func() {
		slog.Info("stopped", "viewers", viewers, "cut_off", s.hub.Open(), "took", time.Since(begin).Round(time.Millisecond))
	}()
	grace, cancel := context.WithTimeout(context.Background(), s.config.Grace)
	defer cancel()
	defer s.hub.End()
	asking := s.config.Asking
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		s.hub.Drain(grace, asking)
	}()
	select {
	case <-drained:
	case <-time.After(asking):
	}
	err := s.http.Shutdown(grace)
	<-drained
	if err != nil {
		return s.http.Close() // the hard stop: who is still here was given the time
	}
	return nil
}

// Addr is where the server listens.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

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
