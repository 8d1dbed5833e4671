package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// maxChain is the largest whole power computed factor by factor, u u u …: more
// factors lose more digits than elementary.Power.
const maxChain = 16

// pow is a^b. Small whole powers are products (u^3 is u u u, from the left), ½
// is a root, e^u is exp; what is left is elementary.Power.
func (g *graph) pow(a, b ref) ref {
	if k, ok := g.isConst(b); ok {
		switch {
		case k == math.Trunc(k) && math.Abs(k) <= maxChain:
			return g.power(a, int(k))
		case k == 0.5:
			return g.apply1(op.Sqrt, a)
		}
	}
	if k, ok := g.isConst(a); ok && k == math.E {
		return g.apply1(op.Exp, b)
	}
	return g.intern(vertex{op: op.Pow, a: a, b: b})
}

// power is a^n.
func (g *graph) power(a ref, n int) ref {
	switch {
	case n == 0:
		return one
	case n < 0:
		return g.apply2(op.Div, one, g.power(a, -n))
	case n == 1:
		return a
	}
	if _, ok := g.negated(a); ok && n%2 == 0 {
		a = g.vertices[a].a
	}
	r := g.apply2(op.Mul, g.power(a, n-1), a)
	if v := &g.vertices[r]; v.op == op.Mul {
		v.base, v.exponent = a, int32(n)
	}
	return r
}
