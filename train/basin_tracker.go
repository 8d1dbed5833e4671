package train

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
)

// tracker is an observer that judges runs by rules 1 and 2 as they go: it
// keeps, instead of the trajectory, the minimum where a run is and since when.
type tracker struct {
	m         *BasinMap
	surface   *landscape.Surface
	objective landscape.Objective // for where a run left its loss's domain
	near      nearness
	steps     int
	window    int // the first k of a whole run's window
	at        []landscape.Point
	traps     []trap
	valley    bool
	best      float64
	unbounded bool
	rolling   judge.WayOut // of a run that has not begun; where it is unbounded

	runs []trackedRun
}

// trackedRun is what a tracker keeps of one run.
type trackedRun struct {
	index   int
	minimum int // index of the minimum where it is, or −1
	since   int // the k from which it has been there
	first   float64
	rolling judge.WayOut
	w       [2]landscape.Point // the latest iterates, the newest last
}

func newTracker(sc *Scenario, traps []trap, m *BasinMap) *tracker {
	s := sc.Surface
	best, known := s.Best()
	t := &tracker{
		m: m, surface: s, objective: sc.Objective(), near: newNearness(judge.Near(s.View)), steps: sc.Steps, traps: traps,
		window: judge.Window(sc.Steps),
		valley: s.Valley && known, best: best, unbounded: s.Unbounded,
		runs: make([]trackedRun, descent.BatchSize),
	}
	for _, minimum := range s.Minima {
		t.at = append(t.at, minimum.At)
	}
	if s.Unbounded {
		t.rolling = judge.NewWayOut(s, sc.Noise > 0)
	}
	return t
}

func (t *tracker) Begin(slot int, l descent.Job) {
	t.runs[slot] = trackedRun{index: l.Index, minimum: -1, rolling: t.rolling}
}

func (t *tracker) See(slot int, it *descent.Iterate) bool {
	v := &t.runs[slot]
	v.w[0], v.w[1] = v.w[1], it.W
	if t.unbounded || t.valley {
		t.losses(v, it)
	}
	if t.valley {
		return false
	}
	if v.minimum >= 0 {
		dx, dy := it.W.X-t.at[v.minimum].X, it.W.Y-t.at[v.minimum].Y
		if t.near.has(dx, dy) {
			return t.traps != nil && v.since <= t.window && t.traps[v.minimum].holds(dx, dy)
		}
		v.minimum = -1
	}
	for i := range t.at {
		if t.near.has(it.W.X-t.at[i].X, it.W.Y-t.at[i].Y) {
			v.minimum, v.since = i, it.K
			return false
		}
	}
	return false
}

// losses keeps what the rules for unbounded surfaces and for valleys need.
func (t *tracker) losses(v *trackedRun, it *descent.Iterate) {
	if it.K == 0 {
		v.first = it.Loss
	}
	if t.unbounded {
		v.rolling.See(it)
	}
	inside := it.Loss-t.best <= judge.ValleyShare*v.first
	switch {
	case !t.valley:
	case !inside:
		v.minimum = -1
	case v.minimum < 0:
		v.minimum, v.since = 0, it.K
	}
}

func (t *tracker) End(slot int, last *descent.Iterate, left bool) {
	v := &t.runs[slot]
	reached, k := byte(NoMinimum), t.steps
	switch {
	case left:
		k = last.K
		if !t.escaped(v, last) && !judge.LeavesDomain(t.surface, t.objective, v.w[0], last) {
			reached = RanAway
		}
	case v.minimum >= 0 && v.since <= t.window && v.since < max(last.K, 1):
		k = v.since
		reached = byte(1 + v.minimum)
		if t.valley {
			reached = t.m.lowest()
		}
	}
	t.m.Reached[v.index], t.m.Steps[v.index] = reached, uint16(k)
}

// escaped reports whether a run that left rolled down an unbounded surface.
func (t *tracker) escaped(v *trackedRun, last *descent.Iterate) bool {
	return t.unbounded && v.rolling.RollsOff(last)
}

// trap is a disc around a minimum that plain gradient descent never leaves
// again once it is inside. The squared radius is 0 where none is certain.
type trap struct{ square float64 }

func (t trap) holds(dx, dy float64) bool { return dx*dx+dy*dy <= t.square }

const (
	trapAngles = 24
	trapRings  = 4
	trapSafety = 2 // between the samples the curvature varies no more than this times as much
	trapHalves = 4 // smaller discs that are tried
	trapShrink = 0.999
)

// trapsOf finds the discs in which a run may be ended early. With a constant
// rate and nothing added to the gradient, one update multiplies the distance
// from a minimum by at most ‖I − η·H‖, H being a mean of the Hessians on the
// way to it. Where that is below 1 for every Hessian of a disc, a run inside
// only comes nearer: it will have been within the rules' radius from its last
// arrival there to its end, which is all that rule 2 asks. Other optimizers,
// schedules, noise, clipping and decay have no traps, and their runs are never
// ended early.
func trapsOf(sc *Scenario, run int) []trap {
	how := sc.settings(run)
	plain := how.Optimizer == "sgd" && how.Clip.Kind == "" && how.Noise == 0 && how.Constant()
	if !plain {
		return nil
	}
	traps, o := make([]trap, len(sc.Surface.Minima)), sc.Objective()
	for i, m := range sc.Surface.Minima {
		radius := judge.Near(sc.Surface.View) * trapShrink
		for range trapHalves {
			if contracts(o, m.At, radius, how.LearningRate) {
				traps[i].square = radius * radius
				break
			}
			radius /= 2
		}
	}
	return traps
}

// contracts reports whether every eigenvalue of I − rate·H lies within (−1, 1)
// over the disc: those at p do, by more than H changes, measured on rings.
func contracts(o landscape.Objective, p landscape.Point, radius, rate float64) bool {
	xx, xy, yy := o.Hessian(p.X, p.Y)
	high, low := landscape.Eigenvalues(xx, xy, yy)
	change := 0.0
	for ring := 1; ring <= trapRings; ring++ {
		for a := range trapAngles {
			sin, cos := math.Sincos(2 * math.Pi * float64(a) / trapAngles)
			d := radius * float64(ring) / trapRings
			hxx, hxy, hyy := o.Hessian(p.X+d*cos, p.Y+d*sin)
			up, down := landscape.Eigenvalues(hxx-xx, hxy-xy, hyy-yy)
			change = max(change, math.Abs(up), math.Abs(down))
			if !rule.Finite(change) {
				return false
			}
		}
	}
	change *= trapSafety
	return low-change > 0 && rate*(high+change) < 2
}
