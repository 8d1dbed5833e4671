package train

import (
	"math"

	"downhill/landscape"
)

const (
	saddleNear  = 0.05 // of the diagonal: a run has come to a saddle
	saddleLeft  = 0.15 // of the diagonal: it has left it, if it is lower too
	saddleDwell = 5    // steps in between, at least: a faster one flies by
)

// saddleEscapes finds the saddles that a run came to and left downhill.
func (j *judge) saddleEscapes() []Event {
	var events []Event
	for _, s := range j.surface.Saddles {
		if e, ok := j.escape(s); ok {
			events = append(events, e)
		}
	}
	return events
}

// escape looks for the first step near s and the first later one that is far
// from it and lower.
func (j *judge) escape(s landscape.Point) (Event, bool) {
	d := j.surface.View.Diagonal()
	height := j.objective.Value(s.X, s.Y)
	entered := -1
	for k := 0; k <= j.last; k++ {
		it := &j.t[k]
		away := math.Hypot(it.W.X-s.X, it.W.Y-s.Y)
		switch {
		case entered < 0 && away <= saddleNear*d:
			entered = k
		case entered >= 0 && away > saddleLeft*d && it.Loss < height:
			return Event{Event: "saddle-escape", Entered: entered, Left: k}, k-entered >= saddleDwell
		}
	}
	return Event{}, false
}
