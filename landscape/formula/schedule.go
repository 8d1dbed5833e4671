package formula

import "downhill/landscape/formula/op"

// target is what code is for.
type target uint8

const (
	forPoint target = iota // a point at a time: constants in registers
	forBlock               // blocks of points: constants in instructions
)

// step is an instruction that names vertices instead of registers.
type step struct {
	k     float64
	dst   ref
	args  [4]ref
	op    op.Op
	reads uint8 // how many of args it reads
}

// operands are the vertices that s reads.
func (s *step) operands() []ref { return s.args[:s.reads] }

// become makes the step another operation on so many of args.
func (s *step) become(o op.Op, reads uint8, args [4]ref) { s.op, s.reads, s.args = o, reads, args }

// schedule lists the steps that compute outputs, operands first, until it is asked
// again. Vertices that no output needs are left out.
func schedule(g *graph, outputs []ref, t target) []step {
	used := g.reachable(outputs...)
	uses := g.uses(used, outputs)
	fused := zeroed(&g.scratch.fused, len(used))
	steps := zeroed(&g.scratch.steps, len(used))
	for i := len(used) - 1; i >= 0; i-- { // last first: a sum is fused with its products
		if g.cancelled(i) {
			return nil
		}
		if used[i] && !fused[i] && g.vertices[i].op > op.Y {
			steps[i] = g.plainStep(ref(i))
			g.fuse(&steps[i], uses, fused)
			if t == forBlock {
				g.withConstant(&steps[i])
			}
		}
	}
	steps = compact(steps)
	return g.inTurn(steps, g.turns())
}

// inTurn sorts steps by their turn; those of one turn stay in their order.
func (g *graph) inTurn(steps []step, turn []ref) []step {
	from := zeroed(&g.scratch.from, len(turn)+1) // where the steps of each turn begin
	for i := range steps {
		from[turn[steps[i].dst]+1]++
	}
	for t := range turn {
		from[t+1] += from[t]
	}
	sorted := sized(&g.scratch.sorted, len(steps))
	for i := range steps {
		t := turn[steps[i].dst]
		sorted[from[t]] = steps[i]
		from[t]++
	}
	return sorted
}

// turns gives for each vertex the vertex of the value after which it can be
// computed. Sorted by that, derivatives are computed along with the value, and few
// results have to be kept: a long recurrence fits a machine's registers.
func (g *graph) turns() []ref {
	turn := zeroed(&g.scratch.turn, len(g.vertices))
	for i := range g.vertices {
		v := &g.vertices[i]
		if v.op > op.Y && i < g.primal {
			turn[i] = ref(i)
		}
		for _, operand := range v.operands() {
			turn[i] = max(turn[i], turn[operand])
		}
	}
	return turn
}

// uses counts how often each used vertex is read, outputs included.
func (g *graph) uses(used []bool, outputs []ref) []int32 {
	n := zeroed(&g.scratch.uses, len(used))
	for _, r := range outputs {
		n[r]++
	}
	for i := range used {
		if used[i] {
			for _, operand := range g.vertices[i].operands() {
				n[operand]++
			}
		}
	}
	return n
}

// plainStep is a vertex as a step.
func (g *graph) plainStep(r ref) step {
	v := &g.vertices[r]
	s := step{op: v.op, dst: r}
	s.reads = uint8(copy(s.args[:], v.operands()))
	return s
}

// fuse takes products that only this sum reads into it: fewer instructions to
// choose, fewer results to store. Each product is still rounded, so the bits
// stay.
func (g *graph) fuse(s *step, uses []int32, fused []bool) {
	if s.op != op.Add && s.op != op.Sub {
		return
	}
	product := func(r ref) bool { return g.vertices[r].op == op.Mul && uses[r] == 1 }
	factors := func(r ref) (ref, ref) {
		fused[r] = true
		return g.vertices[r].a, g.vertices[r].b
	}
	a, b := s.args[0], s.args[1]
	either := func(ofSum, ofDifference op.Op) op.Op {
		if s.op == op.Add {
			return ofSum
		}
		return ofDifference
	}
	switch first, second := product(a), product(b); {
	case first && second && s.op == op.Add:
		a1, a2 := factors(a)
		b1, b2 := factors(b)
		s.become(op.MulMulAdd, 4, [4]ref{a1, a2, b1, b2})
	case first:
		a1, a2 := factors(a)
		s.become(either(op.MulAdd, op.MulSub), 3, [4]ref{a1, a2, b})
	case second:
		b1, b2 := factors(b)
		s.become(either(op.MulAdd, op.SubMul), 3, [4]ref{b1, b2, a})
	default:
		g.fuseSum(s, uses, fused)
	}
}

// fuseSum takes a sum with a product, a b + c, into a further sum. A constant
// that is subtracted is added with its sign changed.
func (g *graph) fuseSum(s *step, uses []int32, fused []bool) {
	a, b := s.args[0], s.args[1]
	inner := g.vertices[a]
	if k, ok := g.isConst(b); !ok || inner.op != op.Add || uses[a] != 1 {
		return
	} else if s.op == op.Sub {
		b = g.constant(-k)
	}
	for _, p := range [][2]ref{{inner.a, inner.b}, {inner.b, inner.a}} {
		if v := g.vertices[p[0]]; v.op == op.Mul && uses[p[0]] == 1 {
			fused[a], fused[p[0]] = true, true
			s.become(op.SumMulAdd, 4, [4]ref{v.a, v.b, p[1], b})
			return
		}
	}
}

// withConstant picks the form of an operation that carries its constant.
func (g *graph) withConstant(s *step) {
	if s.reads != 2 {
		return
	}
	a, b := s.args[0], s.args[1]
	ka, isA := g.isConst(a)
	kb, isB := g.isConst(b)
	form := func(o op.Op, operand ref, k float64) {
		s.become(o, 1, [4]ref{operand})
		s.k = k
	}
	switch {
	case s.op == op.Add && isA:
		form(op.AddK, b, ka)
	case s.op == op.Add && isB:
		form(op.AddK, a, kb)
	case s.op == op.Sub && isA:
		form(op.KSub, b, ka)
	case s.op == op.Sub && isB:
		form(op.AddK, a, -kb)
	case s.op == op.Mul && isA:
		form(op.MulK, b, ka)
	case s.op == op.Mul && isB:
		form(op.MulK, a, kb)
	case s.op == op.Div && isA:
		form(op.KDiv, b, ka)
	case s.op == op.Div && isB:
		form(op.DivK, a, kb)
	}
}

// compact drops the empty steps.
func compact(steps []step) []step {
	kept := steps[:0]
	for i := range steps {
		if steps[i].op != op.Const {
			kept = append(kept, steps[i])
		}
	}
	return kept
}
