package descent

import (
	"math"

	"downhill/landscape"
	"downhill/train/rule"
)

const (
	FarAway     = 10    // half-widths from the view's centre: such an iterate is the last
	StillMove   = 1e-12 // of the view's diagonal, or of 1 + ‖w‖: a move below it is none
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
	move := StillMove * v.Diagonal()
	return bounds{center: v.Center(), farX: FarAway * hx, farY: FarAway * hy, minMove: move * move}
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
	moves float64 // a step of one weight by so much is one, wherever in the ball it is made
}

// from sets the centre of the ball, where a run starts.
func (b *ball) from(w []float64) {
	size := rule.Norm(w)
	b.start, b.far = w, farFromStart*(1+size)
	b.moves = 2 * StillMove * (1 + size + b.far)
}

// left reports whether an iterate is not finite or far from the start.
func (b *ball) left(w []float64, loss float64, g []float64) bool {
	return !(rule.Finite(loss) && allFinite(g) && (b.near(w) || rule.Apart(w, b.start) <= b.far))
}

// near reports whether w lies so far within the ball that no rounding could tell
// otherwise. Four sums at a time are quicker than the one of apart.
func (b *ball) near(w []float64) bool {
	var s0, s1, s2, s3 float64
	from := b.start[:len(w)]
	i := 0
	for ; i+3 < len(w); i += 4 {
		d0, d1, d2, d3 := w[i]-from[i], w[i+1]-from[i+1], w[i+2]-from[i+2], w[i+3]-from[i+3]
		s0, s1, s2, s3 = s0+d0*d0, s1+d1*d1, s2+d2*d2, s3+d3*d3
	}
	for ; i < len(w); i++ {
		s0 += (w[i] - from[i]) * (w[i] - from[i])
	}
	return s0+s1+s2+s3 < 0.9*b.far*b.far
}

// still reports whether a step from w to next is none. Nearly always one weight alone has
// moved further than that.
func (b *ball) still(w, next []float64) bool {
	for i, v := range w {
		if math.Abs(next[i]-v) > b.moves {
			return false
		}
	}
	return rule.Apart(next, w) < StillMove*(1+rule.Norm(w))
}

// allFinite reports whether each number is finite.
func allFinite(v []float64) bool {
	for _, x := range v {
		if x-x != 0 { // ∞ − ∞ is NaN
			return false
		}
	}
	return true
}
