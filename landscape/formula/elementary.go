package formula

import (
	"math"

	"downhill/landscape/elementary"
)

// apply computes an operation of the graph: the one place that says what each
// yields, for constants folded, single points and blocks alike.
//
// Products are converted explicitly: Go may fuse a product and a sum into one
// rounding on some machines, and then a block and a single point could differ.
func apply(o op, a, b, c float64) float64 {
	switch o {
	case opAdd:
		return a + b
	case opSub:
		return a - b
	case opMul:
		return float64(a * b)
	case opDiv:
		return a / b
	case opPow:
		return elementary.Power(a, b)
	case opHypot:
		return math.Hypot(a, b)
	case opHypot3:
		return hypot3(a, b, c)
	case opAtan2:
		return elementary.Atan2(a, b)
	case opMin:
		return min(a, b)
	case opMax:
		return max(a, b)
	case opOver0:
		return over0(a, b)
	case opPow0:
		return pow0(a, b)
	case opPowLog:
		return powLog(a, b)
	case opStep:
		return heaviside(a, b)
	case opSelect:
		return choose(a, b, c)
	}
	return unary(o)(a)
}

// unary is the function of an operation with one operand.
func unary(o op) func(float64) float64 { return unaries[o] }

var unaries = [256]func(float64) float64{
	opNeg: func(a float64) float64 { return -a }, opSqrt: math.Sqrt, opCbrt: math.Cbrt,
	opAbs: math.Abs, opSign: sign, opExp: elementary.Exp, opExpm1: math.Expm1,
	opLog: elementary.Ln, opLog10: elementary.Log10, opLog2: elementary.Log2, opLog1p: math.Log1p,
	opSin: elementary.Sin, opCos: elementary.Cos, opTan: elementary.Tan, opCot: elementary.Cot, opSec: elementary.Sec, opCsc: elementary.Csc,
	opAsin: elementary.Asin, opAcos: elementary.Acos, opAtan: math.Atan,
	opSinh: elementary.Sinh, opCosh: elementary.Cosh, opTanh: math.Tanh, opSech2: sech2, opCoSquare: coSquare,
	opAsinh: math.Asinh, opAcosh: math.Acosh, opAtanh: math.Atanh,
	opSigmoid: elementary.Sigmoid, opSoftplus: elementary.Softplus, opRelu: elementary.ReLU, opPositive: positive,
	opErf: math.Erf, opGauss: elementary.Gauss, opGelu: elementary.Gelu, opPhi: elementary.Phi, opDensity: elementary.Density,
	opInverse0: inverse0, opLog0: log0,
}

// sign is −1, 0 or 1.
func sign(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return a // 0, or NaN
}

// positive is 1 where a is positive, else 0; NaN stays.
func positive(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a <= 0:
		return 0
	}
	return a
}

// sech2 is 1/cosh² a, the slope of tanh: 1 − tanh² would lose its digits.
func sech2(a float64) float64 {
	c := elementary.Cosh(a)
	if c > 1e150 {
		return 1 / c / c
	}
	return 1 / float64(c*c)
}

// coSquare is 1 − a², rounded once: near ±1 little is left.
func coSquare(a float64) float64 { return math.FMA(-a, a, 1) }

// hypot3 is √(a² + b² + c²), without overflow on the way.
func hypot3(a, b, c float64) float64 {
	size := max(math.Abs(a), math.Abs(b), math.Abs(c))
	switch {
	case math.IsInf(a, 0) || math.IsInf(b, 0) || math.IsInf(c, 0):
		return math.Inf(1)
	case !(size > 0):
		return size // 0, or NaN
	}
	_, e := math.Frexp(size)
	a, b, c = math.Ldexp(a, -e), math.Ldexp(b, -e), math.Ldexp(c, -e)
	return math.Ldexp(math.Sqrt(math.FMA(a, a, math.FMA(b, b, float64(c*c)))), e)
}

// inverse0 is 1/a, and 0 at 0: the slope of a root at its tip is taken as 0.
func inverse0(a float64) float64 {
	if a == 0 {
		return 0
	}
	return 1 / a
}

// over0 is a/b, and 0 where b is 0: the slope of a length at its tip.
func over0(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// log0 is ln a, and 0 at 0, where a power makes the product 0 anyway.
func log0(a float64) float64 {
	if a == 0 {
		return 0
	}
	return elementary.Ln(a)
}

// pow0 is a^b, and 0 where a is 0 and b negative.
func pow0(a, b float64) float64 {
	if a == 0 && b < 0 {
		return 0
	}
	return elementary.Power(a, b)
}

// powLog is a^b ln a, and 0 where a is 0.
func powLog(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return float64(elementary.Power(a, b) * elementary.Ln(a))
}

// heaviside is 1 where a > b, ½ where they tie, else 0; NaN stays.
func heaviside(a, b float64) float64 {
	switch {
	case a > b:
		return 1
	case a < b:
		return 0
	case a == b:
		return 0.5
	}
	return math.NaN()
}

// choose is p where w is 1, q where w is 0, their mean where w is ½: what is
// not chosen may be infinite.
func choose(w, p, q float64) float64 {
	switch w {
	case 1:
		return p
	case 0:
		return q
	}
	return float64(w*p) + float64((1-w)*q)
}
