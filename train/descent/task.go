package descent

import (
	"math"

	"downhill/landscape"
)

// Task is what a run descends: a loss of n weights, and where it starts.
type Task struct {
	Objective Objective
	Start     []float64
	Best      float64 // the lowest known loss; NaN where none is known

	// Batch sets g to the gradient that the rule sees at step k; nil where that is
	// the whole loss's.
	Batch func(k int, w, g []float64)

	// Plane is where the run is drawn; nil where its first two weights are
	// drawn themselves.
	Plane *landscape.Plane
	// View is that of a surface of one or two weights, by which its runs end; nil
	// where the weights alone decide. See bounds and ball.
	View *landscape.View
}

// OnSurface is the task of descending a surface from a point.
func OnSurface(s *landscape.Surface, start landscape.Point) Task {
	t := Task{Objective: weightsOf(s), Start: s.WeightsAt(start), Best: math.NaN(), View: &s.View}
	if best, ok := s.Best(); ok {
		t.Best = best
	}
	return t
}
