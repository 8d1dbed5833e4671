package site

import "downhill/once"

// tell adds to the metrics what is read off the parts of the server.
func (s *Server) tell() {
	m, counts, e := s.engine.Metrics, &s.hub.Counts, s.engine
	m.Build(s.config.Version)
	m.Gauge("viewers", "Open streams.", whole(s.hub.Open))
	m.Gauge("viewers_peak", "The most streams that were open at once.", whole(s.hub.Peak))
	m.Gauge("viewers_most", "Streams that may be open at once.", whole(s.hub.Most))
	m.Gauge("rooms", "Lectures that pages follow.", func() float64 { rooms, _ := s.hub.Rooms.Counts(); return float64(rooms) })
	m.Gauge("rooms_members", "Pages that follow a lecture.", func() float64 { _, members := s.hub.Rooms.Counts(); return float64(members) })
	s.tellBus()
	m.Count("iterates_total", "Iterates sent on streams.", whole(counts.Iterates.Load))
	m.Count("messages_total", "Messages sent on streams.", whole(counts.Messages.Load))
	m.Count("message_bytes_total", "Bytes of messages sent on streams.", whole(counts.Bytes.Load))
	m.Gauge("computing", "Pieces of work that compute right now.", whole(e.Pool.Computing))
	m.Gauge("waiting", "Pieces of work that wait for a turn.", whole(e.Pool.Waiting))
	m.Gauge("exploring", "Formulas that are explored right now.", whole(e.Pool.Exploring))
	m.Gauge("resolving", "Links that are being read, explored or waited for.", whole(e.Resolving.Load))
	m.Gauge("flow_bytes", "Bytes that are held for answers under way.", whole(e.Flow.Held))
	m.Gauge("flow_bytes_peak", "The most bytes that were held so.", whole(e.Flow.Most))
	m.Gauge("cache_bytes", "Bytes that are kept to be used again.", func() float64 { held, _ := once.Held(); return float64(held) })
	m.Gauge("cache_bytes_most", "Bytes that may be kept.", func() float64 { _, most := once.Held(); return float64(most) })
	m.Count("cache_hits_total", "Times that what was asked for was kept.", func() float64 { hits, _ := once.Asked(); return float64(hits) })
	m.Count("cache_misses_total", "Times that it was not.", func() float64 { _, misses := once.Asked(); return float64(misses) })
}

// whole is a count as a metric has it.
func whole[N int | int64 | uint64](now func() N) func() float64 {
	return func() float64 { return float64(now()) }
}
