package op

import (
	"math"

	"downhill/landscape/elementary"
)

// Apply computes an operation of the graph: the one place that says what each
// yields, for constants folded, single points and blocks alike.
//
// Products are converted explicitly: Go may fuse a product and a sum into one
// rounding on some machines, and then a block and a single point could differ.
func Apply(o Op, a, b, c float64) float64 {
	switch o {
	case Add:
		return a + b
	case Sub:
		return a - b
	case Mul:
		return float64(a * b)
	case Div:
		return a / b
	case Pow:
		return elementary.Power(a, b)
	case Hypot:
		return math.Hypot(a, b)
	case Hypot3:
		return hypot3(a, b, c)
	case Atan2:
		return elementary.Atan2(a, b)
	case Min:
		return min(a, b)
	case Max:
		return max(a, b)
	case Over0:
		return over0(a, b)
	case Pow0:
		return pow0(a, b)
	case PowLog:
		return powLog(a, b)
	case Step:
		return heaviside(a, b)
	case Select:
		return choose(a, b, c)
	}
	return Unary(o)(a)
}

// Unary is the function of an operation with one operand.
func Unary(o Op) func(float64) float64 { return unaries[o] }

var unaries = [256]func(float64) float64{
	Neg: func(a float64) float64 { return -a }, Sqrt: math.Sqrt, Cbrt: math.Cbrt,
	Abs: math.Abs, Sign: elementary.Sign, Exp: elementary.Exp, Expm1: math.Expm1,
	Log: elementary.Ln, Log10: elementary.Log10, Log2: elementary.Log2, Log1p: math.Log1p,
	Sin: elementary.Sin, Cos: elementary.Cos, Tan: elementary.Tan, Cot: elementary.Cot, Sec: elementary.Sec, Csc: elementary.Csc,
	Asin: elementary.Asin, Acos: elementary.Acos, Atan: math.Atan,
	Sinh: elementary.Sinh, Cosh: elementary.Cosh, Tanh: math.Tanh, Sech2: sech2, CoSquare: coSquare,
	Asinh: math.Asinh, Acosh: math.Acosh, Atanh: math.Atanh,
	Sigmoid: elementary.Sigmoid, Softplus: elementary.Softplus, Relu: elementary.ReLU, Positive: elementary.Positive,
	Erf: math.Erf, Gauss: elementary.Gauss, Gelu: elementary.Gelu, Phi: elementary.Phi, Density: elementary.Density,
	Inverse0: inverse0, Log0: log0,
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
