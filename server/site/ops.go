package site

import (
	"errors"
	"net/http"
	"syscall"

	"downhill/server/answer"
)

// healthy is GET /healthz: the process answers.
func healthy(w http.ResponseWriter, _ *http.Request) { answer.Plain(w, http.StatusOK, "ok\n") }

// ready is GET /readyz: new readers may be sent here.
func (s *Server) ready(w http.ResponseWriter, _ *http.Request) {
	if s.stopping.Load() {
		answer.Plain(w, http.StatusServiceUnavailable, "stopping\n")
		return
	}
	answer.Plain(w, http.StatusOK, "ready\n")
}

// robots is GET /robots.txt: pages may be listed, computing need not be.
func robots(w http.ResponseWriter, _ *http.Request) {
	answer.Plain(w, http.StatusOK, "User-agent: *\nDisallow: /api/\nDisallow: /ws\n")
}

// plainListenError says the usual cause in words.
func plainListenError(err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return errors.New("another program is using this address: stop it, or choose another port with --addr :8081")
	case errors.Is(err, syscall.EACCES):
		return errors.New("this port needs more rights: choose one above 1023 with --addr :8080")
	}
	return err
}
