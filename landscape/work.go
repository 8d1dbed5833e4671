package landscape

import (
	"context"
	"math"

	"downhill/landscape/formula"
)

// Work is what a computation may spend and has spent, in additions: see
// Operations. It goes by the formula and not by a clock, so that the same
// formula is explored alike on every machine; and it looks at a context on the
// way, so that what was abandoned ends.
type Work struct {
	ctx    context.Context
	left   int // until the bound
	unseen int // since the context was last looked at
	ended  bool
}

// lookEvery is how much work is done between two looks at the context: about a
// microsecond.
const lookEvery = 1024

// NewWork is work up to a bound; it ends when ctx does.
func NewWork(ctx context.Context, bound int) *Work {
	return &Work{ctx: ctx, left: bound, ended: ctx.Err() != nil}
}

// Spend counts work that is about to be done.
func (w *Work) Spend(n int) {
	w.left -= n
	if w.unseen += n; w.unseen >= lookEvery {
		w.unseen = 0
		w.ended = w.ended || w.ctx.Err() != nil
	}
}

// Ended reports whether the context has ended: nothing that is computed now is
// of use.
func (w *Work) Ended() bool { return w.ended }

// Over reports whether to stop, at the bound or because the context has ended.
func (w *Work) Over() bool { return w.ended || w.left <= 0 }

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
	work *Work
	cost [3]int // of an evaluation, by order of derivatives
}

func meter(l Loss, w *Work) *metered {
	m := &metered{Objective: l.Objective(), work: w}
	for order := range m.cost {
		m.cost[order] = Operations(l, order)
	}
	return m
}

// aside is the work that goes with an evaluation at one point, by order of
// derivatives: calling it, and what is made of its results.
var aside = [3]int{40, 60, 150}

// spend counts one evaluation; ok is false where it is not to be done.
func (m *metered) spend(order int) (ok bool) {
	m.work.Spend(m.cost[order] + aside[order])
	return !m.work.ended
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

// pieces calls some for one part after the other of n points, each of little
// enough work that the context is looked at in time.
func (m *metered) pieces(n, order int, some func(from, to int)) {
	size := max(1, lookEvery*blockSaving*4/m.cost[order])
	for from := 0; from < n; from += size {
		to := min(n, from+size)
		if m.work.Spend((to - from) * m.cost[order] / blockSaving); m.work.ended {
			return
		}
		some(from, to)
	}
}

// Values leaves what it does not come to as it is.
func (m *metered) Values(xs, ys, f []float64) {
	m.pieces(len(xs), 0, func(i, j int) { m.Objective.Values(xs[i:j], ys[i:j], f[i:j]) })
}

// Gradients leaves what it does not come to as it is.
func (m *metered) Gradients(xs, ys, f, gx, gy []float64) {
	m.pieces(len(xs), 1, func(i, j int) {
		m.Objective.Gradients(xs[i:j], ys[i:j], f[i:j], gx[i:j], gy[i:j])
	})
}

// rounding is a bound of the rounding error of a loss at a point; 0 for losses
// that know of none.
func rounding(o Objective, p Point) float64 {
	if m, ok := o.(*metered); ok {
		m.work.Spend(10 * m.cost[0])
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
