package train

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"downhill/landscape"
	"downhill/train/descent"
)

// ending is a loss that calls end at one of the points where it is evaluated,
// and counts those that come after it.
type ending struct {
	landscape.Loss
	ops  int
	left atomic.Int64
	end  context.CancelFunc
}

func (l *ending) Ops() int { return l.ops }

func (l *ending) Objective() landscape.Objective { return &endingObjective{l.Loss.Objective(), l} }

func (l *ending) count(n int) {
	if left := l.left.Add(-int64(n)); left <= 0 && left+int64(n) > 0 {
		l.end()
	}
}

type endingObjective struct {
	landscape.Objective
	l *ending
}

func (o *endingObjective) Value(x, y float64) float64 {
	o.l.count(1)
	return o.Objective.Value(x, y)
}

func (o *endingObjective) Gradient(x, y float64) (f, gx, gy float64) {
	o.l.count(1)
	return o.Objective.Gradient(x, y)
}

func (o *endingObjective) Gradients(xs, ys, f, gx, gy []float64) {
	o.l.count(len(xs))
	o.Objective.Gradients(xs, ys, f, gx, gy)
}

// Whatever is computed when nobody wants it any more, only a few more points
// are evaluated: at most those of one step, or of the runs that go in lockstep.
func TestAbandonedWorkEnds(t *testing.T) {
	for name, c := range map[string]struct {
		query string
		work  func(ctx context.Context, sc Scenario) error
		late  int
	}{
		"run":        {"surface=himmelblau&lr=1e-6&steps=5000", collected, 1},
		"armijo":     {"surface=rosenbrock&opt=armijo&steps=5000", collected, 120},
		"step":       {"surface=himmelblau&lr=1e-6&steps=5000", stepped, 1},
		"rates":      {"surface=himmelblau&lr=1e-6", searched, 1},
		"sweep":      {"surface=himmelblau&lr=1e-6&steps=5000", swept, 2 * descent.BatchSize},
		"basins":     {"surface=himmelblau&lr=1e-6&steps=5000", mapped, 2 * descent.BatchSize},
		"noisy":      {"surface=himmelblau&lr=1e-3&steps=1500&noise=0.1", collected, 1},
		"heavy maps": {"surface=himmelblau&lr=1e-6&steps=5000", mapped, 2 * 20},
	} {
		for _, at := range []int64{1, 100, 999, 2000} {
			sc := mustParse(t, c.query)
			ctx, cancel := context.WithCancel(t.Context())
			loss := &ending{Loss: sc.Surface.Loss, end: cancel}
			if name == "heavy maps" {
				loss.ops = 60_000
			}
			loss.left.Store(at)
			sc.Surface = &landscape.Surface{Loss: loss, Found: true, View: sc.Surface.View, Minima: sc.Surface.Minima, Steps: sc.Surface.Steps, Start: sc.Start}
			if err := c.work(ctx, sc); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: error %v", name, err)
			}
			if late := -loss.left.Load(); late > int64(c.late) {
				t.Errorf("%s: ended at point %d, it evaluated %d more", name, at, late)
			}
		}
	}
}

func collected(ctx context.Context, sc Scenario) error {
	_, _, err := Collect(ctx, sc, 0)
	return err
}

func stepped(ctx context.Context, sc Scenario) error {
	_, err := TakenAt(ctx, sc, 0, 4000)
	return err
}

func searched(ctx context.Context, sc Scenario) error {
	search(ctx, sc.Surface, "sgd")
	return ctx.Err()
}

func swept(ctx context.Context, sc Scenario) error {
	_, err := Sweep(ctx, sc, 0, SweepSpec{From: 1e-6, To: 1e-5, N: 200}, nil)
	return err
}

func mapped(ctx context.Context, sc Scenario) error {
	_, err := Basins(ctx, sc, 0, sc.Surface.View, 64)
	return err
}
