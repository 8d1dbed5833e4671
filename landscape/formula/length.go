package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// A length is r = √(c₁u₁² + c₂u₂² + …): a hypot, or the root of such a sum. Its
// derivatives are written with the shares u/r, none of which overflows:
// the usual r″ = (s″ − 2r′²)/2r, with s = r², loses its digits where one leg is
// much longer than the others, and overflows long before r does.

// leg is a term c u² below the root.
type leg struct {
	factor float64
	of     ref
}

// maxLegs is how many legs a root may have: the derivative of a share has as
// many terms as there are other legs.
const maxLegs = 4

// legs are the legs of a length; nil where r is none.
func (g *graph) legs(r ref) []leg {
	switch v := g.vertices[r]; v.op {
	case op.Hypot:
		return []leg{{1, v.a}, {1, v.b}}
	case op.Hypot3:
		return []leg{{1, v.a}, {1, v.b}, {1, v.c}}
	case op.Sqrt:
		if legs, ok := g.squares(v.a, 1, nil); ok && len(legs) <= maxLegs {
			return legs
		}
	}
	return nil
}

// squares appends the legs whose squares sum up to k times vertex r; ok is
// false where it is not known to be such a sum.
func (g *graph) squares(r ref, k float64, legs []leg) (all []leg, ok bool) {
	v := g.vertices[r]
	switch {
	case len(legs) > maxLegs:
		return nil, false
	case v.op == op.Const:
		return append(legs, leg{k * v.k, one}), v.k >= 0 && k*v.k <= math.MaxFloat64
	case v.exponent > 0 && v.exponent%2 == 0:
		return append(legs, leg{k, g.power(v.base, int(v.exponent/2))}), true
	case v.op == op.Add:
		if legs, ok = g.squares(v.a, k, legs); ok {
			return g.squares(v.b, k, legs)
		}
	case v.op == op.Mul:
		for _, p := range [][2]ref{{v.a, v.b}, {v.b, v.a}} {
			if c, isConst := g.isConst(p[0]); isConst && c > 0 && k*c <= math.MaxFloat64 {
				return g.squares(p[1], k*c, legs)
			}
		}
	case v.op == op.Div:
		if c, isConst := g.isConst(v.b); isConst && c > 0 && k/c <= math.MaxFloat64 {
			return g.squares(v.a, k/c, legs)
		}
	}
	return nil, false
}

// rootSlope is a root's derivative: a length's where it is one.
func (g *graph) rootSlope(v vertex, r ref, d []ref) ref {
	if legs := g.legs(r); legs != nil {
		return g.lengthSlope(r, legs, d)
	}
	return g.times(g.slope(op.Sqrt, v.a, r), d[v.a])
}

// lengthSlope is r′ = Σ (c u/r) u′, 0 at the tip.
func (g *graph) lengthSlope(r ref, legs []leg, d []ref) ref {
	sum := zero
	for _, l := range legs {
		if du := g.legSlope(l, d); du != zero {
			sum = g.apply2(op.Add, sum, g.times(g.apply2(op.Over0, g.scale(l.factor, l.of), r), du))
		}
	}
	return sum
}

// legSlope is u′; a constant leg's vertex may have none.
func (g *graph) legSlope(l leg, d []ref) ref {
	if _, ok := g.isConst(l.of); ok {
		return zero
	}
	return d[l.of]
}

// shareSlope is (k u/r)′ where v is a leg u of a length r over it, times a
// constant: k/r Σ (c w/r) (w/r u′ − u/r w′) over the other legs w. Else none.
func (g *graph) shareSlope(v vertex, d []ref) ref {
	legs := g.legs(v.b)
	for i, l := range legs {
		k, ok := g.multiple(v.a, l.of)
		if !ok {
			continue
		}
		r, sum, du := v.b, zero, g.legSlope(l, d)
		for j, w := range legs {
			if j == i {
				continue
			}
			turn := g.apply2(op.Sub, g.times(g.apply2(op.Over0, w.of, r), du), g.times(g.apply2(op.Over0, l.of, r), g.legSlope(w, d)))
			sum = g.apply2(op.Add, sum, g.times(g.apply2(op.Over0, g.scale(w.factor, w.of), r), turn))
		}
		if sum == zero {
			return zero
		}
		return g.apply2(op.Over0, g.scale(k, sum), r)
	}
	return none
}

// multiple is k where vertex a is k times u.
func (g *graph) multiple(a, u ref) (k float64, ok bool) {
	if a == u {
		return 1, true
	}
	v := g.vertices[a]
	if n, isNegated := g.negated(a); isNegated {
		k, ok = g.multiple(n, u)
		return -k, ok
	}
	if k, ok := g.isConst(a); ok && u == one {
		return k, true
	}
	if v.op == op.Mul {
		for _, p := range [][2]ref{{v.a, v.b}, {v.b, v.a}} {
			if k, isConst := g.isConst(p[0]); isConst && p[1] == u {
				return k, true
			}
		}
	}
	return 0, false
}

// angleSlope is the slope of the angle of (b, a), (b a′ − a b′)/(a² + b²), by
// the shares of a and b; 0 at the origin, where there is none.
func (g *graph) angleSlope(v vertex, da, db ref) ref {
	r := g.apply2(op.Hypot, v.a, v.b)
	turn := g.apply2(op.Sub, g.times(g.apply2(op.Over0, v.b, r), da), g.times(g.apply2(op.Over0, v.a, r), db))
	return g.apply2(op.Over0, turn, r)
}
