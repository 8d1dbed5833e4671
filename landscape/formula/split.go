package formula

import "downhill/landscape/formula/op"

// sum is a b + c, of registers.
type sum struct{ a, b, c uint8 }

// split leaves the two sums out that the gradient ends with, where each of its numbers
// is one: a machine computes them where it gives them back. Stored and read again they
// would come later by as long as a product takes, and a descent's next step waits for
// them.
func (c *code) split() []packed {
	if len(c.outputs) != 3 || len(c.packed) > mostPaired {
		return c.packed
	}
	first, second := c.lastSum(1), c.lastSum(2)
	if first < 0 || second < 0 || first == second {
		return c.packed
	}
	left := make([]packed, 0, len(c.packed))
	for i, in := range c.packed {
		if i != first && i != second {
			left = append(left, in)
		}
	}
	for i, at := range [2]int{first, second} {
		in := &c.packed[at]
		if !c.waits(at, first, second) {
			return c.packed
		}
		c.sums[i] = sum{in.a, in.b, in.c}
	}
	c.ends = true
	return left
}

// lastSum is the instruction that makes an output, if that is a sum and makes no other;
// else −1.
func (c *code) lastSum(output int) int {
	for i := len(c.packed) - 1; i >= 0; i-- {
		if in := &c.packed[i]; int(in.dst) == c.outputs[output] {
			if in.op != op.MulAdd || c.outputs[0] == int(in.dst) {
				return -1
			}
			return i
		}
	}
	return -1
}

// waits reports whether the instruction at i may be computed last, after all others but
// the two that are left out: none of the later reads what it makes, and none that is
// computed before it then writes what it reads.
func (c *code) waits(i, first, second int) bool {
	in := &c.packed[i]
	for j := i + 1; j < len(c.packed); j++ {
		later := &c.packed[j]
		written := j != first && j != second && (later.writes(in.a) || later.writes(in.b) || later.writes(in.c))
		if written || later.reads(in.dst) {
			return false
		}
	}
	return true
}

// sum is a sum of the last run.
func (m *machine) sum(i int) float64 {
	s := &m.sums[i]
	return float64(m.registers[s.a]*m.registers[s.b]) + m.registers[s.c]
}

// store puts the sums that are left out of the code where output looks.
func (m *machine) store() {
	m.registers[m.outputs[1]], m.registers[m.outputs[2]] = m.sum(0), m.sum(1)
}
