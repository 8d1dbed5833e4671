package formula

import (
	"math"

	"downhill/landscape/elementary"
	"downhill/landscape/formula/op"
)

// rayApply is an operation on series along a ray.
func rayApply(o op.Op, a, b, c ray) ray {
	switch o {
	case op.Add:
		return a.plus(b)
	case op.Sub:
		return a.plus(b.neg())
	case op.Mul:
		return a.mul(b)
	case op.Div:
		return a.mul(b.pow(-1))
	case op.MulAdd:
		return a.mul(b).plus(c)
	case op.MulSub:
		return a.mul(b).plus(c.neg())
	case op.SubMul:
		return c.plus(a.mul(b).neg())
	case op.Pow:
		return rayPower(a, b)
	case op.Hypot:
		return a.mul(a).plus(b.mul(b)).pow(0.5)
	case op.Hypot3:
		return a.mul(a).plus(b.mul(b)).plus(c.mul(c)).pow(0.5)
	case op.Atan2:
		return rayAngle(a, b)
	case op.Min, op.Max:
		return rayChoice(o, a, b)
	}
	return rayUnary(o, a)
}

// rayPower is a^b; a variable exponent needs a base that is not 0.
func rayPower(a, b ray) ray {
	if b.n == 0 || b.n == 1 && b.p[0] == 0 && math.IsInf(b.end, 1) {
		return a.pow(b.at(0))
	}
	return rayUnary(op.Exp, b.mul(rayUnary(op.Log, a)))
}

// rayChoice is the smaller, or the larger, for small t.
func rayChoice(o op.Op, a, b ray) ray {
	d := a.plus(b.neg())
	switch {
	case d.closed:
		return noRay
	case d.isZero():
		return a
	case d.n == 0:
		return noRay
	case (d.c[0] > 0) == (o == op.Max):
		return a
	}
	return b
}

// rayAngle is the angle of (b, a).
func rayAngle(a, b ray) ray {
	switch {
	case a.closed || b.closed || a.n == 0 && !a.isZero() || b.n == 0 && !b.isZero():
		return noRay
	case a.n == 0 && b.n == 0:
		return fixed(0)
	case b.n == 0 || a.n > 0 && a.p[0] < b.p[0]-1e-9:
		return fixed(math.Copysign(math.Pi/2, a.c[0])).plus(rayUnary(op.Atan, b.mul(a.pow(-1))).neg())
	}
	angle := rayUnary(op.Atan, a.mul(b.pow(-1)))
	if b.c[0] < 0 {
		return angle.plus(fixed(math.Copysign(math.Pi, a.at(a.lead()))))
	}
	return angle
}

// rayUnary is an operation with one operand.
func rayUnary(o op.Op, a ray) ray {
	if a.closed {
		return noRay
	}
	switch o {
	case op.Neg:
		return a.neg()
	case op.Sqrt:
		return a.pow(0.5)
	case op.Cbrt:
		if a.n > 0 && a.c[0] < 0 {
			return a.neg().pow(1.0 / 3).neg()
		}
		return a.pow(1.0 / 3)
	case op.Abs, op.Sign, op.Relu:
		return raySide(o, a)
	}
	if a.n > 0 && a.p[0] < -1e-9 {
		return rayLarge(o, a)
	}
	c := a.at(0)
	if r, ok := rayEdge(o, a, c); ok {
		return r
	}
	t, ok := taylorOf(o, c)
	if !ok {
		return noRay
	}
	a.put(-c, 0)
	return t.of(a)
}

// raySide is an operation that asks for the sign.
func raySide(o op.Op, a ray) ray {
	if a.n == 0 {
		if a.isZero() {
			return a
		}
		return noRay
	}
	positive := a.c[0] > 0
	switch {
	case o == op.Sign:
		return fixed(elementary.Sign(a.c[0]))
	case positive:
		return a
	case o == op.Relu:
		return fixed(0)
	}
	return a.neg()
}

// rayLarge is a function of what grows beyond bounds: those that level off do so
// faster than any power.
func rayLarge(o op.Op, a ray) ray {
	up := a.c[0] > 0
	switch {
	case o == op.Exp && !up, o == op.Sigmoid && !up, o == op.Softplus && !up, o == op.Gauss, o == op.Gelu && !up:
		return fixed(0)
	case o == op.Expm1 && !up:
		return fixed(-1)
	case o == op.Sigmoid:
		return fixed(1)
	case o == op.Softplus, o == op.Gelu:
		return a
	case o == op.Tanh, o == op.Erf:
		return fixed(elementary.Sign(a.c[0]))
	case o == op.Atan:
		return fixed(math.Copysign(math.Pi/2, a.c[0])).plus(rayUnary(op.Atan, a.pow(-1)).neg())
	}
	return noRay
}

// rayEdge is an inverse function at the end of its domain, where it is like a
// root: acos(1−s) is 2 asin √(s/2).
func rayEdge(o op.Op, a ray, c float64) (r ray, ok bool) {
	twice := func(f op.Op, s ray) ray { return rayUnary(f, s.times(0.5, 0).pow(0.5)).times(2, 0) }
	below := func() ray { return fixed(1).plus(a.neg()) }
	switch {
	case (o == op.Acos || o == op.Asin) && c == 1:
		r = twice(op.Asin, below())
	case (o == op.Acos || o == op.Asin) && c == -1:
		r = fixed(math.Pi).plus(twice(op.Asin, fixed(1).plus(a)).neg())
	case o == op.Acosh && c == 1:
		return twice(op.Asinh, a.plus(fixed(-1))), true
	default:
		return noRay, false
	}
	if o == op.Asin {
		r = fixed(math.Pi / 2).plus(r.neg())
	}
	return r, true
}
