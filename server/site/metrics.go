package site

import (
	"fmt"
	"net/http"
	"runtime"

	"downhill/once"
	"downhill/server/stream"
)

// handleMetrics is GET /metrics, in Prometheus' text format.
func (s *Server) handleMetrics(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	line := func(name, kind, help string, value uint64) {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n%s %d\n", name, help, name, kind, name, value)
	}
	m := &s.hub.Counts
	line("downhill_viewers", "gauge", "Open streams.", uint64(s.hub.Open()))
	line("downhill_viewers_refused_total", "counter", "Streams turned away because the server was full or stopping.", m.Refused.Load())
	line("downhill_runs_total", "counter", "Scenarios asked for on streams.", m.Requests[stream.RunKind].Load())
	line("downhill_sweeps_total", "counter", "Sweeps asked for on streams.", m.Requests[stream.SweepKind].Load())
	line("downhill_basin_maps_total", "counter", "Basin maps asked for on streams.", m.Requests[stream.BasinsKind].Load())
	line("downhill_ensembles_total", "counter", "Ensembles asked for on streams.", m.Requests[stream.EnsembleKind].Load())
	line("downhill_iterates_total", "counter", "Iterates sent on streams.", m.Iterates.Load())
	line("downhill_messages_total", "counter", "Messages sent on streams.", m.Messages.Load())
	line("downhill_message_bytes_total", "counter", "Bytes of messages sent on streams.", m.Bytes.Load())
	line("downhill_computing", "gauge", "Requests that compute right now.", uint64(s.engine.Pool.Computing()))
	line("downhill_flow_bytes", "gauge", "Bytes that are held for answers under way.", uint64(s.engine.Flow.Held()))
	line("downhill_flow_bytes_peak", "gauge", "The most bytes that were held so.", uint64(s.engine.Flow.Most()))
	held, most := once.Held()
	line("downhill_resolving", "gauge", "Links that are being read, explored or waited for.", uint64(s.engine.Resolving.Load()))
	line("downhill_exploring", "gauge", "Formulas that are explored right now.", uint64(s.engine.Pool.Exploring()))
	line("downhill_kept_bytes", "gauge", "Bytes that are kept to be used again.", uint64(held))
	line("downhill_kept_bytes_most", "gauge", "Bytes that may be kept.", uint64(most))
	line("go_goroutines", "gauge", "Goroutines.", uint64(runtime.NumGoroutine()))
}
