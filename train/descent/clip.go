package descent

import (
	"math"

	"downhill/train/rule"
)

// ClipEpsilon is PyTorch's: a gradient that is clipped by its norm is slightly shorter
// than its bound.
const ClipEpsilon = 1e-6

// Clip bounds the gradient before the optimizer sees it; the zero value does
// not.
type Clip struct {
	Kind  string // "", "norm" or "value"
	Bound float64
}

// Apply bounds a gradient: by norm, g·min(1, c/(‖g‖ + 1e-6)), which keeps its
// direction; by value, each component into [−c, c], which may turn it. A
// gradient whose norm overflows, or is infinite, has a direction all the same.
func (c Clip) Apply(g []float64) {
	switch c.Kind {
	case "norm":
		length := rule.Norm(g)
		if math.IsInf(length, 1) {
			toHeading(g)
			rule.Scale(g, c.Bound)
		} else if factor := c.Bound / (length + ClipEpsilon); factor < 1 {
			rule.Scale(g, factor)
		}
	case "value":
		for i := range g {
			g[i] = min(max(g[i], -c.Bound), c.Bound)
		}
	}
}

// toHeading makes a gradient too long for its norm to be a number a unit
// vector: what is infinite outweighs what is not.
func toHeading(g []float64) {
	longest := rule.Largest(g)
	for i, v := range g {
		switch {
		case !math.IsInf(longest, 0):
			g[i] = v / longest
		case math.IsInf(v, 0):
			g[i] = math.Copysign(1, v)
		default:
			g[i] = v * 0 // NaN stays
		}
	}
	length := rule.Norm(g)
	for i := range g {
		g[i] /= length
	}
}
