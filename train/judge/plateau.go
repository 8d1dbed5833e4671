package judge

import (
	"math"

	"downhill/landscape"
)

const (
	levelSpread = 1e-12 // of a loss: a surface whose losses differ by less is level
	ringAngles  = 8     // points about the end where a plateau is flat too,
	ringSlope   = 10    // at most this much steeper than a vanished gradient
)

// flat reports whether there was nothing to follow: no slope at the start, and
// the run stayed there. Where the slope is rounded to 0 by saturation, as far out
// on a sigmoid, that is a plateau instead; on a hilltop the loss bends.
func (j *Judge) flat() bool {
	start, end := &j.t[0], &j.t[j.last]
	if j.level() {
		return landscape.Distance(start.W, end.W) <= j.near
	}
	return start.Grad == landscape.Point{} && start.W == end.W && (j.bends(start.W) || !j.vanishes())
}

// bends reports whether the loss has a curvature at a point.
func (j *Judge) bends(p landscape.Point) bool {
	xx, xy, yy := j.objective.Hessian(p.X, p.Y)
	return xx != 0 || xy != 0 || yy != 0
}

// levels reports whether there is next to no slope where a run ended, beside the
// surface's own: G_K < 1e-3 F/D, with F from the view's lowest loss to its 95th
// percentile.
func (j *Judge) levels() bool {
	end := j.at(j.k)
	return math.Hypot(end.Grad.X, end.Grad.Y) <= j.leastSlope()
}

func (j *Judge) leastSlope() float64 {
	lowest, p95 := j.Surface.Heights()
	return vanishing * (p95 - lowest) / j.diagonal
}

// level reports whether the surface has one height all over, but for rounding.
func (j *Judge) level() bool {
	lowest, p95 := j.Surface.Heights()
	return p95-lowest <= levelSpread*max(math.Abs(lowest), math.Abs(p95))
}

// vanishes reports whether a run ended on a plateau, where there is next to no slope.
// The floor of a valley with high walls is as flat, and so is a flat minimum. So the
// slope must be small on a ring around the end too, and too small to bring the run
// down to the lowest loss within the view, to which it has not come down yet.
func (j *Judge) vanishes() bool {
	end := j.at(j.k)
	least := j.leastSlope()
	slope := math.Hypot(end.Grad.X, end.Grad.Y)
	if lowest, p95 := j.Surface.Heights(); end.Loss-lowest <= vanishing*(p95-lowest) && j.t[0].Loss-lowest > vanishing*(p95-lowest) {
		return false
	}
	if !(slope < least) || j.known && slope*j.diagonal > plateauShare*(end.Loss-j.best) {
		return false
	}
	radius := j.near / 2
	for i := range ringAngles {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / ringAngles)
		_, gx, gy := j.objective.Gradient(end.W.X+radius*cos, end.W.Y+radius*sin)
		if !(math.Hypot(gx, gy) < ringSlope*least) {
			return false
		}
	}
	return true
}
