package formula

import "slices"

// instruction is dst = op(args…) on registers; k is the constant of the
// operations that carry one.
type instruction struct {
	op   op
	dst  int
	args [4]int
	k    float64
}

// code is a straight line of instructions. Registers 0 and 1 hold x and y,
// then come the constants, then what is computed.
type code struct {
	instructions []instruction
	constants    []float64 // registers 2, 3, …
	registers    int
	outputs      []int
}

// assembler gives steps their registers.
type assembler struct {
	graph *graph
	code  *code
	where map[ref]int // the register of each vertex
	last  map[ref]int // the last step that reads it
	free  []int
}

// assemble makes the code that computes outputs.
func assemble(g *graph, outputs []ref, t target) *code {
	steps := schedule(g, outputs, t)
	a := assembler{graph: g, code: &code{registers: 2}, where: map[ref]int{}, last: map[ref]int{}}
	a.inputs(steps, outputs)
	for i, s := range steps {
		for _, r := range s.args {
			a.last[r] = i
		}
	}
	for _, r := range outputs {
		a.last[r] = len(steps)
	}
	for i, s := range steps {
		a.emit(i, s)
	}
	for _, r := range outputs {
		a.code.outputs = append(a.code.outputs, a.where[r])
	}
	return a.code
}

// inputs gives registers to the variables and to the constants that are read.
func (a *assembler) inputs(steps []step, outputs []ref) {
	read := append([]ref(nil), outputs...)
	for _, s := range steps {
		read = append(read, s.args...)
	}
	for _, r := range read {
		if _, known := a.where[r]; known {
			continue
		}
		switch v := a.graph.vertices[r]; v.op {
		case opX:
			a.where[r] = 0
		case opY:
			a.where[r] = 1
		case opConst:
			a.where[r] = a.code.registers
			a.code.constants = append(a.code.constants, v.k)
			a.code.registers++
		}
	}
}

// emit turns step i into an instruction. Operands that are read for the last
// time give their registers up first, so that the result may take one.
func (a *assembler) emit(i int, s step) {
	in := instruction{op: s.op, k: s.k}
	for j, r := range s.args {
		in.args[j] = a.where[r]
	}
	for j, r := range s.args {
		if a.last[r] == i && a.graph.vertices[r].op > opY && !slices.Contains(s.args[:j], r) {
			a.free = append(a.free, a.where[r])
		}
	}
	in.dst = a.register()
	a.where[s.dst] = in.dst
	a.code.instructions = append(a.code.instructions, in)
}

// register is a free register.
func (a *assembler) register() int {
	if n := len(a.free); n > 0 {
		r := a.free[n-1]
		a.free = a.free[:n-1]
		return r
	}
	a.code.registers++
	return a.code.registers - 1
}
