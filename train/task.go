package train

import (
	"context"
	"iter"
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

// task is a scenario's: its network, or the weights of its surface.
func (sc *Scenario) task() Task {
	if n := sc.Net(); n != nil {
		return n.task(sc)
	}
	t := Task{
		Objective: weightsOf(sc.Surface),
		Start:     sc.weightsAt(sc.Start),
		Best:      math.NaN(),
		View:      &sc.Surface.View,
	}
	if best, ok := sc.Surface.Best(); ok {
		t.Best = best
	}
	return t
}

// weightsAt are the weights of a point of the scenario's surface: x and y, or x alone.
func (sc *Scenario) weightsAt(p landscape.Point) []float64 {
	if sc.Surface.OneWeight {
		return []float64{p.X}
	}
	return []float64{p.X, p.Y}
}

// Descend makes a run of a task: the optimizer, rate, schedule, clipping, noise
// and steps are those of the scenario, whose surface and start are not used. It yields the iterates as Run does, each with all its weights, which are
// good until the next.
func Descend(ctx context.Context, t Task, sc Scenario, run int) (iter.Seq2[Iterate, []float64], error) {
	d, err := descend(t, &sc, run)
	if err != nil {
		return nil, err
	}
	return func(yield func(Iterate, []float64) bool) {
		d.reset(t.Start, sc.Runs[run].LearningRate)
		d.each(ctx, func(it Iterate) bool { return yield(it, d.lastWeights()) })
	}, nil
}

// lastWeights are the weights of the iterate that was made last.
func (d *descent) lastWeights() []float64 {
	if d.ended {
		return d.weights()
	}
	return d.latest().W
}
