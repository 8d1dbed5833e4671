package formula

import "downhill/landscape/formula/op"

// joinTimes makes one instruction of a sum and of what is that sum times a number that
// is there before it, as the slope of a square takes both: the product waits no longer
// until the sum is stored and read again.
func joinTimes(code []packed) []packed {
	if len(code) > mostPaired {
		return code
	}
	joined := append(make([]packed, 0, len(code)), code...)
	for i := 0; i < len(joined); i++ {
		if joined[i].op != op.SumMulAdd {
			continue
		}
		for j := i + 1; j < min(len(joined), i+1+pairReach); j++ {
			if joined[j].isTimes(joined[i].dst) && movesUp(joined[i:j], &joined[j]) {
				sum, product := &joined[i], joined[j]
				sum.op, sum.dst2, sum.e = op.SumTimes, product.dst, product.other(sum.dst)
				joined = append(joined[:j], joined[j+1:]...)
				break
			}
		}
	}
	return joined
}

// isTimes reports whether an instruction is what is in a register times another's.
func (in *packed) isTimes(register uint8) bool {
	return in.op == op.Mul && in.a != in.b && (in.a == register || in.b == register)
}

// other is the other of a product's registers.
func (in *packed) other(register uint8) uint8 {
	if in.a == register {
		return in.b
	}
	return in.a
}

// movesUp reports whether a product may be computed along with the first of some
// instructions, whose result it takes, instead of after the last of them: its other
// number is there, nobody needs what lies in its place, and none writes to that.
func movesUp(before []packed, product *packed) bool {
	sum := before[0].dst
	other := product.other(sum)
	if sum == other || sum == product.dst {
		return false
	}
	for i := range before {
		in := &before[i]
		if in.writes(other) || in.writes(product.dst) {
			return false
		}
		if i > 0 && (in.writes(sum) || in.reads(product.dst)) {
			return false
		}
	}
	return true
}
