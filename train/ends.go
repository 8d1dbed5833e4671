package train

import (
	"math"

	"downhill/landscape"
	"downhill/train/rule"
)

const (
	farAway     = 10    // half-widths from the view's centre: such an iterate is the last
	stillMove   = 1e-12 // of the view's diagonal, or of 1 + ‖w‖: a move below it is none
	stillInARow = 10    // updates without a move: the run has settled

	farFromStart = 100 // times 1 + ‖w₀‖: the same where there is no view
)

// bounds end a run of two weights on a surface before its steps are over: where
// it leaves the surroundings of the view, or stands still.
type bounds struct {
	center     landscape.Point
	farX, farY float64
	minMove    float64 // squared
}

func newBounds(v landscape.View) bounds {
	hx, hy := v.HalfWidths()
	move := stillMove * v.Diagonal()
	return bounds{center: v.Center(), farX: farAway * hx, farY: farAway * hy, minMove: move * move}
}

// left reports whether an iterate is not finite or far away.
func (b *bounds) left(x, y, loss, gx, gy float64) bool {
	dx, dy := math.Abs(x-b.center.X), math.Abs(y-b.center.Y)
	return !(dx <= b.farX && dy <= b.farY && (loss-loss)+(gx-gx)+(gy-gy) == 0) // ∞ − ∞ is NaN
}

// still reports whether a step is none.
func (b *bounds) still(dx, dy float64) bool { return dx*dx+dy*dy < b.minMove }

// ball does the same for any number of weights without a view: the distance
// from the start decides, never the plane on which the run is drawn.
type ball struct {
	start []float64
	far   float64
}

// from sets the centre of the ball, where a run starts.
func (b *ball) from(w []float64) {
	b.start, b.far = w, farFromStart*(1+rule.Norm(w))
}

// left reports whether an iterate is not finite or far from the start.
func (b *ball) left(w []float64, loss float64, g []float64) bool {
	return !(rule.Finite(loss) && rule.Finite(rule.Largest(g)) && apart(w, b.start) <= b.far)
}

// still reports whether a step from w to next is none.
func (b *ball) still(w, next []float64) bool { return apart(next, w) < stillMove*(1+rule.Norm(w)) }

// apart is ‖a − b‖.
func apart(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		d := v - b[i]
		sum += d * d
	}
	return math.Sqrt(sum)
}
