package landscape

import "math"

// looksUnbounded guesses whether a surface falls for ever: along some straight
// line through the view's centre it lies below the whole view at 10, 100, 1000
// and 10,000 half-widths, each time at least five times as deep as before.
// That holds for every surface that falls in proportion to the distance or faster;
// a bounded one passes only if it falls so for four decades.
func looksUnbounded(s *Surface, e Objective) bool {
	directions := 48 // a multiple of 8: the axes and diagonals are among them
	if s.OneWeight {
		directions = 2
	}
	lowest, _ := s.Heights()
	if math.IsNaN(lowest) {
		return false
	}
	for k := range directions {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(directions))
		if fallsAlong(s, e, cleanTrig(cos), cleanTrig(sin), lowest) {
			return true
		}
	}
	return false
}

// cleanTrig removes the rounding of a sine that should be 0, and makes those of a
// diagonal equal.
func cleanTrig(v float64) float64 { return math.Round(v*1e12) / 1e12 }

func fallsAlong(s *Surface, e Objective, dx, dy, lowest float64) bool {
	c := s.View.Center()
	hx, hy := s.View.HalfWidths()
	h, depth := max(hx, hy), 0.0
	for r := 10.0; r <= 1e4; r *= 10 {
		d := lowest - e.Value(c.X+r*h*dx, c.Y+r*h*dy)
		if !(d > 5*depth) {
			return math.IsInf(d, 1) && math.IsInf(depth, 1)
		}
		depth = d
	}
	return true
}
