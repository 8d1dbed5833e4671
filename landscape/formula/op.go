package formula

// op is one operation of a compiled formula.
type op uint8

const (
	opConst op = iota
	opX
	opY

	opAdd
	opSub
	opMul
	opDiv
	opNeg

	// Operations that only code has: two or three at once, each rounded as if
	// alone.
	opMulAdd    // a b + c
	opMulSub    // a b − c
	opSubMul    // c − a b
	opMulMul    // a b, and then c d, with a place of its own: of a machine alone
	opSumTimes  // (a b + c) + d, and then e times that, with a place of its own: of a machine alone
	opMulMulAdd // a b + c d
	opSumMulAdd // (a b + c) + d

	opSqrt
	opCbrt
	opAbs
	opSign
	opExp
	opLog
	opLog10
	opSin
	opCos
	opTan
	opAsin
	opAcos
	opAtan
	opSinh
	opCosh
	opTanh
	opSigmoid
	opSoftplus
	opRelu
	opErf
	opCot
	opSec
	opCsc
	opAsinh
	opAcosh
	opAtanh
	opLog2
	opLog1p
	opExpm1
	opGelu
	opGauss // e^−a²
	opPow
	opHypot
	opAtan2 // the angle of (b, a)
	opMin
	opMax

	// Operations that only derivatives need; see elementary.go.
	opPositive // 1 where a > 0, else 0
	opSech2    // 1/cosh² a
	opCoSquare // 1 − a²
	opPhi      // the normal distribution function
	opDensity  // its density
	opInverse0 // 1/a, 0 where a is 0
	opOver0    // a/b, 0 where b is 0
	opLog0     // ln a, 0 where a is 0
	opPow0     // a^b, 0 where a is 0 and b negative
	opPowLog   // a^b ln a, 0 where a is 0
	opStep     // 1 where a > b, ½ where a = b, else 0
	opSelect   // b where a is 1, c where a is 0, their mean where a is ½

	opHypot3 // √(a² + b² + c²)

	// Operations that only the code of a block has: k is a constant.
	opAddK // a + k
	opMulK // a k
	opKSub // k − a
	opDivK // a / k
	opKDiv // k / a
)

// operands is how many of a, b, c an operation of the graph reads.
func (o op) operands() int {
	switch {
	case o <= opY:
		return 0
	case o == opSelect, o == opHypot3:
		return 3
	case o >= opAdd && o <= opDiv, o >= opPow && o <= opMax, o >= opPow0 && o <= opStep, o == opOver0:
		return 2
	}
	return 1
}
