package formula

import (
	"context"
	"math"
	"slices"

	"downhill/landscape/formula/op"
)

// ref is a node of a graph, by its index. Operands come before what uses them.
type ref int32

// zero and one are in every graph, at these places.
const (
	zero ref = iota
	one
)

// vertex is one operation of a graph. Where it is a whole power of another
// vertex, base and exponent say so: its derivative is then written directly.
type vertex struct {
	k        float64 // of a constant
	a, b, c  ref
	base     ref
	exponent int32 // 0: no known power
	op       op.Op
}

// reads reports whether a variable is among what r is computed from.
func (g *graph) reads(r ref, variable op.Op) bool {
	needed := zeroed(&g.scratch.used, int(r)+1)
	needed[r] = true
	for at := r; at >= 0; at-- { // operands come before what uses them
		if !needed[at] {
			continue
		}
		v := g.vertices[at]
		if v.op == variable {
			return true
		}
		for _, operand := range v.operands() {
			needed[operand] = true
		}
	}
	return false
}

// operands are the vertices that v reads.
func (v vertex) operands() []ref {
	all := [3]ref{v.a, v.b, v.c}
	return all[:v.op.Operands()]
}

// graph is a formula with every subexpression once. Equal operations on equal
// operands are one vertex, and what is constant is folded.
type graph struct {
	vertices []vertex
	known    table // finds them
	ops      int   // vertices that compute something
	primal   int   // vertices of the value: those after them are of derivatives

	ctx     context.Context // cancels what is made of the graph
	scratch scratch
}

// checkEvery is how many vertices or steps are made between two checks of the
// context.
const checkEvery = 256

// cancelled reports, at every checkEvery-th step, whether the context has ended.
// What is made of the graph is of no use then.
func (g *graph) cancelled(i int) bool { return i%checkEvery == 0 && g.ctx.Err() != nil }

// constant is the vertex of a number.
func (g *graph) constant(k float64) ref {
	if k == 0 {
		k = 0 // −0 and 0 are one vertex
	}
	return g.intern(vertex{op: op.Const, k: k})
}

// isConst reports whether a vertex is a constant, and which.
func (g *graph) isConst(r ref) (float64, bool) {
	v := &g.vertices[r]
	return v.k, v.op == op.Const
}

// intern finds a vertex or adds it.
func (g *graph) intern(v vertex) ref {
	place, r := g.known.find(g.vertices, &v)
	if r != none {
		return r
	}
	r = ref(len(g.vertices))
	if len(g.vertices) == cap(g.vertices) {
		g.vertices = slices.Grow(g.vertices, len(g.vertices)) // twice as much: each growth is garbage
	}
	g.vertices = append(g.vertices, v)
	g.known.put(place, r, g.vertices)
	if v.op > op.Y {
		g.ops++
	}
	return r
}

// apply1 is o(a), folded where a is constant.
func (g *graph) apply1(o op.Op, a ref) ref {
	if k, ok := g.isConst(a); ok {
		return g.constant(op.Apply(o, k, 0, 0))
	}
	if o == op.Neg {
		return g.neg(a)
	}
	return g.intern(vertex{op: o, a: a})
}

// apply2 is o(a, b), folded where both are constant.
func (g *graph) apply2(o op.Op, a, b ref) ref {
	ka, isA := g.isConst(a)
	kb, isB := g.isConst(b)
	if isA && isB {
		return g.constant(op.Apply(o, ka, kb, 0))
	}
	switch o {
	case op.Add:
		return g.add(a, b)
	case op.Sub:
		return g.sub(a, b)
	case op.Mul:
		return g.mul(a, b)
	case op.Div:
		return g.div(a, b)
	case op.Pow:
		return g.pow(a, b)
	}
	return g.intern(vertex{op: o, a: a, b: b})
}

// apply3 is o(a, b, c), folded where all are constant.
func (g *graph) apply3(o op.Op, a, b, c ref) ref {
	ka, isA := g.isConst(a)
	kb, isB := g.isConst(b)
	kc, isC := g.isConst(c)
	if isA && isB && isC {
		return g.constant(op.Apply(o, ka, kb, kc))
	}
	return g.intern(vertex{op: o, a: a, b: b, c: c})
}

// negated is the operand of a negation.
func (g *graph) negated(r ref) (ref, bool) {
	v := &g.vertices[r]
	return v.a, v.op == op.Neg
}

// neg is −a. A negation moves into a constant factor: exact either way.
func (g *graph) neg(a ref) ref {
	v := g.vertices[a]
	switch v.op {
	case op.Const:
		return g.constant(-v.k)
	case op.Neg:
		return v.a
	case op.Sub:
		return g.sub(v.b, v.a)
	case op.Mul, op.Div:
		if k, ok := g.isConst(v.b); ok {
			return g.apply2(v.op, v.a, g.constant(-k))
		}
		if k, ok := g.isConst(v.a); ok {
			return g.apply2(v.op, g.constant(-k), v.b)
		}
	}
	return g.intern(vertex{op: op.Neg, a: a})
}

// add is a + b; adding 0 is nothing.
func (g *graph) add(a, b ref) ref {
	if a == zero {
		return b
	}
	if b == zero {
		return a
	}
	if n, ok := g.negated(b); ok {
		return g.apply2(op.Sub, a, n)
	}
	if n, ok := g.negated(a); ok {
		return g.apply2(op.Sub, b, n)
	}
	return g.intern(vertex{op: op.Add, a: min(a, b), b: max(a, b)})
}

// sub is a − b.
func (g *graph) sub(a, b ref) ref {
	if b == zero {
		return a
	}
	if a == zero {
		return g.neg(b)
	}
	if n, ok := g.negated(b); ok {
		return g.apply2(op.Add, a, n)
	}
	return g.intern(vertex{op: op.Sub, a: a, b: b})
}

// mul is a b. A product with 0 stays: it is NaN where b is infinite.
func (g *graph) mul(a, b ref) ref {
	if a == one {
		return b
	}
	if b == one {
		return a
	}
	if n, ok := g.negated(a); ok {
		return g.neg(g.apply2(op.Mul, n, b))
	}
	if n, ok := g.negated(b); ok {
		return g.neg(g.apply2(op.Mul, a, n))
	}
	v := vertex{op: op.Mul, a: min(a, b), b: max(a, b)}
	v.base, v.exponent = g.product(a, b)
	return g.intern(v)
}

// product is the power that a b is: u u is u^2, u^3 u is u^4.
func (g *graph) product(a, b ref) (base ref, exponent int32) {
	if a == b {
		return a, 2
	}
	for _, p := range [][2]ref{{a, b}, {b, a}} {
		if v := g.vertices[p[0]]; v.exponent > 0 && v.base == p[1] {
			return v.base, v.exponent + 1
		}
	}
	return zero, 0
}

// div is a/b. Dividing by a power of two is multiplying by its inverse, to
// the last bit.
func (g *graph) div(a, b ref) ref {
	if b == one {
		return a
	}
	if k, ok := g.isConst(b); ok {
		if mantissa, _ := math.Frexp(k); math.Abs(mantissa) == 0.5 && math.Abs(k) < 0x1p1000 && math.Abs(k) > 0x1p-1000 {
			return g.apply2(op.Mul, a, g.constant(1/k))
		}
	}
	if n, ok := g.negated(a); ok {
		return g.neg(g.apply2(op.Div, n, b))
	}
	if n, ok := g.negated(b); ok {
		return g.neg(g.apply2(op.Div, a, n))
	}
	return g.intern(vertex{op: op.Div, a: a, b: b})
}
