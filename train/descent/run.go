// Package descent makes the iterates of a run: a task, which is a loss of any number of
// weights and where it starts, is descended by settings, which are an optimizer with its
// rate and what comes between the gradient and the rule. It makes one run, or many in
// lockstep with the same bits, and judges none.
package descent

import (
	"context"
	"fmt"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/rule"
)

// Run is one run under way: the one place where gradient, noise, clipping
// and rule follow each other. Next allocates nothing; Reset starts it again.
type Run struct {
	objective   Objective
	probe       *probe // the same as the rule sees it
	rule        rule.Stepper
	newSchedule func() rule.Schedule // makes the schedule anew; nil for a constant rate
	clip        Clip
	noise       *noise                      // nil without noise
	batch       func(k int, w, g []float64) // see Task
	seed        uint64
	sigma       float64
	shaped      bool // anything comes between the gradient and the rule
	steps       int
	onSurface   bool             // two weights, drawn as they are
	onLine      bool             // one weight of a surface of x alone
	bounds      bounds           // when such a run ends
	ball        ball             // when one elsewhere does
	plane       *landscape.Plane // on which it is drawn; nil where the weights are drawn themselves
	direct      *direct          // nil where it takes more than that

	start    []float64 // the task's
	rate     float64
	schedule rule.Schedule
	slots    []rule.Slot
	state    rule.State

	k, still    int  // updates made, and how many of the last moved nothing
	ended, left bool // left: ended by leaving

	updates [2]rule.Update // update k is updates[k&1]
	g       []float64      // the gradient at w, which noise and clipping change

	noisy        []float64  // after noise, before clipping; where a step is shown
	beforeUpdate func(*Run) // nil unless a step is shown, which sets shaped too

	spec   *rule.Spec // of rule, and its parameters; where a step is shown
	params rule.Params
}

// New puts a run of a task at its start. The error says what is wrong with the
// settings.
func New(t Task, s Settings) (*Run, error) {
	spec, params := s.Rule()
	if spec == nil {
		return nil, fmt.Errorf("no optimizer %q", s.Optimizer)
	}
	if _, curved := t.Objective.(Curved); spec.NeedsHessian && !curved {
		return nil, fmt.Errorf("%s needs second derivatives, and there are none", spec.ID)
	}
	d := &Run{
		objective: t.Objective,
		probe:     newProbe(t.Objective),
		spec:      spec,
		params:    params,
		rule:      spec.Rule(params),
		clip:      s.Clip,
		steps:     s.Steps,
		seed:      s.Seed,
		sigma:     s.Noise,
		plane:     t.Plane,
		batch:     t.Batch,
		start:     t.Start,
	}
	if spec.State != nil {
		d.slots = spec.State(params)
	}
	if s.Noise > 0 {
		d.noise = new(noise)
	}
	if t.View != nil {
		d.onSurface, d.onLine, d.bounds = len(t.Start) == 2, len(t.Start) == 1, newBounds(*t.View)
	}
	if err := d.bindSchedule(&s, t.Best); err != nil {
		return nil, err
	}
	d.shaped = d.noise != nil || d.batch != nil || d.clip.Kind != "" || d.newSchedule != nil
	d.bindDirect()
	d.allocate(len(t.Start), t.Best)
	d.Reset(t.Start, s.LearningRate)
	return d, nil
}

// allocate makes the memory for n weights.
func (d *Run) allocate(n int, best float64) {
	memory := make([]float64, 3*n)
	d.g = memory[2*n:]
	d.state = d.newState()
	d.updates = rule.NewUpdates(memory[:n:n], memory[n:2*n:2*n], d.g, d.probe, best)
}

// newState makes what another run of this rule remembers.
func (d *Run) newState() rule.State { return rule.NewState(d.slots, len(d.g)) }

// bindSchedule looks the schedule up; a constant one costs nothing.
func (d *Run) bindSchedule(s *Settings, best float64) error {
	if s.Constant() {
		return nil
	}
	spec, ok := rule.LookupSchedule(s.Schedule)
	if !ok {
		return fmt.Errorf("no schedule %q", s.Schedule)
	}
	params, steps := rule.Complete(spec.Params, s.ScheduleParams, s.Steps), s.Steps
	d.newSchedule = func() rule.Schedule { return spec.Factor(params, steps, best) }
	return nil
}

// Reset puts the descent before its first update, at w.
func (d *Run) Reset(w []float64, rate float64) {
	d.rate = rate
	d.k, d.still, d.ended, d.left = 0, 0, false, false
	copy(d.weights(), w)
	d.ball.from(w)
	d.probe.n = 0
	d.state.Reset()
	d.rule.Init(d.state, rate)
	if d.newSchedule != nil {
		d.schedule = d.newSchedule()
	}
	if d.noise != nil {
		d.noise.seed(d.seed)
	}
}

// weights are where the run is, before update k.
func (d *Run) weights() []float64 { return d.updates[d.k&1].W }

// LastWeights are the weights of the iterate that was made last.
func (d *Run) LastWeights() []float64 {
	if d.ended {
		return d.weights()
	}
	return d.latest().W
}

// Here is the loss and the gradient at the start of a run on a surface, before its
// first update.
func (d *Run) Here() (loss, gx, gy float64) {
	loss = d.objective.Gradient(d.weights(), d.g)
	p := landscape.PointOf(d.g)
	return loss, p.X, p.Y
}

// latest is the update that was made last.
func (d *Run) latest() *rule.Update { return &d.updates[(d.k-1)&1] }

// Each yields iterates until the run, ctx or yield ends it.
func (d *Run) Each(ctx context.Context, yield func(Iterate) bool) {
	var it Iterate
	for d.Next(&it) {
		if !yield(it) {
			return
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// Collect appends at most n iterates to t, fewer where the run or ctx ends.
func (d *Run) Collect(ctx context.Context, t Trajectory, n int) Trajectory {
	for n > 0 && !d.ended && ctx.Err() == nil {
		some := min(n, 64, d.steps+1-d.k) // no room is made for what can't come
		t = slices.Grow(t, some)
		made := d.fill(ctx, t[len(t):len(t)+some])
		t, n = t[:len(t)+made], n-made
	}
	return t
}

// fill sets its to the next iterates, as far as the run and ctx go, and counts
// them.
func (d *Run) fill(ctx context.Context, its []Iterate) (made int) {
	if d.direct != nil {
		return d.fillDirect(ctx, its)
	}
	abandonable := ctx.Done() != nil
	for i := range its {
		u := &d.updates[d.k&1]
		d.advance(u, d.objective.Gradient(u.W, u.G), &its[i])
		if d.ended || abandonable && ctx.Err() != nil {
			return i + 1
		}
	}
	return len(its)
}

// Next sets it to the next iterate and makes the update that leaves it; false
// means that the run is over.
func (d *Run) Next(it *Iterate) bool {
	if d.ended {
		return false
	}
	u := &d.updates[d.k&1]
	d.advance(u, d.objective.Gradient(u.W, u.G), it)
	return true
}

// advance sets it to the iterate before update u, whose weights, loss and
// gradient are known, and makes that update. What ends a run of two weights on a
// surface is written out here: a call would take as long as their step.
func (d *Run) advance(u *rule.Update, loss float64, it *Iterate) {
	k, left, still := d.k, false, false
	it.K, it.Loss = k, loss
	var x, y float64
	if d.onSurface {
		w, g := (*[2]float64)(u.W), (*[2]float64)(u.G)
		var gx, gy float64
		x, y, gx, gy = w[0], w[1], g[0], g[1]
		it.W.X, it.W.Y, it.Grad.X, it.Grad.Y = x, y, gx, gy
		left = d.bounds.left(x, y, loss, gx, gy)
	} else {
		d.draw(it, u.W, u.G)
		left = d.leftElsewhere(u, loss)
	}
	if left || k >= d.steps || d.still >= stillInARow {
		it.LearningRate = math.NaN()
		d.ended, d.left = true, left
		return
	}
	rate := d.rate
	if d.shaped {
		rate = d.shape(loss)
	}
	u.T, u.Loss, u.Rate, u.Used = k+1, loss, rate, rate
	d.rule.Step(d.state, u)
	d.k = k + 1
	it.LearningRate = u.Used
	if d.onSurface {
		next := (*[2]float64)(u.Next)
		still = d.bounds.still(next[0]-x, next[1]-y)
	} else {
		still = d.stillElsewhere(u)
	}
	if still {
		d.still++
	} else {
		d.still = 0
	}
}

// leftElsewhere reports whether a run of one weight, or without a view, has left.
func (d *Run) leftElsewhere(u *rule.Update, loss float64) bool {
	if d.onLine {
		return d.bounds.left(u.W[0], 0, loss, u.G[0], 0)
	}
	return d.ball.left(u.W, loss, u.G)
}

// stillElsewhere reports whether the update of such a run is none.
func (d *Run) stillElsewhere(u *rule.Update) bool {
	if d.onLine {
		return d.bounds.still(u.Next[0]-u.W[0], 0)
	}
	return d.ball.still(u.W, u.Next)
}

// draw is where the weights and the gradient are drawn.
func (d *Run) draw(it *Iterate, w, g []float64) {
	if d.plane != nil {
		it.W, it.Grad = d.plane.Project(w), d.plane.Along(g)
		return
	}
	it.W, it.Grad = landscape.Point{X: w[0]}, landscape.Point{X: g[0]}
	if len(w) > 1 {
		it.W.Y, it.Grad.Y = w[1], g[1]
	}
}

// shape is what may come between the gradient and the rule: a mini-batch's in its
// place, noise, then clipping, and the schedule's rate.
func (d *Run) shape(loss float64) (rate float64) {
	if d.batch != nil {
		d.batch(d.k, d.weights(), d.g)
	}
	if d.noise != nil {
		d.noise.add(d.g, d.sigma)
	}
	if d.beforeUpdate != nil {
		d.noisy = append(d.noisy[:0], d.g...)
	}
	d.clip.Apply(d.g)
	rate = d.rate
	if d.schedule != nil {
		rate *= d.schedule(d.k, loss)
	}
	if d.beforeUpdate != nil {
		d.beforeUpdate(d)
	}
	return rate
}

// Over reports whether the last iterate has been made.
func (d *Run) Over() bool { return d.ended }

// Left reports whether the run is over since it left: see bounds and ball.
func (d *Run) Left() bool { return d.left }

// Reseed is to be followed by reset: from there on the noise is another seed's.
func (d *Run) Reseed(seed uint64) { d.seed = seed }

// Surface evaluates the surface that is descended; nil of a task that has none.
func (d *Run) Surface() landscape.Objective { return planeOf(d.objective) }

// Rested is a run that is over without what made it: over, hasLeft and evaluations
// are all that may be asked.
func (d *Run) Rested() *Run {
	return &Run{k: d.k, ended: d.ended, left: d.left, probe: &probe{n: d.probe.n}}
}

// Evaluations counts the gradients computed so far, and what the rule
// evaluated beside them.
func (d *Run) Evaluations() int {
	n := d.k + d.probe.n
	if d.ended {
		n++
	}
	return n
}
