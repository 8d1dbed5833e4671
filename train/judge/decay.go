package judge

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
)

// WithDecay is the minimum near w of the loss with the penalty decay·|w|²/2, by
// Newton's method; NaN where it comes to none.
func WithDecay(o landscape.Objective, w landscape.Point, decay float64) landscape.Point {
	const most = 50
	for range most {
		_, gx, gy := o.Gradient(w.X, w.Y)
		xx, xy, yy := o.Hessian(w.X, w.Y)
		step, ok := newtonStepOf(xx+decay, xy, yy+decay, landscape.Point{X: gx + decay*w.X, Y: gy + decay*w.Y})
		if !ok {
			return landscape.Point{X: math.NaN(), Y: math.NaN()}
		}
		w = landscape.Point{X: w.X - step.X, Y: w.Y - step.Y}
		if math.Hypot(step.X, step.Y) <= descent.StillMove*(1+math.Hypot(w.X, w.Y)) {
			break
		}
	}
	return w
}
