package landscape

import (
	"context"
	"math"

	"downhill/landscape/formula"
)

// Budget is how much work a computation may still do, in additions: see
// Operations. It counts work, not time, so that the same formula is explored alike
// on every machine. It checks a context on the way, so that a computation that
// nobody waits for ends.
type Budget struct {
	ctx       context.Context
	left      int // until the bound is reached
	unchecked int // work since the context was last checked
	ended     bool
}

// checkEvery is how much work is done between two checks of the context: about a
// microsecond.
const checkEvery = 1024

// NewBudget is a budget of so much work; it ends when ctx does.
func NewBudget(ctx context.Context, bound int) *Budget {
	return &Budget{ctx: ctx, left: bound, ended: ctx.Err() != nil}
}

// Spend counts work that is about to be done.
func (w *Budget) Spend(n int) {
	w.left -= n
	if w.unchecked += n; w.unchecked >= checkEvery {
		w.unchecked = 0
		w.ended = w.ended || w.ctx.Err() != nil
	}
}

// Ended reports whether the context has ended: nothing that is computed now is
// of use.
func (w *Budget) Ended() bool { return w.ended }

// Over reports whether to stop, at the bound or because the context has ended.
func (w *Budget) Over() bool { return w.ended || w.left <= 0 }

// Operations is the work of one evaluation of a loss, in additions: of its
// value (order 0), its gradient (1) or its Hessian too (2).
func Operations(l Loss, order int) int {
	if counted, ok := l.(interface{ Operations(order int) int }); ok {
		return counted.Operations(order)
	}
	const unknown = 1000
	return unknown << order
}

// metered is an objective whose evaluations are counted. Once the work's
// context has ended it computes nothing more and yields NaN: every loop over it
// then comes to its end by itself.
type metered struct {
	Objective
	budget *Budget
	cost   [3]int // of an evaluation, by order of derivatives
}

func meter(l Loss, w *Budget) *metered {
	m := &metered{Objective: l.Objective(), budget: w}
	for order := range m.cost {
		m.cost[order] = Operations(l, order)
	}
	return m
}

// pointOverhead is the work that an evaluation at one point costs beside the
// formula, by order of derivatives: the call, and the use of its results.
var pointOverhead = [3]int{40, 60, 150}

// spend counts one evaluation; ok is false if it is not to be made.
func (m *metered) spend(order int) (ok bool) {
	m.budget.Spend(m.cost[order] + pointOverhead[order])
	return !m.budget.ended
}

func (m *metered) Value(x, y float64) float64 {
	if !m.spend(0) {
		return math.NaN()
	}
	return m.Objective.Value(x, y)
}

func (m *metered) Gradient(x, y float64) (f, gx, gy float64) {
	if !m.spend(1) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return m.Objective.Gradient(x, y)
}

func (m *metered) Hessian(x, y float64) (xx, xy, yy float64) {
	if !m.spend(2) {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return m.Objective.Hessian(x, y)
}

func (m *metered) Jet(x, y float64) formula.Jet {
	if !m.spend(2) {
		nan := math.NaN()
		return formula.Jet{F: nan, X: nan, Y: nan, XX: nan, XY: nan, YY: nan}
	}
	return m.Objective.Jet(x, y)
}

// blockSaving is how much cheaper a point of a block is than one by itself.
const blockSaving = 3

// chunks evaluates n points part by part, each of little enough work that the
// context is checked in time.
func (m *metered) chunks(n, order int, evaluate func(from, to int)) {
	size := max(1, checkEvery*blockSaving*4/m.cost[order])
	for from := 0; from < n; from += size {
		to := min(n, from+size)
		if m.budget.Spend((to - from) * m.cost[order] / blockSaving); m.budget.ended {
			return
		}
		evaluate(from, to)
	}
}

// Values leaves f as it is for points that it is ended before.
func (m *metered) Values(xs, ys, f []float64) {
	m.chunks(len(xs), 0, func(i, j int) { m.Objective.Values(xs[i:j], ys[i:j], f[i:j]) })
}

// Gradients leaves its results as they are for points that it is ended before.
func (m *metered) Gradients(xs, ys, f, gx, gy []float64) {
	m.chunks(len(xs), 1, func(i, j int) {
		m.Objective.Gradients(xs[i:j], ys[i:j], f[i:j], gx[i:j], gy[i:j])
	})
}

// rounding is a bound of the rounding error of a loss at a point; 0 for losses
// that know of none.
func rounding(o Objective, p Point) float64 {
	if m, ok := o.(*metered); ok {
		m.budget.Spend(10 * m.cost[0])
		o = m.Objective
	}
	r, ok := o.(interface{ Rounding(x, y float64) float64 })
	if !ok {
		return 0
	}
	if bound := r.Rounding(p.X, p.Y); bound-bound == 0 {
		return bound
	}
	return 0
}
