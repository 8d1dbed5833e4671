package train

import (
	"context"
	"fmt"
	"math"
	"slices"

	"downhill/landscape"
)

// descent is one run under way: the one place where gradient, noise, clipping
// and rule follow each other. next allocates nothing; reset starts it again.
type descent struct {
	objective Objective
	count     counter // what the rule sees as the objective
	best      float64 // f*; NaN where none is known
	rule      Rule
	plan      func() Schedule // makes the schedule anew; nil for a constant rate
	clip      Clip
	noise     *noise // nil without noise
	seed      uint64
	sigma     float64
	shaped    bool // anything comes between the gradient and the rule
	steps     int

	// The box beyond which a run has left, and the square of the distance
	// below which a move is none.
	center     landscape.Point
	farX, farY float64
	minMove    float64

	start    landscape.Point
	rate     float64
	schedule Schedule
	state    []float64

	k, still    int // updates made, and how many of the last moved nothing
	w           landscape.Point
	ended, left bool // left: ended by leaving

	u            Update          // the latest update, for showing it
	noisy        landscape.Point // its gradient after noise, before clipping
	beforeUpdate func(*descent)  // nil unless a step is shown, which sets shaped too
}

// newDescent binds a scenario's run, at its start.
func newDescent(sc *Scenario, run int) (*descent, error) {
	if run < 0 || run >= len(sc.Runs) {
		return nil, fmt.Errorf("run %d: the scenario has %d", run, len(sc.Runs))
	}
	r := sc.Runs[run]
	spec, ok := LookupOptimizer(r.Optimizer)
	if !ok {
		return nil, fmt.Errorf("no optimizer %q", r.Optimizer)
	}
	params := complete(spec.Params, sc.Params, sc.Steps)
	d := &descent{
		objective: sc.Objective(),
		rule:      spec.Rule(params),
		clip:      sc.Clip,
		steps:     sc.Steps,
		seed:      sc.Seed,
		sigma:     sc.Noise,
		best:      math.NaN(),
	}
	d.count.Objective = d.objective
	if spec.State != nil {
		d.state = make([]float64, len(spec.State(params)))
	}
	if best, ok := sc.Surface.Best(); ok {
		d.best = best
	}
	if sc.Noise > 0 {
		d.noise = new(noise)
	}
	d.u.Objective, d.u.Best = &d.count, d.best
	if err := d.bindSchedule(sc); err != nil {
		return nil, err
	}
	d.shaped = d.noise != nil || d.clip.Kind != "" || d.plan != nil
	d.bound(sc.Surface.View)
	d.reset(sc.Start, r.LearningRate)
	return d, nil
}

// bindSchedule looks the scenario's schedule up; a constant one costs nothing.
func (d *descent) bindSchedule(sc *Scenario) error {
	if sc.Schedule == "" || sc.Schedule == "constant" {
		return nil
	}
	spec, ok := LookupSchedule(sc.Schedule)
	if !ok {
		return fmt.Errorf("no schedule %q", sc.Schedule)
	}
	params := complete(spec.Params, sc.ScheduleParams, sc.Steps)
	steps := sc.Steps
	d.plan = func() Schedule { return spec.Factor(params, steps, d.best) }
	return nil
}

// bound sets when a run has left, and when it stands still.
func (d *descent) bound(v landscape.View) {
	d.center = v.Center()
	hx, hy := v.HalfWidths()
	d.farX, d.farY = farAway*hx, farAway*hy
	move := stillMove * v.Diagonal()
	d.minMove = move * move
}

// reset puts the descent before its first update, at w.
func (d *descent) reset(w landscape.Point, rate float64) {
	d.start, d.w, d.rate = w, w, rate
	d.k, d.still, d.ended, d.left = 0, 0, false, false
	d.count.n = 0
	clear(d.state)
	d.rule.Init(d.state, rate)
	if d.plan != nil {
		d.schedule = d.plan()
	}
	if d.noise != nil {
		d.noise.seed(d.seed)
	}
}

// each yields iterates until the run, ctx or yield ends it.
func (d *descent) each(ctx context.Context, yield func(Iterate) bool) {
	var it Iterate
	for d.next(&it) {
		if !yield(it) {
			return
		}
		if ctx.Err() != nil {
			return
		}
	}
}

// collect appends at most n iterates to t, fewer where the run or ctx ends.
func (d *descent) collect(ctx context.Context, t Trajectory, n int) Trajectory {
	for ; n > 0 && !d.ended; n-- {
		if len(t) == cap(t) {
			t = slices.Grow(t, len(t)+64)
		}
		t = t[:len(t)+1]
		d.next(&t[len(t)-1]) // sets all of it
		if ctx.Err() != nil {
			break
		}
	}
	return t
}

// next sets it to the next iterate and makes the update that leaves it; false
// means that the run is over.
func (d *descent) next(it *Iterate) bool {
	if d.ended {
		return false
	}
	loss, gx, gy := d.objective.Gradient(d.w.X, d.w.Y)
	d.take(loss, gx, gy, it)
	return true
}

// take is next for a loss and gradient that were computed elsewhere, as a
// block of points is.
func (d *descent) take(loss, gx, gy float64, it *Iterate) {
	it.K, it.W, it.Loss = d.k, d.w, loss
	it.Grad = landscape.Point{X: gx, Y: gy}
	d.left = d.gone(loss, gx, gy)
	if d.left || d.k >= d.steps || d.still >= stillInARow {
		it.LearningRate = math.NaN()
		d.ended = true
		return
	}
	it.LearningRate = d.update(loss, gx, gy)
}

// gone reports whether the iterate is not finite or far outside the view.
func (d *descent) gone(loss, gx, gy float64) bool {
	dx, dy := math.Abs(d.w.X-d.center.X), math.Abs(d.w.Y-d.center.Y)
	return !(dx <= d.farX && dy <= d.farY && (loss-loss)+(gx-gx)+(gy-gy) == 0) // ∞ − ∞ is NaN
}

// update makes one update by the optimizer's rule. It returns the rate that was
// used.
func (d *descent) update(loss, gx, gy float64) (used float64) {
	rate := d.rate
	if d.shaped {
		gx, gy, rate = d.shape(loss, gx, gy)
	}
	u := &d.u
	u.T, u.W, u.Loss, u.Rate, u.Used = d.k+1, d.w, loss, rate, rate
	u.G.X, u.G.Y, u.D.X, u.D.Y = gx, gy, gx, gy
	d.rule.Step(d.state, u)
	d.moved(u.Next)
	return u.Used
}

// shape is what may come between the gradient and the rule: noise, then
// clipping, and the schedule's rate.
func (d *descent) shape(loss, gx, gy float64) (x, y, rate float64) {
	if d.noise != nil {
		nx, ny := d.noise.next()
		gx += float64(d.sigma * nx)
		gy += float64(d.sigma * ny)
	}
	d.noisy = landscape.Point{X: gx, Y: gy}
	if d.clip.Kind != "" {
		gx, gy = d.clip.apply(gx, gy)
	}
	rate = d.rate
	if d.schedule != nil {
		rate *= d.schedule(d.k, loss)
	}
	if d.beforeUpdate != nil {
		d.beforeUpdate(d)
	}
	return gx, gy, rate
}

// moved takes the step and counts how long the run has stood still.
func (d *descent) moved(to landscape.Point) {
	dx, dy := to.X-d.w.X, to.Y-d.w.Y
	if dx*dx+dy*dy < d.minMove {
		d.still++
	} else {
		d.still = 0
	}
	d.w = to
	d.k++
}

// evaluations counts the gradients computed so far, and what the rule
// evaluated beside them.
func (d *descent) evaluations() int {
	n := d.k + d.count.n
	if d.ended {
		n++
	}
	return n
}

func finite(v float64) bool { return v-v == 0 }
