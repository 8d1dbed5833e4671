package formula

import (
	"math"
	"sync"

	"downhill/landscape/formula/op"
)

// extendedResult is what code gives at a point in numbers of any size.
type extendedResult struct {
	outputs [6]float64
	hits    int // how often a guarded operation was singular
}

// numbers reports whether no output of those from an index to another is NaN.
func (f *extendedResult) numbers(from, to int) bool {
	for _, v := range f.outputs[from:to] {
		if math.IsNaN(v) {
			return false
		}
	}
	return true
}

// extendedMemory keeps registers for farRun: evaluators hold none of their own, since
// few need any.
var extendedMemory = sync.Pool{New: func() any { return new([]extended) }}

// extendedRun computes the outputs of an order of derivatives at a point.
func (p *Program) extendedRun(order int, x, y float64) (result extendedResult) {
	l, memory := p.decodedCode(order), extendedMemory.Get().(*[]extended)
	defer extendedMemory.Put(memory)
	if len(*memory) < l.registers {
		*memory = make([]extended, l.registers)
	}
	r := *memory
	r[0], r[1] = extendedOf(x), extendedOf(y)
	for i, k := range l.constants {
		r[2+i] = extendedOf(k)
	}
	for i := range l.length() {
		in := l.at(i)
		var args [4]extended
		for j, at := range in.args {
			if at == ownConstant {
				args[j] = extendedOf(in.k)
			} else {
				args[j] = r[at]
			}
		}
		a, b := args[0], args[1]
		if guarded[in.op] && (in.op == op.Step && a == b || in.op != op.Step && singular(in.op, a.m, b.m)) {
			result.hits++
		}
		r[in.dst] = extendedStep(in.op, a, b, args[2], args[3])
		if order == 0 && r[in.dst].m != r[in.dst].m {
			result.outputs[0] = math.NaN() // and stays so
			return result
		}
	}
	for i, at := range l.outputs {
		result.outputs[i] = r[at].float()
	}
	return result
}

// extendedStep is an instruction, those included that only code has.
func extendedStep(o op.Op, a, b, c, d extended) extended {
	switch o {
	case op.MulAdd:
		return a.mul(b).add(c)
	case op.MulSub:
		return a.mul(b).sub(c)
	case op.SubMul:
		return c.sub(a.mul(b))
	case op.MulMulAdd:
		return a.mul(b).add(c.mul(d))
	case op.SumMulAdd:
		return a.mul(b).add(c).add(d)
	case op.Hypot:
		c = extended{}
	}
	return extendedApply(o, a, b, c)
}
