package descent

import (
	"context"
	"math"

	"downhill/landscape/formula"
	"downhill/train/rule"
)

// A direct descent goes from step to step without slices: down a formula of two
// weights, with nothing between its gradient and a rule that has its step for two.
type direct struct {
	loss *formula.Evaluator
	rule rule.TwoStepper
}

// bindDirect lets the descent go so where it can.
func (d *Run) bindDirect() {
	loss, ok := d.objective.(*formula.Weights)
	if !ok || !d.onSurface || d.shaped {
		return
	}
	if r, ok := d.rule.(rule.TwoStepper); ok {
		d.direct = &direct{(*formula.Evaluator)(loss), r}
	}
}

// fillDirect is fill with the same iterates, bit for bit.
func (d *Run) fillDirect(ctx context.Context, its []Iterate) (made int) {
	abandonable := ctx.Done() != nil
	w := d.weights()
	x, y, still := w[0], w[1], d.still
	loss, step, bounds, state, rate := d.direct.loss, d.direct.rule, d.bounds, d.state, d.rate
	first := d.k
	for i := range its {
		it, k := &its[i], first+i
		f, gx, gy := loss.Gradient(x, y)
		it.K, it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y = k, x, y, f, gx, gy
		left := bounds.left(x, y, f, gx, gy)
		if left || k >= d.steps || still >= stillInARow {
			it.LearningRate = math.NaN()
			d.ended, d.left = true, left
			d.settle(k, still, x, y)
			return i + 1
		}
		it.LearningRate = rate
		nextX, nextY := step.StepTwo(state, k+1, x, y, gx, gy, rate)
		still++
		if !bounds.still(nextX-x, nextY-y) {
			still = 0
		}
		x, y = nextX, nextY
		if abandonable && i&asksEvery == asksEvery && ctx.Err() != nil {
			d.settle(k+1, still, x, y)
			return i + 1
		}
	}
	d.settle(first+len(its), still, x, y)
	return len(its)
}

// asksEvery is after how many steps, less one, a context is asked for its end.
const asksEvery = 15

// settle puts the descent where its next iterate is.
func (d *Run) settle(k, still int, x, y float64) {
	d.k, d.still = k, still
	w := d.weights()
	w[0], w[1] = x, y
}
