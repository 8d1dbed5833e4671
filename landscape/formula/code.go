package formula

import (
	"slices"
	"unsafe"

	"downhill/landscape/formula/op"
)

// instruction is dst = op(args…) on registers; k is the constant of the
// operations that carry one.
type instruction struct {
	op   op.Op
	dst  int32
	args [4]int32
	k    float64
}

// packed is an instruction of a machine; of two results the second goes to dst2. It is
// of 9 bytes, since a machine finds the next by one addition then: of 8, which it would
// find by a shift, the compiler's code is longer.
type packed struct {
	op                       op.Op
	dst, a, b, c, d, dst2, e uint8
	_                        uint8
}

// code is a straight line of instructions. Registers 0 and 1 hold x and y,
// then come the constants, then what is computed. That for points is packed,
// unless it needs more registers than a machine has: then there is none, and
// the code for blocks takes its place.
type code struct {
	instructions []instruction // of a block
	packed       []packed      // of a point
	paired       []packed      // the same as a machine runs it
	sums         [2]sum        // what that leaves out of a gradient, if ends
	ends         bool
	constants    []float64 // registers 2, 3, …
	registers    int
	outputs      []int
}

// wide reports whether code needs more registers than a machine has.
func (c *code) wide() bool { return c.registers > fileSize }

// bytes is the memory that code holds.
func (c *code) bytes() int {
	if c == nil {
		return 0
	}
	return int(unsafe.Sizeof(*c)) + cap(c.instructions)*int(unsafe.Sizeof(instruction{})) +
		(cap(c.packed)+c.pairs())*int(unsafe.Sizeof(packed{})) + 8*cap(c.constants) + 8*cap(c.outputs)
}

// assembler gives steps their registers.
type assembler struct {
	graph *graph
	code  *code
	where []int32 // the register of each vertex; none is −1
	last  []int32 // the last step that reads it
	free  []int32
}

// assemble makes the code that computes outputs.
func assemble(g *graph, outputs []ref, t target) *code {
	steps := schedule(g, outputs, t)
	a := assembler{
		graph: g, code: &code{registers: 2},
		where: sized(&g.scratch.where, len(g.vertices)), last: zeroed(&g.scratch.last, len(g.vertices)), free: g.scratch.free[:0],
	}
	for r := range a.where {
		a.where[r] = -1
	}
	if t == forBlock {
		a.code.instructions = make([]instruction, 0, len(steps)) // which are kept
	} else {
		a.code.instructions = sized(&g.scratch.instructions, len(steps))[:0]
	}
	a.inputs(steps, outputs)
	for i := range steps {
		for _, r := range steps[i].operands() {
			a.last[r] = int32(i)
		}
	}
	for _, r := range outputs {
		a.last[r] = int32(len(steps))
	}
	for i := range steps {
		if g.cancelled(i) {
			break
		}
		a.emit(int32(i), &steps[i])
	}
	g.scratch.free = a.free
	for _, r := range outputs {
		a.code.outputs = append(a.code.outputs, int(a.where[r]))
	}
	if t == forPoint {
		a.code.pack()
	}
	return a.code
}

// inputs gives registers to the variables and to the constants that are read.
func (a *assembler) inputs(steps []step, outputs []ref) {
	for _, r := range outputs {
		a.input(r)
	}
	for i := range steps {
		for _, r := range steps[i].operands() {
			a.input(r)
		}
	}
}

// input gives r its register, if it is a variable or a constant without one.
func (a *assembler) input(r ref) {
	if a.where[r] >= 0 {
		return
	}
	switch v := a.graph.vertices[r]; v.op {
	case op.X:
		a.where[r] = 0
	case op.Y:
		a.where[r] = 1
	case op.Const:
		a.where[r] = int32(a.code.registers)
		a.code.constants = append(a.code.constants, v.k)
		a.code.registers++
	}
}

// emit turns step i into an instruction. Operands that are read for the last
// time give their registers up first, so that the result may take one.
func (a *assembler) emit(i int32, s *step) {
	in := instruction{op: s.op, k: s.k}
	operands := s.operands()
	for j, r := range operands {
		in.args[j] = a.where[r]
	}
	for j, r := range operands {
		if a.last[r] == i && a.graph.vertices[r].op > op.Y && !slices.Contains(operands[:j], r) {
			a.free = append(a.free, a.where[r])
		}
	}
	in.dst = a.register()
	a.where[s.dst] = in.dst
	a.code.instructions = append(a.code.instructions, in)
}

// register is a free register.
func (a *assembler) register() int32 {
	if n := len(a.free); n > 0 {
		r := a.free[n-1]
		a.free = a.free[:n-1]
		return r
	}
	a.code.registers++
	return int32(a.code.registers - 1)
}

// pack makes the code of a point of what was assembled, if a machine can run it.
func (c *code) pack() {
	if !c.wide() {
		c.packed = make([]packed, len(c.instructions))
		for i, in := range c.instructions {
			c.packed[i] = packed{op: in.op, dst: uint8(in.dst), a: uint8(in.args[0]), b: uint8(in.args[1]), c: uint8(in.args[2]), d: uint8(in.args[3])}
		}
		c.paired = pairProducts(joinTimes(c.split()))
	}
	c.instructions = nil
}
