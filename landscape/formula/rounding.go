package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// unit is half the distance from 1 to the next larger float64: the largest
// relative error of one rounding.
const unit = 0x1p-53

// Operations is the work of evaluating the program at one point, in additions:
// of its value (order 0), its gradient (1) or its Hessian too (2).
func (p *Program) Operations(order int) int {
	c := p.code(forPoint, order)
	if c.wide() {
		c = p.code(forBlock, order)
	}
	work := 1
	for _, in := range c.packed {
		work += workOf(in.op)
	}
	for _, in := range c.instructions {
		work += workOf(in.op)
	}
	return work
}

// workOf is what an operation takes, in additions.
func workOf(o op.Op) int {
	const function = 20 // a sine, a power or the like
	if o > op.Sqrt && !hasConstant(o) {
		return function
	}
	return 1
}

// hasConstant reports whether one of the operands is the instruction's constant.
func hasConstant(o op.Op) bool { return o >= op.AddK && o <= op.KDiv }

// Rounding is a bound of the rounding error in the value at (x, y): every
// operation's own half unit in the last place and what it makes of its
// operands' errors, added up. Where values differ by less, they are equal for
// all that is known. It is NaN or infinite where the value is not finite.
//
// This is Wilkinson's running error analysis; see N. J. Higham, Accuracy and
// Stability of Numerical Algorithms, 2nd ed., section 3.3.
func (e *Evaluator) Rounding(x, y float64) float64 {
	if e.bound == nil {
		e.bound = newBound(e.program.code(forBlock, 0))
	}
	return e.bound.at(x, y)
}

// bounded is a value and how far it may be from the exact one.
type bounded struct{ value, err float64 }

// bound runs code on values with their errors.
type bound struct {
	code      *code
	registers []bounded
}

func newBound(c *code) *bound {
	b := &bound{code: c, registers: make([]bounded, c.registers)}
	for i, k := range c.constants {
		b.registers[2+i].value = k
	}
	return b
}

// at is the error of the code's first output at (x, y).
func (b *bound) at(x, y float64) float64 {
	r := b.registers
	r[0], r[1] = bounded{value: x}, bounded{value: y}
	for i := range b.code.instructions {
		in := &b.code.instructions[i]
		r[in.dst] = operate(in.op, r[in.args[0]], r[in.args[1]], r[in.args[2]], r[in.args[3]], bounded{value: in.k})
	}
	return r[b.code.outputs[0]].err
}

// operate is one instruction; those that are several operations are taken
// apart. k is the constant of those that have one.
func operate(o op.Op, a, b, c, d, k bounded) bounded {
	switch o {
	case op.AddK:
		return single(op.Add, a, k, c)
	case op.MulK:
		return single(op.Mul, a, k, c)
	case op.KSub:
		return single(op.Sub, k, a, c)
	case op.DivK:
		return single(op.Div, a, k, c)
	case op.KDiv:
		return single(op.Div, k, a, c)
	case op.MulAdd:
		return single(op.Add, single(op.Mul, a, b, c), c, c)
	case op.MulSub:
		return single(op.Sub, single(op.Mul, a, b, c), c, c)
	case op.SubMul:
		return single(op.Sub, c, single(op.Mul, a, b, c), c)
	case op.MulMulAdd:
		return single(op.Add, single(op.Mul, a, b, c), single(op.Mul, c, d, c), c)
	case op.SumMulAdd:
		return single(op.Add, single(op.Add, single(op.Mul, a, b, c), c, c), d, c)
	}
	return single(o, a, b, c)
}

// single is one operation: its own rounding, and how far its value moves where
// an operand is off by its error.
func single(o op.Op, a, b, c bounded) bounded {
	v := op.Apply(o, a.value, b.value, c.value)
	err := unit * math.Abs(v)
	if o >= op.Cbrt {
		err *= 2 // of a function the last digit is not certain
	}
	args := [3]bounded{a, b, c}
	for i := range o.Operands() {
		if off := args[i].err; off > 0 {
			err += max(moved(o, args, i, off, v), moved(o, args, i, -off, v))
		}
	}
	return bounded{v, err}
}

// moved is how far an operation's value v moves with operand i; 0 where it
// would leave the domain.
func moved(o op.Op, args [3]bounded, i int, off, v float64) float64 {
	args[i].value += off
	d := math.Abs(op.Apply(o, args[0].value, args[1].value, args[2].value) - v)
	if math.IsNaN(d) {
		return 0
	}
	return d
}
