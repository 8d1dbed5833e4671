package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// blockLen is how many points a block has: its registers stay in the nearest
// cache, and the cost of choosing an operation is shared by many points.
const blockLen = 256

// pointStride is how far the registers of a block of one point lie apart: what
// a kernel computes at least.
const pointStride = 8

// blockMachine runs code on blocks of points.
type blockMachine struct {
	code        *code
	registers   []*[blockLen]float64
	guards      bool             // whether the code has guarded operations
	hits        [blockLen]uint16 // how often each point met a singular one
	metSingular bool             // whether any did
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
	for _, in := range c.instructions {
		m.guards = m.guards || guarded[in.op]
	}
	return m
}

// each runs over all points, a block at a time, and copies the outputs out.
// Points that have to be checked again go to again, by their index.
func (m *blockMachine) each(xs, ys []float64, again func(i int), outputs ...[]float64) {
	for from := 0; from < len(xs); from += blockLen {
		to := min(from+blockLen, len(xs))
		m.run(xs[from:to], ys[from:to])
		doubtful := m.metSingular
		for i, r := range m.code.outputs {
			if !copyOut(outputs[i][from:to], m.registers[r]) {
				doubtful = true
			}
		}
		for i := from; doubtful && i < to; i++ {
			sum := 0.0
			if m.hits[i-from] > 0 {
				sum = math.NaN()
			}
			for _, out := range outputs {
				sum += out[i]
			}
			if sum-sum != 0 {
				again(i)
			}
		}
	}
}

// run computes the outputs of at most blockLen points.
func (m *blockMachine) run(xs, ys []float64) {
	r := m.registers
	n := copy(r[0][:], xs)
	copy(r[1][:], ys)
	if m.metSingular {
		clear(m.hits[:])
		m.metSingular = false
	}
	for i := range m.code.instructions {
		in := &m.code.instructions[i]
		dst, a, b, c, d := r[in.dst], r[in.args[0]], r[in.args[1]], r[in.args[2]], r[in.args[3]]
		if m.guards && guarded[in.op] {
			m.mark(in.op, a, b, n)
		}
		if !vector(in.op, dst, a, b, c, d, in.k, n) {
			loop(in.op, dst[:n], a, b, c, d, in.k)
		}
	}
}

// mark counts the points at which a guarded operation is singular.
func (m *blockMachine) mark(o op.Op, a, b *[blockLen]float64, n int) {
	if o != op.Step {
		zero := a
		if o == op.Over0 {
			zero = b
		}
		if !anyZero(zero, n) {
			return
		}
	}
	for i := range n {
		if singular(o, a[i], b[i]) {
			m.hits[i]++
			m.metSingular = true
		}
	}
}

// anyZeroLoop reports whether one of n numbers is 0.
func anyZeroLoop(a *[blockLen]float64, n int) bool {
	for _, v := range a[:n] {
		if v == 0 {
			return true
		}
	}
	return false
}

// copyOutLoop copies a block's numbers out and reports whether they are all finite.
func copyOutLoop(dst []float64, a *[blockLen]float64) bool {
	sum := 0.0
	for i := range dst {
		dst[i] = a[i]
		sum += a[i] - a[i]
	}
	return sum == 0
}
