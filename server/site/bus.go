package site

import "downhill/server/bus"

// joinBus lets the lectures be those of all instances on a NATS server; nil where none
// is set.
func (s *Server) joinBus() (*bus.NATS, error) {
	if s.config.NATS.Servers == "" {
		return nil, nil
	}
	b, err := bus.Open(s.config.NATS)
	if err != nil {
		return nil, err
	}
	s.hub.Rooms.Use(b)
	return b, nil
}

func (s *Server) leaveBus() {
	if s.bus != nil {
		s.bus.Close()
	}
}

// tellBus adds to the metrics what is read off the bus.
func (s *Server) tellBus() {
	m, counts := s.engine.Metrics, &bus.Counts{}
	if s.bus != nil {
		counts = &s.bus.Counts
	}
	m.Gauge("bus_connected", "1 while NATS is reached, or where none is set; else 0.", func() float64 {
		if s.bus != nil && !s.bus.Connected() {
			return 0
		}
		return 1
	})
	m.Count("bus_sent_total", "Messages of lectures sent to other instances.", whole(counts.Sent.Load))
	m.Count("bus_received_total", "Messages of lectures that came from other instances.", whole(counts.Received.Load))
	m.Count("bus_dropped_total", "Messages that could not be sent, and times that messages of a room came faster than they were heard.", whole(counts.Dropped.Load))
	m.Count("bus_refused_total", "Messages from the bus that no instance of ours says.", whole(s.hub.Rooms.Misheard))
}
