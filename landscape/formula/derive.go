package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// derivative is the vertex of ∂r/∂v, where v is op.X or op.Y: forward mode over
// the graph, so that derivatives share what they have in common with the
// value and with each other. What does not depend on v costs nothing.
func (g *graph) derivative(r ref, v op.Op) ref {
	used := g.reachable(r)
	d := zeroed(&g.scratch.slopes, int(r)+1)
	for i := range d {
		if g.cancelled(i) {
			return zero
		}
		if used[i] {
			d[i] = g.differentiate(ref(i), v, d)
		}
	}
	return d[r]
}

// reachable marks what the vertices rs need, themselves included, until it is
// asked again.
func (g *graph) reachable(rs ...ref) []bool {
	used := zeroed(&g.scratch.used, len(g.vertices))
	for _, r := range rs {
		used[r] = true
	}
	for i := len(used) - 1; i >= 0; i-- {
		if !used[i] {
			continue
		}
		for _, operand := range g.vertices[i].operands() {
			used[operand] = true
		}
	}
	return used
}

// differentiate is the derivative of vertex r, given those of its operands.
func (g *graph) differentiate(r ref, variable op.Op, d []ref) ref {
	v := g.vertices[r]
	switch v.op {
	case op.Const:
		return zero
	case op.X, op.Y:
		if v.op == variable {
			return one
		}
		return zero
	}
	operands := v.op.Operands()
	da := d[v.a]
	var db, dc ref
	if operands > 1 {
		db = d[v.b]
	}
	if operands > 2 {
		dc = d[v.c]
	}
	if da == zero && db == zero && dc == zero {
		return zero
	}
	switch {
	case v.exponent > 0:
		return g.times(g.scale(float64(v.exponent), g.power(v.base, int(v.exponent-1))), d[v.base])
	case v.op == op.Relu: // flat at 0 and below, however steep what is inside
		return g.selected(g.apply1(op.Positive, v.a), da, zero)
	case v.op == op.Sqrt:
		return g.rootSlope(v, r, d)
	case operands == 1:
		return g.times(g.slope(v.op, v.a, r), da)
	}
	return g.binary(v, r, d, da, db, dc)
}

// binary is the derivative of an operation with two or three operands.
func (g *graph) binary(v vertex, r ref, d []ref, da, db, dc ref) ref {
	switch v.op {
	case op.Add:
		return g.apply2(op.Add, da, db)
	case op.Sub:
		return g.apply2(op.Sub, da, db)
	case op.Mul:
		return g.apply2(op.Add, g.times(v.b, da), g.times(v.a, db))
	case op.Div: // (a' − (a/b) b')/b
		if s := g.shareSlope(v, d); s != none {
			return s
		}
		return g.over(g.apply2(op.Sub, da, g.times(r, db)), v.b)
	case op.Pow:
		return g.powSlope(v, op.Pow, da, db)
	case op.Pow0:
		return g.powSlope(v, op.Pow0, da, db)
	case op.PowLog: // (a^b ln a)' = a^(b−1) (1 + b ln a) a' + a^b (ln a)² b'
		return g.powLogSlope(v, r, da, db)
	case op.Hypot, op.Hypot3:
		return g.lengthSlope(r, g.legs(r), d)
	case op.Over0:
		if s := g.shareSlope(v, d); s != none {
			return s
		}
		return g.apply2(op.Over0, g.apply2(op.Sub, da, g.times(r, db)), v.b)
	case op.Atan2: // (b a' − a b')/(a² + b²), 0 at the origin
		return g.angleSlope(v, da, db)
	case op.Max:
		return g.selected(g.apply2(op.Step, v.a, v.b), da, db)
	case op.Min:
		return g.selected(g.apply2(op.Step, v.b, v.a), da, db)
	case op.Select:
		return g.selected(v.a, db, dc)
	}
	return zero // op.Step is flat
}

// powSlope is b a^(b−1) a' + a^b ln a b'. With a fixed exponent above 0 the
// slope at a = 0 is taken as 0 where it would be infinite, like a root's.
func (g *graph) powSlope(v vertex, o op.Op, da, db ref) ref {
	sum := zero
	if da != zero {
		less := g.apply2(op.Sub, v.b, one)
		lower := op.Pow
		if k, ok := g.isConst(v.b); o == op.Pow0 || ok && k > 0 {
			lower = op.Pow0
		}
		sum = g.times(g.times(v.b, g.apply2(lower, v.a, less)), da)
	}
	if db != zero {
		sum = g.apply2(op.Add, sum, g.times(g.apply2(op.PowLog, v.a, v.b), db))
	}
	return sum
}

// powLogSlope is the derivative of a^b ln a.
func (g *graph) powLogSlope(v vertex, r, da, db ref) ref {
	sum := zero
	if da != zero {
		less := g.apply2(op.Sub, v.b, one)
		slope := g.apply2(op.Add, g.apply2(op.Pow0, v.a, less), g.times(v.b, g.apply2(op.PowLog, v.a, less)))
		sum = g.times(slope, da)
	}
	if db != zero {
		sum = g.apply2(op.Add, sum, g.times(g.times(r, g.apply1(op.Log0, v.a)), db))
	}
	return sum
}

// selected is p where w is 1 and q where w is 0.
func (g *graph) selected(w, p, q ref) ref {
	if p == q {
		return p
	}
	if k, ok := g.isConst(w); ok && k == math.Trunc(k) {
		return [2]ref{q, p}[int(k)]
	}
	return g.intern(vertex{op: op.Select, a: w, b: p, c: q})
}
