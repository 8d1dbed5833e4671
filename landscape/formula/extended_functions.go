package formula

import (
	"math"

	"downhill/landscape/elementary"
	"downhill/landscape/formula/op"
)

// extendedApply is op.Apply for numbers of any size.
func extendedApply(o op.Op, a, b, c extended) extended {
	switch o {
	case op.Add:
		return a.add(b)
	case op.Sub:
		return a.sub(b)
	case op.Mul:
		return a.mul(b)
	case op.Div:
		return a.div(b)
	case op.Pow:
		return a.pow(b)
	case op.Min, op.Max:
		return extendedChoice(o, a, b)
	case op.Hypot, op.Hypot3:
		return a.mul(a).add(b.mul(b)).add(c.mul(c)).root(2)
	case op.Atan2:
		longest := max(a.e, b.e)
		return extendedOf(elementary.Atan2(a.scale(-longest).float(), b.scale(-longest).float()))
	case op.Step, op.Select:
		return extendedSelect(o, a, b, c)
	case op.Over0, op.Pow0, op.PowLog:
		return extendedPower0(o, a, b)
	}
	return extendedUnary(o, a)
}

func extendedChoice(o op.Op, a, b extended) extended {
	d := a.compare(b)
	switch {
	case d != d:
		return extendedOf(math.NaN())
	case (d > 0) == (o == op.Max):
		return a
	}
	return b
}

func extendedSelect(o op.Op, a, b, c extended) extended {
	if o == op.Step {
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
func extendedPower0(o op.Op, a, b extended) extended {
	switch {
	case o == op.Over0 && b.m == 0, o == op.Pow0 && a.m == 0 && b.m < 0, o == op.PowLog && a.m == 0:
		return extended{}
	case o == op.Over0:
		return a.div(b)
	case o == op.Pow0:
		return a.pow(b)
	}
	return a.pow(b).mul(a.ln())
}

// tinySlopes are the slopes at 0 of the functions that are 0 there.
var tinySlopes = map[op.Op]float64{
	op.Sin: 1, op.Tan: 1, op.Asin: 1, op.Atan: 1, op.Sinh: 1, op.Tanh: 1, op.Asinh: 1, op.Atanh: 1, op.Expm1: 1, op.Log1p: 1,
	op.Erf: 2 / math.SqrtPi, op.Gelu: 0.5,
}

// extendedUnary is an operation with one operand. What an ordinary number can't
// hold, of the argument or of the result, has a form of its own.
func extendedUnary(o op.Op, a extended) extended {
	v := a.float()
	if slope, ok := tinySlopes[o]; ok && math.Abs(v) < 1e-290 {
		return a.mul(extendedOf(slope))
	}
	switch o {
	case op.Neg:
		return a.neg()
	case op.Abs:
		return a.abs()
	case op.Sqrt:
		return a.root(2)
	case op.Cbrt:
		return a.root(3)
	case op.Sign:
		return extendedOf(elementary.Sign(a.m))
	case op.Positive:
		return extendedOf(elementary.Positive(a.m))
	case op.Relu:
		if a.m < 0 {
			return extended{}
		}
		return a
	case op.Exp:
		return a.exp()
	case op.Log:
		return a.ln()
	case op.Log0:
		if a.m == 0 {
			return extended{}
		}
		return a.ln()
	case op.Log2:
		return extendedLog(o, a, v, 1/math.Ln2)
	case op.Log10:
		return extendedLog(o, a, v, 1/math.Ln10)
	case op.Inverse0:
		return extendedPower0(op.Over0, extended{0.5, 1}, a)
	case op.Cot, op.Csc:
		if math.Abs(v) < 1e-290 {
			return extended{0.5, 1}.div(a)
		}
	case op.CoSquare:
		if math.Abs(v) > 1e150 {
			return a.mul(a).neg()
		}
	}
	if math.Abs(v) > 20 && a.m-a.m == 0 {
		return extendedTail(o, a, v)
	}
	return extendedOf(op.Unary(o)(v))
}

// extendedLog is a logarithm to another base.
func extendedLog(o op.Op, a extended, v, factor float64) extended {
	if math.Abs(a.e) < 1000 {
		return extendedOf(op.Unary(o)(v))
	}
	return extendedOf(a.ln().float() * factor)
}

// extendedTail is a function of a large argument, whose value may be too large or too
// small for an ordinary number.
func extendedTail(o op.Op, a extended, v float64) extended {
	half := extended{0.5, 0}
	switch o {
	case op.Expm1:
		if v > 0 {
			return a.exp()
		}
	case op.Log1p:
		if a.m > 0 && a.e > 1000 {
			return a.ln()
		}
	case op.Sinh:
		if math.Abs(v) > 50 {
			return a.abs().exp().mul(extended{math.Copysign(0.5, v), 0})
		}
	case op.Cosh:
		if math.Abs(v) > 50 {
			return a.abs().exp().mul(half)
		}
	case op.Sech2:
		return a.abs().scale(1).neg().exp().scale(2)
	case op.Asinh, op.Acosh:
		if a.e > 1000 {
			r := a.abs().scale(1).ln()
			return extended{math.Copysign(r.m, v), r.e}
		}
	case op.Sigmoid:
		if v < 0 {
			return a.exp()
		}
	case op.Softplus:
		if v < 0 {
			return a.exp()
		}
		if v > 50 {
			return a
		}
	case op.Gauss:
		return a.mul(a).neg().exp()
	case op.Density:
		return extendedDensity(a)
	case op.Gelu:
		if v > 0 {
			return a
		}
		return extendedDensity(a).mul(extendedOf(1 + elementary.MillsLarge(v))).neg()
	case op.Phi:
		if v < 0 {
			return extendedDensity(a).mul(extendedOf(1 + elementary.MillsLarge(v))).div(a.abs())
		}
	}
	return extendedOf(op.Unary(o)(v))
}

// extendedDensity is φ(a).
func extendedDensity(a extended) extended {
	return a.mul(a).scale(-1).neg().exp().mul(extendedOf(1 / math.Sqrt(2*math.Pi)))
}
