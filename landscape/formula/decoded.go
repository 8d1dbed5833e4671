package formula

import "downhill/landscape/formula/op"

// decoded is a view of code, a point's or a block's, for the machines that need not
// be fast: in its instructions an operand is a register, or ownConstant.
type decoded struct{ *code }

// ownConstant as an operand stands for the instruction's constant k.
const ownConstant = -1

// decodedCode is the program's code of an order of derivatives.
func (p *Program) decodedCode(order int) decoded {
	c := p.code(forPoint, order)
	if c.wide() {
		c = p.code(forBlock, order)
	}
	return decoded{c}
}

// length is the number of instructions.
func (l decoded) length() int { return max(len(l.packed), len(l.instructions)) }

// at is instruction i.
func (l decoded) at(i int) instruction {
	if len(l.packed) > 0 {
		in := &l.packed[i]
		return instruction{op: in.op, dst: int32(in.dst), args: [4]int32{int32(in.a), int32(in.b), int32(in.c), int32(in.d)}}
	}
	in := l.instructions[i]
	switch in.op {
	case op.AddK:
		in.op, in.args[1] = op.Add, ownConstant
	case op.MulK:
		in.op, in.args[1] = op.Mul, ownConstant
	case op.DivK:
		in.op, in.args[1] = op.Div, ownConstant
	case op.KSub:
		in.op, in.args[0], in.args[1] = op.Sub, ownConstant, in.args[0]
	case op.KDiv:
		in.op, in.args[0], in.args[1] = op.Div, ownConstant, in.args[0]
	}
	return in
}
