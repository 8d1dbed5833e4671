package formula

// longhand reads code, a point's or a block's, in one form for the slow
// machines: an operand is a register, or the instruction's own constant.
type longhand struct{ *code }

// own is the place of an instruction's constant among its operands.
const own = -1

// longhand is the program's code of an order of derivatives.
func (p *Program) longhand(order int) longhand {
	c := p.code(forPoint, order)
	if c.wide() {
		c = p.code(forBlock, order)
	}
	return longhand{c}
}

// length is the number of instructions.
func (l longhand) length() int { return max(len(l.packed), len(l.instructions)) }

// at is instruction i.
func (l longhand) at(i int) instruction {
	if len(l.packed) > 0 {
		in := &l.packed[i]
		return instruction{op: in.op, dst: int32(in.dst), args: [4]int32{int32(in.a), int32(in.b), int32(in.c), int32(in.d)}}
	}
	in := l.instructions[i]
	switch in.op {
	case opAddK:
		in.op, in.args[1] = opAdd, own
	case opMulK:
		in.op, in.args[1] = opMul, own
	case opDivK:
		in.op, in.args[1] = opDiv, own
	case opKSub:
		in.op, in.args[0], in.args[1] = opSub, own, in.args[0]
	case opKDiv:
		in.op, in.args[0], in.args[1] = opDiv, own, in.args[0]
	}
	return in
}
