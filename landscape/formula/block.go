package formula

// blockLen is how many points a block has: its registers stay in the nearest
// cache, and the cost of choosing an operation is shared by many points.
const blockLen = 256

// blockMachine runs code on blocks of points.
type blockMachine struct {
	code      *code
	memory    [][]float64 // a whole block for each register but x and y
	registers [][]float64 // as long as the block at hand
}

// newBlockMachine allocates the registers and fills in the constants.
func newBlockMachine(c *code) *blockMachine {
	m := &blockMachine{code: c, memory: make([][]float64, c.registers), registers: make([][]float64, c.registers)}
	all := make([]float64, c.registers*blockLen)
	for i := 2; i < c.registers; i++ {
		m.memory[i] = all[i*blockLen : (i+1)*blockLen : (i+1)*blockLen]
	}
	for i, k := range c.constants {
		for j := range m.memory[2+i] {
			m.memory[2+i][j] = k
		}
	}
	return m
}

// each runs over all points, a block at a time, and copies the outputs out.
func (m *blockMachine) each(xs, ys []float64, outputs [3][]float64) {
	for from := 0; from < len(xs); from += blockLen {
		to := min(from+blockLen, len(xs))
		m.run(xs[from:to], ys[from:to])
		for i, r := range m.code.outputs {
			copy(outputs[i][from:to], m.registers[r])
		}
	}
}

// run computes the outputs of at most blockLen points.
func (m *blockMachine) run(xs, ys []float64) {
	r := m.registers
	r[0], r[1] = xs, ys
	for i := 2; i < len(r); i++ {
		r[i] = m.memory[i][:len(xs)]
	}
	for i := range m.code.instructions {
		in := &m.code.instructions[i]
		kernel(in.op, r[in.dst], r[in.args[0]], r[in.args[1]], r[in.args[2]], r[in.args[3]], in.k)
	}
}

// kernel is dst = o(a, b, c, d) over a block.
func kernel(o op, dst, a, b, c, d []float64, k float64) {
	switch o {
	case opAddK:
		for i := range dst {
			dst[i] = a[i] + k
		}
	case opMulK:
		for i := range dst {
			dst[i] = float64(a[i] * k)
		}
	case opKSub:
		for i := range dst {
			dst[i] = k - a[i]
		}
	case opDivK:
		for i := range dst {
			dst[i] = a[i] / k
		}
	case opKDiv:
		for i := range dst {
			dst[i] = k / a[i]
		}
	case opSquare:
		for i := range dst {
			dst[i] = float64(a[i] * a[i])
		}
	default:
		for i := range dst {
			dst[i] = apply(o, a[i], b[i], c[i])
		}
	}
}
