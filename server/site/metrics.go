package site

import (
	"fmt"
	"net/http"
	"runtime"

	"downhill/once"
)

// handleMetrics is GET /metrics, in Prometheus' text format.
func (s *Server) handleMetrics(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	line := func(name, kind, help string, value uint64) {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %d\n", name, help, name, kind, name, value)
	}
	m := &s.hub.counts
	line("downhill_viewers", "gauge", "Open streams.", uint64(s.hub.open()))
	line("downhill_viewers_refused_total", "counter", "Streams turned away because the server was full or stopping.", m.refused.Load())
	line("downhill_runs_total", "counter", "Scenarios asked for on streams.", m.requests[runKind].Load())
	line("downhill_sweeps_total", "counter", "Sweeps asked for on streams.", m.requests[sweepKind].Load())
	line("downhill_basin_maps_total", "counter", "Basin maps asked for on streams.", m.requests[basinsKind].Load())
	line("downhill_iterates_total", "counter", "Iterates sent on streams.", m.iterates.Load())
	line("downhill_messages_total", "counter", "Messages sent on streams.", m.messages.Load())
	line("downhill_message_bytes_total", "counter", "Bytes of messages sent on streams.", m.bytes.Load())
	line("downhill_computing", "gauge", "Requests that compute right now.", uint64(s.engine.pool.computing()))
	line("downhill_flow_bytes", "gauge", "Bytes that are held for answers under way.", uint64(s.engine.flow.held()))
	line("downhill_flow_bytes_peak", "gauge", "The most bytes that were held so.", uint64(s.engine.flow.most()))
	held, most := once.Held()
	line("downhill_resolving", "gauge", "Links that are being read, explored or waited for.", uint64(s.engine.resolving.Load()))
	line("downhill_exploring", "gauge", "Formulas that are explored right now.", uint64(s.engine.pool.exploring()))
	line("downhill_kept_bytes", "gauge", "Bytes that are kept to be used again.", uint64(held))
	line("downhill_kept_bytes_most", "gauge", "Bytes that may be kept.", uint64(most))
	line("go_goroutines", "gauge", "Goroutines.", uint64(runtime.NumGoroutine()))
}
