package train

import "math"

// clipEpsilon is PyTorch's: a clipped vector is slightly shorter than its
// bound.
const clipEpsilon = 1e-6

// apply bounds a gradient: by norm, g·min(1, c/(‖g‖ + 1e-6)), which keeps its
// direction; by value, each component into [−c, c], which may turn it. A
// gradient whose norm overflows, or is infinite, has a direction all the same.
func (c Clip) apply(gx, gy float64) (x, y float64) {
	switch c.Kind {
	case "norm":
		norm := math.Hypot(gx, gy)
		if math.IsInf(norm, 1) {
			gx, gy = heading(gx, gy)
			return gx * c.Bound, gy * c.Bound
		}
		if factor := c.Bound / (norm + clipEpsilon); factor < 1 {
			return gx * factor, gy * factor
		}
	case "value":
		return min(max(gx, -c.Bound), c.Bound), min(max(gy, -c.Bound), c.Bound)
	}
	return gx, gy
}

// heading is the unit vector along a gradient too long for its norm to be a
// number: what is infinite outweighs what is not.
func heading(gx, gy float64) (x, y float64) {
	longest := max(math.Abs(gx), math.Abs(gy))
	share := func(g float64) float64 {
		switch {
		case !math.IsInf(longest, 0):
			return g / longest
		case math.IsInf(g, 0):
			return math.Copysign(1, g)
		}
		return g * 0 // NaN stays
	}
	x, y = share(gx), share(gy)
	norm := math.Hypot(x, y)
	return x / norm, y / norm
}
