// Package judge says how a run ended, and why: by rules that read its iterates, and where
// these are not enough continue the run. A run on a surface is judged by that surface and
// the settings that it was made by, a network's by its losses and moves.
package judge

import (
	"context"
	"math"
	"sync"

	"downhill/landscape"
	"downhill/train/descent"
)

// The constants of the outcome rules, from the numerical reference.
const (
	nearShare     = 0.01 // of the diagonal: "at" a minimum or saddle
	windowShare   = 0.1  // of the run: its last part, and at least
	windowLeast   = 10   // this many steps
	ValleyShare   = 1e-3 // of the first loss: "in" a valley of minima
	noticeable    = 1e-9 // of the view's losses, up to their 95th percentile: a loss that is lower by less is none
	BestTolerance = 1e-9 // how far from the best a global minimum may be
	jumpShare     = 0.2  // of the diagonal: a step that jumps over the structure
	offStructure  = 1.5  // half-widths: beyond the structure
	vanishing     = 1e-3 // of the surface's mean slope: a gradient below it has vanished
	settlingRatio = 0.9  // ratio of successive moves below which a run settles
	plateauShare  = 0.05 // on a plateau the slope, along the whole diagonal, takes less than this share of the loss above the best
)

// lengthsKept are the scratch of judges that have judged.
var lengthsKept = sync.Pool{New: func() any { return new([]float64) }}

// One is how one run ended, with what happened on the way: see Judge.Outcome. o evaluates
// the surface, and may be nil.
func One(ctx context.Context, c Case, o landscape.Objective, t descent.Trajectory) Outcome {
	j := New(c, o)
	j.WithEvents = true
	lengths := lengthsKept.Get().(*[]float64)
	j.lengths = *lengths
	defer func() {
		*lengths = j.lengths
		lengthsKept.Put(lengths)
	}()
	return j.Outcome(ctx, t)
}

// Judge holds what the rules know of a case; it may judge any number of trajectories,
// one at a time. The case's rate and seed may be others from one to the next.
type Judge struct {
	Case
	WithEvents  bool // look for events on the way: not in sweeps and maps, which show none
	MinimumOnly bool // find only the minimum that a run is near, at rest or not

	objective landscape.Objective
	decay     float64 // of the weights; above 0 it moves the minima: judge by settling
	noisy     bool
	best      float64
	known     bool // there is a best
	near      float64
	diagonal  float64
	lengths   []float64 // scratch
	asItIs    bool      // judge by the run's own steps, not by how it goes on
	unsettled bool      // the run comes nearer to a minimum that it will not rest at: its rate is not too low

	ctx  context.Context // ends what is run once more to judge
	t    descent.Trajectory
	last int // index of the last iterate
	k    int // K of the rules: the number of updates

	later descent.Trajectory // how the run goes on, its last iterate first, as far as it was asked for
	whole bool               // all of that there is
}

// New is a judge of runs of a case. o evaluates its surface; where it is nil, one is made.
func New(c Case, o landscape.Objective) *Judge {
	if o == nil {
		o = c.Surface.Objective()
	}
	j := &Judge{Case: c, objective: o, decay: c.Decay(), noisy: c.Noise > 0}
	j.best, j.known = c.Surface.Best()
	j.diagonal, j.near = c.Surface.View.Diagonal(), Near(c.Surface.View)
	return j
}

// Near is the rules' radius: how near a minimum or a saddle a run is "at" it.
func Near(v landscape.View) float64 { return nearShare * v.Diagonal() }

// Outcome says how a finished run ended, by the rules below in their order: left,
// at a minimum (at rest, bouncing, leaving it, or hovering over it), at a saddle,
// no slope, still moving. t is the whole trajectory; where it is shorter than the
// case's steps because the run had settled, its last iterate stands for the
// later ones. Where ctx ends first, its answer is of no use.
func (j *Judge) Outcome(ctx context.Context, t descent.Trajectory) Outcome {
	j.ctx, j.t, j.last = ctx, t, len(t)-1
	j.later, j.whole, j.unsettled = j.later[:0], false, false
	if j.last < 0 {
		return Outcome{Kind: Diverged}
	}
	nan := math.NaN()
	out := Outcome{Last: t[j.last].K, Events: []Event{}, Evaluations: len(t), Radius: nan, Gap: nan}
	j.lastFinite(&out)
	left, gone := j.left()
	j.k = max(j.last, j.Steps)
	if gone {
		j.last, j.k = left, left
	}
	if j.WithEvents {
		out.Events = append(out.Events, j.saddleEscapes()...)
	}
	switch {
	case gone:
		j.judgeLeft(&out, left)
	case j.staysAtStart():
		out.K, out.Kind = j.k, Crawling
		out.Caveat = when(j.last > FewUpdates && !(j.t[j.last].Loss < j.t[0].Loss), NotBelow)
	case j.decay > 0 && !j.unmoved() && j.settled(&out):
	case j.atMinimum(&out):
	case !j.MinimumOnly && j.hovering(&out):
	case j.atSaddle(&out):
	case j.flat():
		out.Kind = Flat
	default:
		j.judgeElsewhere(&out)
	}
	if j.heldOff(&out) {
		out.Caveat = HeldOff
	}
	out.KLoss = j.at(out.K).Loss
	return out
}

// heldOff reports whether a run rests where weight decay holds it, further off the minimum
// that its kind names than one that is at a minimum: its kind alone would say it got there.
func (j *Judge) heldOff(out *Outcome) bool {
	return (out.Kind == Converged || out.Kind == StuckLocal) && out.HeldFar(Near(j.Surface.View))
}

// claimedStep is the first step from k on whose loss is at least the highest from step
// onward on. An outcome that names it claims that the loss never rises above that
// again. It is k itself, except for runs that oscillate as they come to rest.
func (j *Judge) claimedStep(k, onward int) int {
	most := j.highest(onward)
	for k < j.last && j.t[k].Loss < most {
		k++
	}
	return k
}

// at is the i-th iterate, the last standing for all later ones.
func (j *Judge) at(i int) *descent.Iterate { return &j.t[min(i, j.last)] }

// lastFinite sets where the last finite iterate is, and its loss.
func (j *Judge) lastFinite(out *Outcome) {
	for i := j.last; i >= 0; i-- {
		if it := &j.t[i]; it.Finite() {
			out.At, out.Loss = it.W, it.Loss
			return
		}
	}
	out.At, out.Loss = j.t[0].W, math.NaN()
}

// left is rule 1: the first iterate that is not finite, or more than 10
// half-widths from the view's centre.
func (j *Judge) left() (k int, ok bool) {
	box := viewBoxOf(j.Surface.View)
	for i := range j.t {
		if it := &j.t[i]; !it.Finite() || !box.within(it.W) && j.Surface.View.Distance(it.W) > descent.FarAway {
			return i, true
		}
	}
	return 0, false
}

// downhill counts the updates from iterate from to iterate to that do not climb.
func (j *Judge) downhill(from, to int) int {
	down := 0
	for i := from; i < to; i++ {
		if j.at(i+1).Loss <= j.at(i).Loss {
			down++
		}
	}
	return down
}

// Window is the first k of the last part of a run of so many steps.
func Window(steps int) int {
	w := max(windowLeast, int(math.Ceil(windowShare*float64(steps))))
	return max(0, steps-w)
}

// window is the first k of the run's last part.
func (j *Judge) window() int { return Window(j.k) }

// stays is the first k from which all iterates stay within the rules' radius
// of p; ok if that holds over the window.
func (j *Judge) stays(p landscape.Point) (k int, ok bool) {
	return j.holds(func(it *descent.Iterate) bool {
		return math.Hypot(it.W.X-p.X, it.W.Y-p.Y) <= j.near
	})
}

// holds is the first k from which a condition holds to the end; ok if that is
// no later than the window's begin.
func (j *Judge) holds(condition func(*descent.Iterate) bool) (k int, ok bool) {
	i := j.last
	for i >= 0 && condition(&j.t[i]) {
		i--
	}
	return i + 1, i < j.last && i+1 <= j.window()
}

// atSaddle is rule 3.
func (j *Judge) atSaddle(out *Outcome) bool {
	for _, s := range j.Surface.Saddles {
		if _, ok := j.stays(s); ok {
			at := s
			out.K, out.Target, out.Kind = j.k, &at, StuckSaddle
			out.Caveat = when(!j.levels(), Sloping)
			return true
		}
	}
	return false
}
