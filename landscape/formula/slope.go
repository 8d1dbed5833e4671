package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// slope is f'(a) for r = f(a), an operation with one operand.
func (g *graph) slope(o op.Op, a, r ref) ref {
	switch o {
	case op.Neg:
		return g.constant(-1)
	case op.Sqrt: // ½/r, 0 at the tip
		return g.scale(0.5, g.apply1(op.Inverse0, r))
	case op.Cbrt: // 1/(3r²), 0 at the kink
		return g.apply1(op.Inverse0, g.scale(3, g.power(r, 2)))
	case op.Abs:
		return g.apply1(op.Sign, a)
	case op.Exp:
		return r
	case op.Log:
		return g.apply2(op.Div, one, a)
	case op.Log0:
		return g.apply1(op.Inverse0, a)
	case op.Log10:
		return g.apply2(op.Div, g.constant(1/math.Ln10), a)
	case op.Log2:
		return g.apply2(op.Div, g.constant(1/math.Ln2), a)
	case op.Log1p:
		return g.apply2(op.Div, one, g.apply2(op.Add, one, a))
	case op.Expm1:
		return g.apply1(op.Exp, a)
	case op.Erf: // 2/√π e^−a²
		return g.scale(2/math.SqrtPi, g.apply1(op.Gauss, a))
	case op.Gauss: // −2a e^−a²
		return g.times(g.scale(-2, a), r)
	case op.Gelu: // Φ(a) + a φ(a)
		return g.apply2(op.Add, g.apply1(op.Phi, a), g.times(a, g.apply1(op.Density, a)))
	case op.Phi:
		return g.apply1(op.Density, a)
	case op.Density: // −a φ(a)
		return g.apply1(op.Neg, g.times(a, r))
	case op.Sigmoid: // s(a) s(−a): 1 − s(a) would lose its digits where s is near 1
		return g.apply2(op.Mul, r, g.apply1(op.Sigmoid, g.apply1(op.Neg, a)))
	case op.Softplus:
		return g.apply1(op.Sigmoid, a)
	case op.Inverse0: // −1/a², 0 at 0
		return g.neg(g.power(r, 2))
	}
	return g.circular(o, a, r)
}

// circular is the slope of the circular and hyperbolic functions; 0 for those
// that are flat (sign).
func (g *graph) circular(o op.Op, a, r ref) ref {
	square := func(u ref) ref { return g.power(u, 2) }
	switch o {
	case op.Sin:
		return g.apply1(op.Cos, a)
	case op.Cos:
		return g.apply1(op.Neg, g.apply1(op.Sin, a))
	case op.Tan:
		return g.apply2(op.Add, one, square(r))
	case op.Asin:
		return g.apply2(op.Div, one, g.apply1(op.Sqrt, g.apply1(op.CoSquare, a)))
	case op.Acos:
		return g.apply2(op.Div, g.constant(-1), g.apply1(op.Sqrt, g.apply1(op.CoSquare, a)))
	case op.Atan:
		return g.apply2(op.Div, one, g.apply2(op.Add, one, square(a)))
	case op.Sinh:
		return g.apply1(op.Cosh, a)
	case op.Cosh:
		return g.apply1(op.Sinh, a)
	case op.Tanh:
		return g.apply1(op.Sech2, a)
	case op.Sech2: // −2 tanh a/cosh² a
		return g.times(g.scale(-2, g.apply1(op.Tanh, a)), r)
	case op.Cot:
		return g.apply1(op.Neg, g.apply2(op.Add, one, square(r)))
	case op.Sec:
		return g.times(r, g.apply1(op.Tan, a))
	case op.Csc:
		return g.apply1(op.Neg, g.times(r, g.apply1(op.Cot, a)))
	case op.Asinh:
		return g.apply2(op.Div, one, g.apply2(op.Hypot, a, one))
	case op.Acosh: // 1/√(a² − 1), of two factors that do not overflow
		less, more := g.apply2(op.Sub, a, one), g.apply2(op.Add, a, one)
		return g.apply2(op.Div, one, g.times(g.apply1(op.Sqrt, less), g.apply1(op.Sqrt, more)))
	case op.Atanh:
		return g.apply2(op.Div, one, g.apply1(op.CoSquare, a))
	case op.CoSquare:
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
	return g.apply2(op.Mul, a, b)
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
		return g.apply1(op.Neg, a)
	}
	v := g.vertices[a]
	switch v.op {
	case op.Neg:
		return g.scale(-k, v.a)
	case op.Mul:
		if factor, ok := g.isConst(v.a); ok {
			return g.scale(k*factor, v.b)
		}
		if factor, ok := g.isConst(v.b); ok {
			return g.scale(k*factor, v.a)
		}
		if g.scaled(v.a) {
			return g.apply2(op.Mul, g.scale(k, v.a), v.b)
		}
		if g.scaled(v.b) {
			return g.apply2(op.Mul, v.a, g.scale(k, v.b))
		}
		if done := g.product2(k, v.a); done != none {
			return g.apply2(op.Mul, done, v.b)
		}
		if done := g.product2(k, v.b); done != none {
			return g.apply2(op.Mul, done, v.a)
		}
	}
	return g.apply2(op.Mul, g.constant(k), a)
}

// scaled reports whether a is a product with a constant.
func (g *graph) scaled(a ref) bool {
	v := &g.vertices[a]
	_, left := g.isConst(v.a)
	_, right := g.isConst(v.b)
	return v.op == op.Mul && (left || right)
}

// product2 is k a where that is a vertex, else none.
func (g *graph) product2(k float64, a ref) ref {
	c := g.constant(k)
	_, r := g.known.find(g.vertices, &vertex{op: op.Mul, a: min(c, a), b: max(c, a)})
	return r
}

// over is a/b for a derivative a; a constant b moves into a constant factor.
func (g *graph) over(a, b ref) ref {
	if a == zero {
		return zero
	}
	v := g.vertices[a]
	if k, ok := g.isConst(b); ok && v.op == op.Mul {
		for _, p := range [][2]ref{{v.a, v.b}, {v.b, v.a}} {
			if factor, ok := g.isConst(p[0]); ok {
				return g.scale(factor/k, p[1])
			}
		}
	}
	return g.apply2(op.Div, a, b)
}
