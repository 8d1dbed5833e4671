package formula

import "math"

// slope is f'(a) for r = f(a), an operation with one operand.
func (g *graph) slope(o op, a, r ref) ref {
	switch o {
	case opNeg:
		return g.constant(-1)
	case opSqrt: // ½/r, 0 at the tip
		return g.scale(0.5, g.apply1(opInverse0, r))
	case opCbrt: // 1/(3r²), 0 at the kink
		return g.apply1(opInverse0, g.scale(3, g.power(r, 2)))
	case opAbs:
		return g.apply1(opSign, a)
	case opExp:
		return r
	case opLog:
		return g.apply2(opDiv, one, a)
	case opLog0:
		return g.apply1(opInverse0, a)
	case opLog10:
		return g.apply2(opDiv, g.constant(1/math.Ln10), a)
	case opLog2:
		return g.apply2(opDiv, g.constant(1/math.Ln2), a)
	case opLog1p:
		return g.apply2(opDiv, one, g.apply2(opAdd, one, a))
	case opExpm1:
		return g.apply1(opExp, a)
	case opErf: // 2/√π e^−a²
		return g.scale(2/math.SqrtPi, g.apply1(opGauss, a))
	case opGauss: // −2a e^−a²
		return g.times(g.scale(-2, a), r)
	case opGelu: // Φ(a) + a φ(a)
		return g.apply2(opAdd, g.apply1(opPhi, a), g.times(a, g.apply1(opDensity, a)))
	case opPhi:
		return g.apply1(opDensity, a)
	case opDensity: // −a φ(a)
		return g.apply1(opNeg, g.times(a, r))
	case opSigmoid: // s(a) s(−a): 1 − s(a) would lose its digits where s is near 1
		return g.apply2(opMul, r, g.apply1(opSigmoid, g.apply1(opNeg, a)))
	case opSoftplus:
		return g.apply1(opSigmoid, a)
	case opInverse0: // −1/a², 0 at 0
		return g.neg(g.power(r, 2))
	}
	return g.circular(o, a, r)
}

// circular is the slope of the circular and hyperbolic functions; 0 for those
// that are flat (sign).
func (g *graph) circular(o op, a, r ref) ref {
	square := func(u ref) ref { return g.power(u, 2) }
	switch o {
	case opSin:
		return g.apply1(opCos, a)
	case opCos:
		return g.apply1(opNeg, g.apply1(opSin, a))
	case opTan:
		return g.apply2(opAdd, one, square(r))
	case opAsin:
		return g.apply2(opDiv, one, g.apply1(opSqrt, g.apply1(opCoSquare, a)))
	case opAcos:
		return g.apply2(opDiv, g.constant(-1), g.apply1(opSqrt, g.apply1(opCoSquare, a)))
	case opAtan:
		return g.apply2(opDiv, one, g.apply2(opAdd, one, square(a)))
	case opSinh:
		return g.apply1(opCosh, a)
	case opCosh:
		return g.apply1(opSinh, a)
	case opTanh:
		return g.apply1(opSech2, a)
	case opSech2: // −2 tanh a/cosh² a
		return g.times(g.scale(-2, g.apply1(opTanh, a)), r)
	case opCot:
		return g.apply1(opNeg, g.apply2(opAdd, one, square(r)))
	case opSec:
		return g.times(r, g.apply1(opTan, a))
	case opCsc:
		return g.apply1(opNeg, g.times(r, g.apply1(opCot, a)))
	case opAsinh:
		return g.apply2(opDiv, one, g.apply2(opHypot, a, one))
	case opAcosh: // 1/√(a² − 1), of two factors that do not overflow
		less, more := g.apply2(opSub, a, one), g.apply2(opAdd, a, one)
		return g.apply2(opDiv, one, g.times(g.apply1(opSqrt, less), g.apply1(opSqrt, more)))
	case opAtanh:
		return g.apply2(opDiv, one, g.apply1(opCoSquare, a))
	case opCoSquare:
		return g.scale(-2, a)
	}
	return zero
}

// times is a b where a derivative is a factor: a derivative that is 0 by
// structure makes 0, whatever the other factor.
func (g *graph) times(a, b ref) ref {
	if a == zero || b == zero {
		return zero
	}
	if k, ok := g.isConst(a); ok {
		return g.scale(k, b)
	}
	if k, ok := g.isConst(b); ok {
		return g.scale(k, a)
	}
	return g.apply2(opMul, a, b)
}

// scale is k a, with k moved into a constant that is already there, or into a
// product that the value has computed already.
func (g *graph) scale(k float64, a ref) ref {
	switch k {
	case 0:
		return zero
	case 1:
		return a
	case -1:
		return g.apply1(opNeg, a)
	}
	v := g.vertices[a]
	switch v.op {
	case opNeg:
		return g.scale(-k, v.a)
	case opMul:
		if factor, ok := g.isConst(v.a); ok {
			return g.scale(k*factor, v.b)
		}
		if factor, ok := g.isConst(v.b); ok {
			return g.scale(k*factor, v.a)
		}
		if g.scaled(v.a) {
			return g.apply2(opMul, g.scale(k, v.a), v.b)
		}
		if g.scaled(v.b) {
			return g.apply2(opMul, v.a, g.scale(k, v.b))
		}
		if done := g.product2(k, v.a); done != none {
			return g.apply2(opMul, done, v.b)
		}
		if done := g.product2(k, v.b); done != none {
			return g.apply2(opMul, done, v.a)
		}
	}
	return g.apply2(opMul, g.constant(k), a)
}

// scaled reports whether a is a product with a constant.
func (g *graph) scaled(a ref) bool {
	v := &g.vertices[a]
	_, left := g.isConst(v.a)
	_, right := g.isConst(v.b)
	return v.op == opMul && (left || right)
}

// product2 is k a where that is a vertex, else none.
func (g *graph) product2(k float64, a ref) ref {
	c := g.constant(k)
	_, r := g.known.find(g.vertices, &vertex{op: opMul, a: min(c, a), b: max(c, a)})
	return r
}

// over is a/b for a derivative a; a constant b moves into a constant factor.
func (g *graph) over(a, b ref) ref {
	if a == zero {
		return zero
	}
	v := g.vertices[a]
	if k, ok := g.isConst(b); ok && v.op == opMul {
		for _, p := range [][2]ref{{v.a, v.b}, {v.b, v.a}} {
			if factor, ok := g.isConst(p[0]); ok {
				return g.scale(factor/k, p[1])
			}
		}
	}
	return g.apply2(opDiv, a, b)
}
