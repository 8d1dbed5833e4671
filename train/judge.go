package train

import (
	"context"
	"math"
	"sync"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/rule"
)

// The constants of the outcome rules, from the numerical reference.
const (
	nearShare     = 0.01 // of the diagonal: "at" a minimum or saddle
	windowShare   = 0.1  // of the run: its last part, and at least
	windowLeast   = 10   // this many steps
	valleyShare   = 1e-3 // of the first loss: "in" a valley of minima
	noticeable    = 1e-9 // of the view's losses, up to their 95th percentile: a loss that is lower by less is none
	bestTolerance = 1e-9 // how far from the best a global minimum may be
	jumpShare     = 0.2  // of the diagonal: a step that jumps over the structure
	offStructure  = 1.5  // half-widths: beyond the structure
	vanishing     = 1e-3 // of the surface's mean slope: a gradient below it has vanished
	settlingRatio = 0.9  // ratio of successive moves below which a run settles
	plateauShare  = 0.05 // on a plateau the slope, along the whole diagonal, takes less than this share of the loss above the best
)

// Judge says how a finished run ended, by the rules below in their order: left,
// at a minimum (at rest, bouncing, leaving it, or hovering over it), at a saddle,
// no slope, still moving. t is the whole trajectory; where it is shorter than the
// scenario's steps because the run had settled, its last iterate stands for the
// later ones. Where ctx ends first, its answer is of no use. A Walk judges itself; this is
// for a run that was made elsewhere, as by a script that the tests hold to ours.
func Judge(ctx context.Context, sc Scenario, run int, t descent.Trajectory) Outcome {
	return judgeBy(ctx, &sc, run, t, nil)
}

// lengthsKept are the scratch of judges that have judged.
var lengthsKept = sync.Pool{New: func() any { return new([]float64) }}

// judgeBy is Judge with an evaluator of the surface, which is made where it is nil.
func judgeBy(ctx context.Context, sc *Scenario, run int, t descent.Trajectory, o landscape.Objective) Outcome {
	j := newJudgeBy(sc, run, o)
	j.ctx, j.withEvents = ctx, true
	lengths := lengthsKept.Get().(*[]float64)
	j.lengths = *lengths
	defer func() {
		*lengths = j.lengths
		lengthsKept.Put(lengths)
	}()
	return j.judge(t)
}

// judge holds what the rules know of a scenario's surface; it may judge any
// number of trajectories, one at a time.
type judge struct {
	ctx         context.Context // ends what is run once more to judge
	sc          *Scenario
	run         int
	rate        float64
	surface     *landscape.Surface
	objective   landscape.Objective
	steps       int
	decay       float64 // of the weights; above 0 it moves the minima: judge by settling
	noisy       bool
	withEvents  bool // look for events on the way: not in sweeps and maps, which show none
	minimumOnly bool // find only the minimum that a run is near, at rest or not
	best        float64
	known       bool // there is a best
	near        float64
	diagonal    float64
	lengths     []float64 // scratch

	t    descent.Trajectory
	last int // index of the last iterate
	k    int // K of the rules: the number of updates
}

func newJudge(sc *Scenario, run int) *judge { return newJudgeBy(sc, run, nil) }

func newJudgeBy(sc *Scenario, run int, o landscape.Objective) *judge {
	s := sc.Surface
	if o == nil {
		o = sc.Objective()
	}
	j := &judge{ctx: context.Background(), sc: sc, run: run, surface: s, objective: o, steps: sc.Steps}
	j.best, j.known = s.Best()
	j.diagonal = s.View.Diagonal()
	j.near = nearShare * j.diagonal
	j.noisy = sc.Noise > 0
	if run >= 0 && run < len(sc.Runs) {
		j.rate = sc.Runs[run].LearningRate
	}
	j.decay = sc.decay(run)
	return j
}

// judge applies the rules to one trajectory.
func (j *judge) judge(t descent.Trajectory) Outcome {
	j.t, j.last = t, len(t)-1
	if j.last < 0 {
		return Outcome{Kind: Diverged}
	}
	nan := math.NaN()
	out := Outcome{Last: t[j.last].K, Events: []Event{}, Evaluations: len(t), Radius: nan, Gap: nan}
	j.lastFinite(&out)
	left, gone := j.left()
	j.k = max(j.last, j.steps)
	if gone {
		j.last, j.k = left, left
	}
	if j.withEvents {
		out.Events = append(out.Events, j.saddleEscapes()...)
	}
	switch {
	case gone:
		j.judgeLeft(&out, left)
	case j.decay > 0 && !j.unmoved() && j.settled(&out):
	case j.atMinimum(&out):
	case !j.minimumOnly && j.hovering(&out):
	case j.atSaddle(&out):
	case j.flat():
		out.Kind = Flat
	default:
		j.judgeElsewhere(&out)
	}
	out.KLoss = j.at(out.K).Loss
	return out
}

// judgeNear judges a run that is near a minimum from step k on: atRest is its
// kind if it comes to rest there. Under noise it may hover instead.
func (j *judge) judgeNear(out *Outcome, k int, atRest Kind, away func(*descent.Iterate) float64) {
	out.K, out.Kind = k, atRest
	out.Global = atRest == Converged
	if j.minimumOnly {
		return
	}
	r := j.quarters(k, away)
	kind := j.restKind(r, atRest)
	if kind != atRest && j.noisy && j.hovering(out) {
		return
	}
	if kind == Leaving && !j.surface.Valley && j.last > FewUpdates && !j.grow(k) {
		kind = Bouncing // it is said of one that leaves that its moves grow
	}
	if !out.Kink || kind == atRest {
		kind = j.goesOn(kind, atRest, r, away)
	}
	out.Kind = kind
	switch kind {
	case atRest:
		out.K = j.claimedStep(k)
	case Bouncing:
		out.Radius = r.farther
		if j.noisy {
			out.Radius = max(r.far, r.farther)
		}
	}
}

// claimedStep is the first step from k on whose loss is at least the highest of
// the window. An outcome that names it claims that the loss never rises above
// that again. It is k itself, except for runs that oscillate as they come to rest.
func (j *judge) claimedStep(k int) int {
	most := j.highest(j.window())
	for k < j.last && j.t[k].Loss < most {
		k++
	}
	return k
}

// at is the i-th iterate, the last standing for all later ones.
func (j *judge) at(i int) *descent.Iterate { return &j.t[min(i, j.last)] }

// lastFinite sets where the last finite iterate is, and its loss.
func (j *judge) lastFinite(out *Outcome) {
	for i := j.last; i >= 0; i-- {
		if it := &j.t[i]; isFinite(it) {
			out.At, out.Loss = it.W, it.Loss
			return
		}
	}
	out.At, out.Loss = j.t[0].W, math.NaN()
}

func isFinite(it *descent.Iterate) bool {
	return rule.Finite(it.W.X) && rule.Finite(it.W.Y) && rule.Finite(it.Loss) && rule.Finite(it.Grad.X) && rule.Finite(it.Grad.Y)
}

// left is rule 1: the first iterate that is not finite, or more than 10
// half-widths from the view's centre.
func (j *judge) left() (k int, ok bool) {
	box := viewBoxOf(j.surface.View)
	for i := range j.t {
		if it := &j.t[i]; !isFinite(it) || !box.within(it.W) && j.surface.View.Distance(it.W) > descent.FarAway {
			return i, true
		}
	}
	return 0, false
}

// downhill counts the updates from iterate from to iterate to that do not climb.
func (j *judge) downhill(from, to int) int {
	down := 0
	for i := from; i < to; i++ {
		if j.at(i+1).Loss <= j.at(i).Loss {
			down++
		}
	}
	return down
}

// window is the first k of the run's last part.
func (j *judge) window() int {
	w := max(windowLeast, int(math.Ceil(windowShare*float64(j.k))))
	return max(0, j.k-w)
}

// stays is the first k from which all iterates stay within the rules' radius
// of p; ok if that holds over the window.
func (j *judge) stays(p landscape.Point) (k int, ok bool) {
	return j.holds(func(it *descent.Iterate) bool {
		return math.Hypot(it.W.X-p.X, it.W.Y-p.Y) <= j.near
	})
}

// holds is the first k from which a condition holds to the end; ok if that is
// no later than the window's begin.
func (j *judge) holds(condition func(*descent.Iterate) bool) (k int, ok bool) {
	i := j.last
	for i >= 0 && condition(&j.t[i]) {
		i--
	}
	return i + 1, i < j.last && i+1 <= j.window()
}

// atSaddle is rule 3.
func (j *judge) atSaddle(out *Outcome) bool {
	for _, s := range j.surface.Saddles {
		if _, ok := j.stays(s); ok {
			at := s
			out.K, out.Target, out.Kind = j.k, &at, StuckSaddle
			out.Caveat = when(!j.levels(), Sloping)
			return true
		}
	}
	return false
}
