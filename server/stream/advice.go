package stream

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"downhill/server/fault"
	"downhill/server/journal"
	"downhill/server/metrics"
)

// advice is what an operator is told once: of a proxy that is not set up for streams.
type advice struct{ upgrade, host sync.Once }

// adviseUpgrade tells of a proxy that takes away the header by which a stream is opened:
// it does so hop by hop unless it is told otherwise, and leaves the others.
func (s *Hub) adviseUpgrade(r *http.Request) {
	if r.Header.Get("Sec-WebSocket-Key") == "" || strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		return
	}
	s.advised.upgrade.Do(func() {
		slog.WarnContext(r.Context(), "a proxy does not pass the headers Upgrade and Connection on, so that no page gets its stream: see docs/OPERATING.md", "http", r.Proto)
	})
}

// adviseHost tells of a proxy that puts its own name for this server in the place of
// the one that readers use.
func (s *Hub) adviseHost(r *http.Request, origin string) {
	if !inner(r.Host) {
		return
	}
	s.advised.host.Do(func() {
		slog.WarnContext(r.Context(), "a proxy may not pass the header Host on, so that no page gets its stream: see docs/OPERATING.md",
			"host", journal.Brief(r.Host), "origin", journal.Brief(origin))
	})
}

// inner reports whether a host is an address or a name without a dot: what a proxy
// calls the server behind it.
func inner(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	_, err = netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || !strings.Contains(name, ".")
}

// refuse notes that a stream found no place.
func (s *Hub) refuse(r *http.Request, err error) {
	if errors.Is(err, fault.ErrStopping) {
		s.Metrics.Refused(metrics.Stopping)
		return
	}
	s.Metrics.Refused(metrics.Full)
	slog.WarnContext(r.Context(), "full", "viewers", s.Open())
}
