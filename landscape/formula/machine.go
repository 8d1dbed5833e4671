package formula

import (
	"math"

	"downhill/landscape/formula/op"
)

// fileSize is how many registers a machine has; an index of 8 bits never
// leaves them, so that the loop checks no bounds.
const fileSize = 256

// machine runs code at one point.
type machine struct {
	code      []packed
	outputs   [6]uint8
	sums      [2]sum // outputs 1 and 2, if ends; see split
	ends      bool
	results   int // how many outputs there are
	registers [fileSize]float64
	hits      int // how often the last run met a singular operation

	wide *blockMachine // runs what needs more registers, as a block of one
	at   [2][1]float64 // the point of that block
}

// newMachine loads the constants of an order's code.
func newMachine(p *Program, order int) *machine {
	c := p.code(forPoint, order)
	m := &machine{results: len(c.outputs)}
	if c.wide() {
		m.wide = newBlockMachine(p.code(forBlock, order), pointStride)
		m.outputs = [6]uint8{0, 1, 2, 3, 4, 5}
		m.code = []packed{{op: op.Const}} // which calculate leaves to finish
		return m
	}
	m.code, m.sums, m.ends = c.paired, c.sums, c.ends
	for i, r := range c.outputs {
		m.outputs[i] = uint8(r)
	}
	copy(m.registers[2:], c.constants)
	return m
}

// run computes the outputs at (x, y).
func (m *machine) run(x, y float64) {
	m.registers[0], m.registers[1] = x, y
	if rest := calculate(m.code, &m.registers); rest != nil {
		m.finish(rest)
	}
	if m.ends {
		m.store()
	}
}

// finish runs what calculate left.
func (m *machine) finish(rest []packed) {
	r := &m.registers
	m.hits = 0
	if m.wide != nil {
		m.runWide(r[0], r[1])
		return
	}
	for ; rest != nil; rest = calculate(rest[1:], r) {
		in := &rest[0]
		a := r[in.a]
		switch {
		case in.op == op.Over0 && r[in.b] != 0:
			r[in.dst] = a / r[in.b]
			continue
		case guarded[in.op] && singular(in.op, a, r[in.b]):
			m.hits++
		}
		if f := op.Unary(in.op); f != nil {
			r[in.dst] = f(a)
		} else {
			r[in.dst] = op.Apply(in.op, a, r[in.b], r[in.c])
		}
	}
}

// calculate runs instructions up to the first that needs a function other than the
// most frequent one, and returns that and the rest. Its loop stays in the processor's
// registers. Each case is one rounding an operation; see op.Apply
// for why products are converted.
func calculate(code []packed, r *[fileSize]float64) []packed {
	_ = r[0] // r is not nil: to ask once is enough
	for i := range code {
		in := &code[i]
		switch in.op {
		case op.Const, op.X, op.Y: // so that the cases are dense
			return code[i:]
		case op.Add:
			r[in.dst] = r[in.a] + r[in.b]
		case op.Sub:
			r[in.dst] = r[in.a] - r[in.b]
		case op.Mul:
			r[in.dst] = float64(r[in.a] * r[in.b])
		case op.Div:
			r[in.dst] = r[in.a] / r[in.b]
		case op.Neg:
			r[in.dst] = -r[in.a]
		case op.MulAdd:
			r[in.dst] = float64(r[in.a]*r[in.b]) + r[in.c]
		case op.MulSub:
			r[in.dst] = float64(r[in.a]*r[in.b]) - r[in.c]
		case op.SubMul:
			r[in.dst] = r[in.c] - float64(r[in.a]*r[in.b])
		case op.MulMulAdd:
			r[in.dst] = float64(r[in.a]*r[in.b]) + float64(r[in.c]*r[in.d])
		case op.SumMulAdd:
			r[in.dst] = (float64(r[in.a]*r[in.b]) + r[in.c]) + r[in.d]
		case op.SumTimes:
			sum := (float64(r[in.a]*r[in.b]) + r[in.c]) + r[in.d]
			r[in.dst2] = float64(sum * r[in.e])
			r[in.dst] = sum
		case op.MulMul:
			r[in.dst] = float64(r[in.a] * r[in.b])
			r[in.dst2] = float64(r[in.c] * r[in.d])
		case op.Sqrt:
			r[in.dst] = math.Sqrt(r[in.a])
		case op.Exp:
			a := r[in.a]
			if !(a > -708 && a < 709) {
				return code[i:]
			}
			r[in.dst] = math.Exp(a)
		default:
			return code[i:]
		}
	}
	return nil
}

// runWide runs a block of one and puts its outputs where output looks.
func (m *machine) runWide(x, y float64) {
	m.at[0][0], m.at[1][0] = x, y
	m.wide.run(m.at[0][:], m.at[1][:])
	m.hits = int(m.wide.hits[0])
	for i, r := range m.wide.code.outputs {
		m.registers[i] = m.wide.registers[r][0]
	}
}

// output is the i-th result of the last run.
func (m *machine) output(i int) float64 { return m.registers[m.outputs[i]] }
