package train

import (
	"math"

	"downhill/landscape"
)

const (
	levelSpread = 1e-12 // of a loss: heights that differ by less are one height
	ringAngles  = 8     // points about the end where a plateau is flat too,
	ringSlope   = 10    // at most this much steeper than a vanished gradient
)

// flat reports whether there was nothing to follow: no slope at the start, and
// the run stayed there. Where the slope is lost to saturation, as far out on a
// sigmoid, that is a plateau instead.
func (j *judge) flat() bool {
	start, end := &j.t[0], &j.t[j.last]
	if j.level() {
		return distance(start.W, end.W) <= j.near
	}
	return start.Grad == landscape.Point{} && start.W == end.W && !j.vanishes()
}

// level reports whether the surface has one height all over, but for rounding.
func (j *judge) level() bool {
	lowest, p95 := j.surface.Heights()
	return p95-lowest <= levelSpread*max(math.Abs(lowest), math.Abs(p95))
}

// vanishes reports whether a run ended on a plateau, where the gradient is next
// to nothing beside the surface's own slope: G_K < 1e-3 F/D, with F from the
// view's lowest loss to its 95th percentile. A valley's floor has that too, on
// a surface with high walls, and so has a flat minimum: it must hold all
// around, and what is left to lose must be out of the slope's reach.
func (j *judge) vanishes() bool {
	end := j.at(j.k)
	lowest, p95 := j.surface.Heights()
	least := vanishing * (p95 - lowest) / j.diagonal
	slope := math.Hypot(end.Grad.X, end.Grad.Y)
	if !(slope < least) || j.known && slope*j.diagonal > faint*(end.Loss-j.best) {
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
