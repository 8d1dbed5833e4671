package train

import (
	"context"
	"math"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/workers"
)

// What a byte of BasinMap.Reached says beside 1 + the index of a minimum.
const (
	NoMinimum  = 0   // still on its way, on a saddle, down an unbounded slope, or out of the loss's domain
	RanAway    = 255 // diverged
	mostMinima = RanAway - 1
)

// BasinMap is where every start of a view ends: N×N starts, row-major from
// (XMin, YMin), placed as the samples of a height grid are.
type BasinMap struct {
	View        landscape.View
	N           int
	Minima      []landscape.Minimum
	Reached     []byte   // by start: NoMinimum, 1 + the index in Minima, RanAway
	Steps       []uint16 // by start: the step that the outcome counts
	Evaluations int
}

// Basins runs one run of the scenario from every start of an n×n grid of a view
// and finds the minimum near which it stays, at rest or not, and in how many steps
// it came there. It runs on all processors; its error is ctx's, or says what is
// wrong with the scenario.
//
// The view is only where the runs start: how they end is judged by the
// surface's own. A run is ended before its time only where its outcome is
// certain: see traps.
func Basins(ctx context.Context, sc Scenario, run int, view landscape.View, n int) (*BasinMap, error) {
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	return basins(ctx, &sc, run, view, n, workers.Processors())
}

func basins(ctx context.Context, sc *Scenario, run int, view landscape.View, n, workers int) (*BasinMap, error) {
	m := &BasinMap{
		View: view, N: n, Minima: sc.Surface.Minima,
		Reached: make([]byte, n*n), Steps: make([]uint16, n*n),
	}
	rate := sc.Runs[run].LearningRate
	size := descent.BatchSize
	if recorded(sc, run) {
		size = recordedBatchSize(sc.Steps)
	}
	p := descent.Pool{
		Workers: workers, Size: sc.batchSize(size), Watch: m.observers(ctx, sc, run),
		Bind: func() (*descent.Run, error) { return newDescent(sc, run) },
	}
	var err error
	starts, weights := make([]float64, 2*n*n), len(sc.Surface.WeightsAt(sc.Start))
	m.Evaluations, err = p.RunAll(ctx, n*n, func(i int) descent.Job {
		w, at := starts[2*i:2*i+2], m.start(i)
		w[0], w[1] = at.X, at.Y
		return descent.Job{Index: i, Start: w[:weights], Rate: rate}
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}

// start is the i-th start.
func (m *BasinMap) start(i int) landscape.Point {
	across := func(from, to float64, i int) float64 {
		return from + float64(i)*(to-from)/float64(m.N-1)
	}
	return landscape.Point{
		X: across(m.View.XMin, m.View.XMax, i%m.N),
		Y: across(m.View.YMin, m.View.YMax, i/m.N),
	}
}

// observers makes the observer of each batch: a tracker, which keeps next to
// nothing of a run, or a recorder where the outcome needs the whole trajectory.
func (m *BasinMap) observers(ctx context.Context, sc *Scenario, run int) func() descent.Observer {
	if recorded(sc, run) {
		return func() descent.Observer {
			r := newRecorder(ctx, sc.Case(run), func(index int, out judge.Outcome, _ descent.Trajectory) { m.judged(index, out) })
			r.judge.MinimumOnly = true
			return r
		}
	}
	traps := trapsOf(sc, run)
	return func() descent.Observer { return newTracker(sc, traps, m) }
}

// recorded reports whether a run's outcome needs its whole trajectory.
func recorded(sc *Scenario, run int) bool { return sc.Decays(run) || crowded(sc.Surface) }

// crowded reports whether a point may be at two minima at once, or there are
// more of them than a byte has values.
func crowded(s *landscape.Surface) bool {
	near := judge.Near(s.View)
	for i, a := range s.Minima {
		for _, b := range s.Minima[:i] {
			if landscape.Distance(a.At, b.At) <= 2.1*near {
				return true
			}
		}
	}
	return len(s.Minima) > mostMinima
}

// judged keeps the outcome of a run by its number.
func (m *BasinMap) judged(index int, out judge.Outcome) {
	m.Steps[index] = uint16(out.K)
	switch {
	case out.Kind == judge.Diverged:
		m.Reached[index] = RanAway
	case (out.Kind == judge.Converged || out.Kind == judge.StuckLocal) && out.Target != nil:
		m.Reached[index] = m.index(*out.Target)
	case out.Kind == judge.Converged:
		m.Reached[index] = m.lowest()
	}
}

// index is the byte of the minimum at p.
func (m *BasinMap) index(p landscape.Point) byte {
	for i, q := range m.Minima[:min(len(m.Minima), mostMinima)] {
		if q.At == p {
			return byte(1 + i)
		}
	}
	return NoMinimum
}

// lowest is the byte of the first global minimum: a valley has no other name.
func (m *BasinMap) lowest() byte {
	for i, q := range m.Minima[:min(len(m.Minima), mostMinima)] {
		if q.Global {
			return byte(1 + i)
		}
	}
	return NoMinimum
}

// nearness decides whether a point is within the rules' radius of another. The
// distance itself is computed only where its square is too close to decide.
type nearness struct{ radius, inner, outer float64 }

func newNearness(radius float64) nearness {
	square := radius * radius
	return nearness{radius, square * (1 - 1e-9), square * (1 + 1e-9)}
}

func (n *nearness) has(dx, dy float64) bool {
	square := dx*dx + dy*dy
	return square < n.outer && n.inside(square, dx, dy)
}

// inside is has for a point that is near; apart, so that has is compiled into
// its callers, whose points are mostly far.
//
//go:noinline
func (n *nearness) inside(square, dx, dy float64) bool {
	return square <= n.inner || math.Hypot(dx, dy) <= n.radius
}
