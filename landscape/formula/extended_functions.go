package formula

import (
	"math"

	"downhill/landscape/elementary"
)

// extendedApply is apply for numbers of any size.
func extendedApply(o op, a, b, c extended) extended {
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
		return extendedChoice(o, a, b)
	case opHypot, opHypot3:
		return a.mul(a).add(b.mul(b)).add(c.mul(c)).root(2)
	case opAtan2:
		longest := max(a.e, b.e)
		return extendedOf(elementary.Atan2(a.scale(-longest).float(), b.scale(-longest).float()))
	case opStep, opSelect:
		return extendedSelect(o, a, b, c)
	case opOver0, opPow0, opPowLog:
		return extendedPower0(o, a, b)
	}
	return extendedUnary(o, a)
}

func extendedChoice(o op, a, b extended) extended {
	d := a.compare(b)
	switch {
	case d != d:
		return extendedOf(math.NaN())
	case (d > 0) == (o == opMax):
		return a
	}
	return b
}

func extendedSelect(o op, a, b, c extended) extended {
	if o == opStep {
		return extendedOf((a.compare(b) + 1) / 2)
	}
	switch w := a.float(); w {
	case 1:
		return b
	case 0:
		return c
	default:
		return extendedOf(w).mul(b).add(extendedOf(1 - w).mul(c))
	}
}

// extendedPower0 are the operations that are 0 where an ordinary one has a pole.
func extendedPower0(o op, a, b extended) extended {
	switch {
	case o == opOver0 && b.m == 0, o == opPow0 && a.m == 0 && b.m < 0, o == opPowLog && a.m == 0:
		return extended{}
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

// extendedUnary is an operation with one operand. What an ordinary number can't
// hold, of the argument or of the result, has a form of its own.
func extendedUnary(o op, a extended) extended {
	v := a.float()
	if slope, ok := tinySlopes[o]; ok && math.Abs(v) < 1e-290 {
		return a.mul(extendedOf(slope))
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
		return extendedOf(sign(a.m))
	case opPositive:
		return extendedOf(positive(a.m))
	case opRelu:
		if a.m < 0 {
			return extended{}
		}
		return a
	case opExp:
		return a.exp()
	case opLog:
		return a.ln()
	case opLog0:
		if a.m == 0 {
			return extended{}
		}
		return a.ln()
	case opLog2:
		return extendedLog(o, a, v, 1/math.Ln2)
	case opLog10:
		return extendedLog(o, a, v, 1/math.Ln10)
	case opInverse0:
		return extendedPower0(opOver0, extended{0.5, 1}, a)
	case opCot, opCsc:
		if math.Abs(v) < 1e-290 {
			return extended{0.5, 1}.div(a)
		}
	case opCoSquare:
		if math.Abs(v) > 1e150 {
			return a.mul(a).neg()
		}
	}
	if math.Abs(v) > 20 && a.m-a.m == 0 {
		return extendedTail(o, a, v)
	}
	return extendedOf(unary(o)(v))
}

// extendedLog is a logarithm to another base.
func extendedLog(o op, a extended, v, factor float64) extended {
	if math.Abs(a.e) < 1000 {
		return extendedOf(unary(o)(v))
	}
	return extendedOf(a.ln().float() * factor)
}

// extendedTail is a function of a large argument, whose value may be too large or too
// small for an ordinary number.
func extendedTail(o op, a extended, v float64) extended {
	half := extended{0.5, 0}
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
			return a.abs().exp().mul(extended{math.Copysign(0.5, v), 0})
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
			return extended{math.Copysign(r.m, v), r.e}
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
		return extendedDensity(a)
	case opGelu:
		if v > 0 {
			return a
		}
		return extendedDensity(a).mul(extendedOf(1 + elementary.MillsLarge(v))).neg()
	case opPhi:
		if v < 0 {
			return extendedDensity(a).mul(extendedOf(1 + elementary.MillsLarge(v))).div(a.abs())
		}
	}
	return extendedOf(unary(o)(v))
}

// extendedDensity is φ(a).
func extendedDensity(a extended) extended {
	return a.mul(a).scale(-1).neg().exp().mul(extendedOf(1 / math.Sqrt(2*math.Pi)))
}
