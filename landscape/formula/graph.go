package formula

import (
	"context"
	"math"
	"slices"
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
	op       op
}

// reads reports whether a variable is among what r is computed from.
func (g *graph) reads(r ref, variable op) bool {
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
	return all[:v.op.operands()]
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
	return g.intern(vertex{op: opConst, k: k})
}

// isConst reports whether a vertex is a constant, and which.
func (g *graph) isConst(r ref) (float64, bool) {
	v := &g.vertices[r]
	return v.k, v.op == opConst
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
	if v.op > opY {
		g.ops++
	}
	return r
}

// apply1 is o(a), folded where a is constant.
func (g *graph) apply1(o op, a ref) ref {
	if k, ok := g.isConst(a); ok {
		return g.constant(apply(o, k, 0, 0))
	}
	if o == opNeg {
		return g.neg(a)
	}
	return g.intern(vertex{op: o, a: a})
}

// apply2 is o(a, b), folded where both are constant.
func (g *graph) apply2(o op, a, b ref) ref {
	ka, isA := g.isConst(a)
	kb, isB := g.isConst(b)
	if isA && isB {
		return g.constant(apply(o, ka, kb, 0))
	}
	switch o {
	case opAdd:
		return g.add(a, b)
	case opSub:
		return g.sub(a, b)
	case opMul:
		return g.mul(a, b)
	case opDiv:
		return g.div(a, b)
	case opPow:
		return g.pow(a, b)
	}
	return g.intern(vertex{op: o, a: a, b: b})
}

// apply3 is o(a, b, c), folded where all are constant.
func (g *graph) apply3(o op, a, b, c ref) ref {
	ka, isA := g.isConst(a)
	kb, isB := g.isConst(b)
	kc, isC := g.isConst(c)
	if isA && isB && isC {
		return g.constant(apply(o, ka, kb, kc))
	}
	return g.intern(vertex{op: o, a: a, b: b, c: c})
}

// negated is the operand of a negation.
func (g *graph) negated(r ref) (ref, bool) {
	v := &g.vertices[r]
	return v.a, v.op == opNeg
}

// neg is −a. A negation moves into a constant factor: exact either way.
func (g *graph) neg(a ref) ref {
	v := g.vertices[a]
	switch v.op {
	case opConst:
		return g.constant(-v.k)
	case opNeg:
		return v.a
	case opSub:
		return g.sub(v.b, v.a)
	case opMul, opDiv:
		if k, ok := g.isConst(v.b); ok {
			return g.apply2(v.op, v.a, g.constant(-k))
		}
		if k, ok := g.isConst(v.a); ok {
			return g.apply2(v.op, g.constant(-k), v.b)
		}
	}
	return g.intern(vertex{op: opNeg, a: a})
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
		return g.apply2(opSub, a, n)
	}
	if n, ok := g.negated(a); ok {
		return g.apply2(opSub, b, n)
	}
	return g.intern(vertex{op: opAdd, a: min(a, b), b: max(a, b)})
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
		return g.apply2(opAdd, a, n)
	}
	return g.intern(vertex{op: opSub, a: a, b: b})
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
		return g.neg(g.apply2(opMul, n, b))
	}
	if n, ok := g.negated(b); ok {
		return g.neg(g.apply2(opMul, a, n))
	}
	v := vertex{op: opMul, a: min(a, b), b: max(a, b)}
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
			return g.apply2(opMul, a, g.constant(1/k))
		}
	}
	if n, ok := g.negated(a); ok {
		return g.neg(g.apply2(opDiv, n, b))
	}
	if n, ok := g.negated(b); ok {
		return g.neg(g.apply2(opDiv, a, n))
	}
	return g.intern(vertex{op: opDiv, a: a, b: b})
}
