package formula

import "math"

// farApply is apply for numbers of any size.
func farApply(o op, a, b, c far) far {
	switch o {
	case opAdd:
		return a.add(b)
	case opSub:
		return a.sub(b)
	case opMul:
		return a.mul(b)
	case opDiv:
		return a.div(b)
	case opPow:
		return a.pow(b)
	case opMin, opMax:
		return farChoice(o, a, b)
	case opHypot, opHypot3:
		return a.mul(a).add(b.mul(b)).add(c.mul(c)).root(2)
	case opAtan2:
		longest := max(a.e, b.e)
		return farOf(atan2(a.scale(-longest).float(), b.scale(-longest).float()))
	case opStep, opSelect:
		return farSelect(o, a, b, c)
	case opOver0, opPow0, opPowLog:
		return farPower0(o, a, b)
	}
	return farUnary(o, a)
}

func farChoice(o op, a, b far) far {
	d := a.compare(b)
	switch {
	case d != d:
		return farOf(math.NaN())
	case (d > 0) == (o == opMax):
		return a
	}
	return b
}

func farSelect(o op, a, b, c far) far {
	if o == opStep {
		return farOf((a.compare(b) + 1) / 2)
	}
	switch w := a.float(); w {
	case 1:
		return b
	case 0:
		return c
	default:
		return farOf(w).mul(b).add(farOf(1 - w).mul(c))
	}
}

// farPower0 are the operations that are 0 where an ordinary one has a pole.
func farPower0(o op, a, b far) far {
	switch {
	case o == opOver0 && b.m == 0, o == opPow0 && a.m == 0 && b.m < 0, o == opPowLog && a.m == 0:
		return far{}
	case o == opOver0:
		return a.div(b)
	case o == opPow0:
		return a.pow(b)
	}
	return a.pow(b).mul(a.ln())
}

// tinySlopes are the slopes at 0 of the functions that are 0 there.
var tinySlopes = map[op]float64{
	opSin: 1, opTan: 1, opAsin: 1, opAtan: 1, opSinh: 1, opTanh: 1, opAsinh: 1, opAtanh: 1, opExpm1: 1, opLog1p: 1,
	opErf: 2 / math.SqrtPi, opGelu: 0.5,
}

// farUnary is an operation with one operand. What an ordinary number can't
// hold, of the argument or of the result, has a form of its own.
func farUnary(o op, a far) far {
	v := a.float()
	if slope, ok := tinySlopes[o]; ok && math.Abs(v) < 1e-290 {
		return a.mul(farOf(slope))
	}
	switch o {
	case opNeg:
		return a.neg()
	case opAbs:
		return a.abs()
	case opSqrt:
		return a.root(2)
	case opCbrt:
		return a.root(3)
	case opSign:
		return farOf(sign(a.m))
	case opPositive:
		return farOf(positive(a.m))
	case opRelu:
		if a.m < 0 {
			return far{}
		}
		return a
	case opExp:
		return a.exp()
	case opLog:
		return a.ln()
	case opLog0:
		if a.m == 0 {
			return far{}
		}
		return a.ln()
	case opLog2:
		return farLog(o, a, v, 1/math.Ln2)
	case opLog10:
		return farLog(o, a, v, 1/math.Ln10)
	case opInverse0:
		return farPower0(opOver0, far{0.5, 1}, a)
	case opCot, opCsc:
		if math.Abs(v) < 1e-290 {
			return far{0.5, 1}.div(a)
		}
	case opCoSquare:
		if math.Abs(v) > 1e150 {
			return a.mul(a).neg()
		}
	}
	if math.Abs(v) > 20 && a.m-a.m == 0 {
		return farTail(o, a, v)
	}
	return farOf(unary(o)(v))
}

// farLog is a logarithm to another base.
func farLog(o op, a far, v, factor float64) far {
	if math.Abs(a.e) < 1000 {
		return farOf(unary(o)(v))
	}
	return farOf(a.ln().float() * factor)
}

// farTail is a function of a large argument, whose value may be too large or too
// small for an ordinary number.
func farTail(o op, a far, v float64) far {
	half := far{0.5, 0}
	switch o {
	case opExpm1:
		if v > 0 {
			return a.exp()
		}
	case opLog1p:
		if a.m > 0 && a.e > 1000 {
			return a.ln()
		}
	case opSinh:
		if math.Abs(v) > 50 {
			return a.abs().exp().mul(far{math.Copysign(0.5, v), 0})
		}
	case opCosh:
		if math.Abs(v) > 50 {
			return a.abs().exp().mul(half)
		}
	case opSech2:
		return a.abs().scale(1).neg().exp().scale(2)
	case opAsinh, opAcosh:
		if a.e > 1000 {
			r := a.abs().scale(1).ln()
			return far{math.Copysign(r.m, v), r.e}
		}
	case opSigmoid:
		if v < 0 {
			return a.exp()
		}
	case opSoftplus:
		if v < 0 {
			return a.exp()
		}
		if v > 50 {
			return a
		}
	case opGauss:
		return a.mul(a).neg().exp()
	case opDensity:
		return farDensity(a)
	case opGelu:
		if v > 0 {
			return a
		}
		return farDensity(a).mul(farOf(1 + millsFar(v))).neg()
	case opPhi:
		if v < 0 {
			return farDensity(a).mul(farOf(1 + millsFar(v))).div(a.abs())
		}
	}
	return farOf(unary(o)(v))
}

// farDensity is φ(a).
func farDensity(a far) far {
	return a.mul(a).scale(-1).neg().exp().mul(farOf(1 / math.Sqrt(2*math.Pi)))
}
