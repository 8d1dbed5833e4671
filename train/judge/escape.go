package judge

import (
	"math"

	"downhill/landscape"
)

const (
	saddleNear  = 0.05 // of the diagonal: a run that is as near as this is at the saddle
	saddleLeft  = 0.15 // of the diagonal: one that is as far as this, and lower, has left it
	saddleDwell = 5    // steps in between, at least: a faster run has passed by
)

// saddleEscapes finds the saddles that a run came to and left downhill.
func (j *Judge) saddleEscapes() []Event {
	var events []Event
	for _, s := range j.Surface.Saddles {
		if e, ok := j.escape(s); ok {
			events = append(events, e)
		}
	}
	return events
}

// escape finds a stay at s: from the first step near it to the first that is both far from
// it and lower; a run that goes far without being lower ends its stay. Where a minimum lies
// beside the saddle, a run that spent most of the time between in that well did not linger
// at the saddle; nor did one that leapt or was carried about farther from it.
func (j *Judge) escape(s landscape.Point) (Event, bool) {
	height := j.objective.Value(s.X, s.Y)
	entered, at, beside := -1, 0, 0
	within := saddleNear * j.diagonal
	for k := 0; k <= j.last; k++ {
		it := &j.t[k]
		if entered < 0 && (math.Abs(it.W.X-s.X) > within || math.Abs(it.W.Y-s.Y) > within) {
			continue // no distance is shorter than its parts
		}
		away := landscape.Distance(it.W, s)
		if entered < 0 && away <= within {
			entered = k
		}
		if entered < 0 {
			continue
		}
		if away > saddleLeft*j.diagonal && !(it.Loss < height) {
			entered, at, beside = -1, 0, 0 // it left, but not downhill; it may come back
			continue
		}
		if away > saddleLeft*j.diagonal {
			return Event{Event: "saddle-escape", Entered: entered, Left: k}, at >= saddleDwell && 2*beside <= k-entered
		}
		switch {
		case j.inWell(it.W, min(away, within)):
			beside++
		case away <= within:
			at++
		}
	}
	return Event{}, false
}

// inWell reports whether some minimum is nearer to p than within.
func (j *Judge) inWell(p landscape.Point, within float64) bool {
	for _, m := range j.Surface.Minima {
		if landscape.Distance(p, m.At) < within {
			return true
		}
	}
	return false
}
