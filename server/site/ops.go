package site

import (
	"net/http"
	"strings"

	"downhill/server/answer"
)

// healthy is GET /healthz: the process answers, with its version.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) {
	answer.Plain(w, http.StatusOK, strings.TrimSpace("ok "+s.config.Version)+"\n")
}

// ready is GET /readyz: new readers may be sent here. Without NATS they may too: who is
// sent elsewhere finds it missing there as well, and all but a lecture's lecturer on
// another instance is served.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	if s.stopping.Load() {
		answer.Plain(w, http.StatusServiceUnavailable, "stopping\n")
		return
	}
	if s.hub.Full() {
		answer.Plain(w, http.StatusServiceUnavailable, "full\n")
		return
	}
	if s.bus != nil && !s.bus.Connected() {
		answer.Plain(w, http.StatusOK, "ready, without NATS\n")
		return
	}
	answer.Plain(w, http.StatusOK, "ready\n")
}

// robots is GET /robots.txt: pages may be listed, computing need not be.
func robots(w http.ResponseWriter, _ *http.Request) {
	answer.Plain(w, http.StatusOK, "User-agent: *\nDisallow: /api/\nDisallow: /ws\n")
}
