// Package op is the operations that a formula compiles to, and what each yields.
package op

// Op is one operation of a compiled formula.
type Op uint8

const (
	Const Op = iota
	X
	Y

	Add
	Sub
	Mul
	Div
	Neg

	// Operations that only code has: two or three at once, each rounded as if
	// alone.
	MulAdd    // a b + c
	MulSub    // a b − c
	SubMul    // c − a b
	MulMul    // a b, and then c d, with a place of its own: of a machine alone
	SumTimes  // (a b + c) + d, and then e times that, with a place of its own: of a machine alone
	MulMulAdd // a b + c d
	SumMulAdd // (a b + c) + d

	Sqrt
	Cbrt
	Abs
	Sign
	Exp
	Log
	Log10
	Sin
	Cos
	Tan
	Asin
	Acos
	Atan
	Sinh
	Cosh
	Tanh
	Sigmoid
	Softplus
	Relu
	Erf
	Cot
	Sec
	Csc
	Asinh
	Acosh
	Atanh
	Log2
	Log1p
	Expm1
	Gelu
	Gauss // e^−a²
	Pow
	Hypot
	Atan2 // the angle of (b, a)
	Min
	Max

	// Operations that only derivatives need; see Apply.
	Positive // 1 where a > 0, else 0
	Sech2    // 1/cosh² a
	CoSquare // 1 − a²
	Phi      // the normal distribution function
	Density  // its density
	Inverse0 // 1/a, 0 where a is 0
	Over0    // a/b, 0 where b is 0
	Log0     // ln a, 0 where a is 0
	Pow0     // a^b, 0 where a is 0 and b negative
	PowLog   // a^b ln a, 0 where a is 0
	Step     // 1 where a > b, ½ where a = b, else 0
	Select   // b where a is 1, c where a is 0, their mean where a is ½

	Hypot3 // √(a² + b² + c²)

	// Operations that only the code of a block has: k is a constant.
	AddK // a + k
	MulK // a k
	KSub // k − a
	DivK // a / k
	KDiv // k / a
)

// Operands is how many of a, b, c an operation of the graph reads.
func (o Op) Operands() int {
	switch {
	case o <= Y:
		return 0
	case o == Select, o == Hypot3:
		return 3
	case o >= Add && o <= Div, o >= Pow && o <= Max, o >= Pow0 && o <= Step, o == Over0:
		return 2
	}
	return 1
}
