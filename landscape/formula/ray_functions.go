package formula

import "math"

// rayApply is an operation on series along a ray.
func rayApply(o op, a, b, c ray) ray {
	switch o {
	case opAdd:
		return a.plus(b)
	case opSub:
		return a.plus(b.neg())
	case opMul:
		return a.mul(b)
	case opDiv:
		return a.mul(b.pow(-1))
	case opMulAdd:
		return a.mul(b).plus(c)
	case opMulSub:
		return a.mul(b).plus(c.neg())
	case opSubMul:
		return c.plus(a.mul(b).neg())
	case opPow:
		return rayPower(a, b)
	case opHypot:
		return a.mul(a).plus(b.mul(b)).pow(0.5)
	case opHypot3:
		return a.mul(a).plus(b.mul(b)).plus(c.mul(c)).pow(0.5)
	case opAtan2:
		return rayAngle(a, b)
	case opMin, opMax:
		return rayChoice(o, a, b)
	}
	return rayUnary(o, a)
}

// rayPower is a^b; a variable exponent needs a base that is not 0.
func rayPower(a, b ray) ray {
	if b.n == 0 || b.n == 1 && b.p[0] == 0 && math.IsInf(b.end, 1) {
		return a.pow(b.at(0))
	}
	return rayUnary(opExp, b.mul(rayUnary(opLog, a)))
}

// rayChoice is the smaller, or the larger, for small t.
func rayChoice(o op, a, b ray) ray {
	d := a.plus(b.neg())
	switch {
	case d.closed:
		return noRay
	case d.isZero():
		return a
	case d.n == 0:
		return noRay
	case (d.c[0] > 0) == (o == opMax):
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
		return fixed(math.Copysign(math.Pi/2, a.c[0])).plus(rayUnary(opAtan, b.mul(a.pow(-1))).neg())
	}
	angle := rayUnary(opAtan, a.mul(b.pow(-1)))
	if b.c[0] < 0 {
		return angle.plus(fixed(math.Copysign(math.Pi, a.at(a.lead()))))
	}
	return angle
}

// rayUnary is an operation with one operand.
func rayUnary(o op, a ray) ray {
	if a.closed {
		return noRay
	}
	switch o {
	case opNeg:
		return a.neg()
	case opSqrt:
		return a.pow(0.5)
	case opCbrt:
		if a.n > 0 && a.c[0] < 0 {
			return a.neg().pow(1.0 / 3).neg()
		}
		return a.pow(1.0 / 3)
	case opAbs, opSign, opRelu:
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
func raySide(o op, a ray) ray {
	if a.n == 0 {
		if a.isZero() {
			return a
		}
		return noRay
	}
	positive := a.c[0] > 0
	switch {
	case o == opSign:
		return fixed(sign(a.c[0]))
	case positive:
		return a
	case o == opRelu:
		return fixed(0)
	}
	return a.neg()
}

// rayLarge is a function of what grows beyond bounds: those that level off do so
// faster than any power.
func rayLarge(o op, a ray) ray {
	up := a.c[0] > 0
	switch {
	case o == opExp && !up, o == opSigmoid && !up, o == opSoftplus && !up, o == opGauss, o == opGelu && !up:
		return fixed(0)
	case o == opExpm1 && !up:
		return fixed(-1)
	case o == opSigmoid:
		return fixed(1)
	case o == opSoftplus, o == opGelu:
		return a
	case o == opTanh, o == opErf:
		return fixed(sign(a.c[0]))
	case o == opAtan:
		return fixed(math.Copysign(math.Pi/2, a.c[0])).plus(rayUnary(opAtan, a.pow(-1)).neg())
	}
	return noRay
}

// rayEdge is an inverse function at the end of its domain, where it is like a
// root: acos(1−s) is 2 asin √(s/2).
func rayEdge(o op, a ray, c float64) (r ray, ok bool) {
	twice := func(f op, s ray) ray { return rayUnary(f, s.times(0.5, 0).pow(0.5)).times(2, 0) }
	below := func() ray { return fixed(1).plus(a.neg()) }
	switch {
	case (o == opAcos || o == opAsin) && c == 1:
		r = twice(opAsin, below())
	case (o == opAcos || o == opAsin) && c == -1:
		r = fixed(math.Pi).plus(twice(opAsin, fixed(1).plus(a)).neg())
	case o == opAcosh && c == 1:
		return twice(opAsinh, a.plus(fixed(-1))), true
	default:
		return noRay, false
	}
	if o == opAsin {
		r = fixed(math.Pi / 2).plus(r.neg())
	}
	return r, true
}
