package formula

import "math"

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
		return math.Pow(a, b)
	case opHypot:
		return math.Hypot(a, b)
	case opMin:
		return min(a, b)
	case opMax:
		return max(a, b)
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
	opAbs: math.Abs, opSign: sign, opExp: math.Exp, opLog: math.Log, opLog10: math.Log10,
	opSin: math.Sin, opCos: math.Cos, opTan: math.Tan,
	opAsin: math.Asin, opAcos: math.Acos, opAtan: math.Atan,
	opSinh: math.Sinh, opCosh: math.Cosh, opTanh: math.Tanh,
	opSigmoid: sigmoid, opSoftplus: softplus, opRelu: relu, opErf: math.Erf,
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

// sigmoid is 1/(1+e^−a), in two branches so that e^ never overflows.
func sigmoid(a float64) float64 {
	if a >= 0 {
		return 1 / (1 + math.Exp(-a))
	}
	t := math.Exp(a)
	return t / (1 + t)
}

// softplus is ln(1+e^a), without overflow.
func softplus(a float64) float64 { return max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }

// relu is a where a is positive, else 0.
func relu(a float64) float64 {
	if a < 0 {
		return 0
	}
	return a // NaN stays
}

// inverse0 is 1/a, and 0 at 0: the slope of a root at its tip is taken as 0.
func inverse0(a float64) float64 {
	if a == 0 {
		return 0
	}
	return 1 / a
}

// log0 is ln a, and 0 at 0, where a power makes the product 0 anyway.
func log0(a float64) float64 {
	if a == 0 {
		return 0
	}
	return math.Log(a)
}

// pow0 is a^b, and 0 where a is 0 and b negative.
func pow0(a, b float64) float64 {
	if a == 0 && b < 0 {
		return 0
	}
	return math.Pow(a, b)
}

// powLog is a^b ln a, and 0 where a is 0.
func powLog(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return float64(math.Pow(a, b) * math.Log(a))
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
