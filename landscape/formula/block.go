package formula

// blockLen is how many points a block has: its registers stay in the nearest
// cache, and the cost of choosing an operation is shared by many points.
const blockLen = 256

// pointStride is how far the registers of a block of one point lie apart: what
// a kernel computes at least.
const pointStride = 8

// blockMachine runs code on blocks of points.
type blockMachine struct {
	code      *code
	registers []*[blockLen]float64
}

// newBlockMachine allocates the registers and fills in the constants. The
// registers are stride numbers apart, which is the most points that it runs at
// once: with fewer than a block's, what lies beyond them is other registers'.
func newBlockMachine(c *code, stride int) *blockMachine {
	m := &blockMachine{code: c, registers: make([]*[blockLen]float64, c.registers)}
	memory := make([]float64, stride*c.registers+blockLen-stride)
	for i := range m.registers {
		m.registers[i] = (*[blockLen]float64)(memory[stride*i:])
	}
	for i, k := range c.constants {
		for j := range stride {
			m.registers[2+i][j] = k
		}
	}
	return m
}

// each runs over all points, a block at a time, and copies the outputs out.
func (m *blockMachine) each(xs, ys []float64, outputs ...[]float64) {
	for from := 0; from < len(xs); from += blockLen {
		to := min(from+blockLen, len(xs))
		m.run(xs[from:to], ys[from:to])
		for i, r := range m.code.outputs {
			copy(outputs[i][from:to], m.registers[r][:])
		}
	}
}

// run computes the outputs of at most blockLen points.
func (m *blockMachine) run(xs, ys []float64) {
	r := m.registers
	n := copy(r[0][:], xs)
	copy(r[1][:], ys)
	for i := range m.code.instructions {
		in := &m.code.instructions[i]
		dst, a, b, c, d := r[in.dst], r[in.args[0]], r[in.args[1]], r[in.args[2]], r[in.args[3]]
		if !vector(in.op, dst, a, b, c, d, in.k, n) {
			loop(in.op, dst[:n], a, b, c, d, in.k)
		}
	}
}
