package formula

import "downhill/landscape/formula/op"

const (
	// mostPaired is how long code is at most that is kept in both forms.
	mostPaired = 1024
	// pairReach is over how many instructions a product is moved at most.
	pairReach = 3
)

// pairProducts makes one instruction of two products where it can: most of what a
// formula takes are products, and to choose an instruction takes longer than to
// multiply. A product is moved down to the next one, over what has nothing to do with it.
func pairProducts(code []packed) []packed {
	if len(code) > mostPaired {
		return code
	}
	paired := make([]packed, 0, len(code))
	waits := -1 // where the product stands that may yet be moved; none is −1
	for _, in := range code {
		if waits >= 0 && (len(paired)-waits > pairReach+1 || in.op != op.Mul && in.follows(&paired[waits])) {
			waits = -1
		}
		switch {
		case in.op != op.Mul:
			paired = append(paired, in)
		case waits < 0:
			waits = len(paired)
			paired = append(paired, in)
		default:
			first := paired[waits]
			paired = append(append(paired[:waits], paired[waits+1:]...),
				packed{op: op.MulMul, dst: first.dst, a: first.a, b: first.b, c: in.a, d: in.b, dst2: in.dst})
			waits = -1
		}
	}
	return paired
}

// follows reports whether an instruction has to stay behind a product: it reads what
// the product writes, or writes what the product reads or writes.
func (in *packed) follows(product *packed) bool {
	return in.reads(product.dst) || in.writes(product.dst) || in.writes(product.a) || in.writes(product.b)
}

// reads reports whether an instruction reads a register, other than 0: that stands
// where there is no operand.
func (in *packed) reads(register uint8) bool {
	return in.a == register || in.b == register || in.c == register || in.d == register || in.e == register
}

// writes reports whether an instruction's result goes to a register.
func (in *packed) writes(register uint8) bool {
	return in.dst == register || (in.op == op.MulMul || in.op == op.SumTimes) && in.dst2 == register
}

// pairs is how many instructions are kept in pairs beside the code itself.
func (c *code) pairs() int {
	if len(c.packed) > mostPaired {
		return 0
	}
	return cap(c.paired)
}
