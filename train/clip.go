package train

import "math"

// clipEpsilon is PyTorch's: a clipped vector is slightly shorter than its
// bound.
const clipEpsilon = 1e-6

// apply bounds a gradient: by norm, g·min(1, c/(‖g‖ + 1e-6)), which keeps its
// direction; by value, each component into [−c, c], which may turn it.
func (c Clip) apply(gx, gy float64) (x, y float64) {
	switch c.Kind {
	case "norm":
		if factor := c.Bound / (math.Hypot(gx, gy) + clipEpsilon); factor < 1 {
			return gx * factor, gy * factor
		}
	case "value":
		return min(max(gx, -c.Bound), c.Bound), min(max(gy, -c.Bound), c.Bound)
	}
	return gx, gy
}
