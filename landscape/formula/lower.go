package formula

import "math"

// lowering turns a tree into a graph. Recurrences are unrolled.
type lowering struct {
	graph *graph
	parts map[string]ref
	err   *Error
}

// lower makes a formula's graph and the vertex of its value. The graph is to be given
// back with done.
func lower(t *tree) (*graph, ref, *Error) {
	l := lowering{graph: newGraph(), parts: map[string]ref{}}
	l.parts["x"] = l.graph.intern(vertex{op: opX})
	l.parts["y"] = l.graph.intern(vertex{op: opY})
	l.parts["pi"] = l.graph.constant(math.Pi)
	l.parts["e"] = l.graph.constant(math.E)
	for _, p := range t.parts {
		for range max(1, p.times) {
			l.parts[p.name] = l.node(p.value)
			if l.err != nil {
				l.graph.done()
				return nil, zero, l.err
			}
		}
	}
	value := l.node(t.result)
	if l.err != nil {
		l.graph.done()
		return nil, zero, l.err
	}
	l.graph.primal = len(l.graph.vertices)
	return l.graph, value, nil
}

// node is the vertex of a tree's node.
func (l *lowering) node(n *node) ref {
	if l.graph.ops > maxOps && l.err == nil {
		l.err = fail(n.column, "too-many-ops", "limit", maxOps)
	}
	if l.err != nil {
		return zero
	}
	g := l.graph
	switch n.kind {
	case numberNode:
		return g.constant(n.value)
	case nameNode:
		return l.parts[n.name]
	case negNode:
		return g.apply1(opNeg, l.node(n.args[0]))
	case callNode:
		return l.call(n)
	}
	a := l.node(n.args[0])
	return g.apply2(arithmetic[n.kind], a, l.node(n.args[1]))
}

// arithmetic is the operation of each node with two operands.
var arithmetic = map[kind]op{addNode: opAdd, subNode: opSub, mulNode: opMul, divNode: opDiv, powNode: opPow}

// call is the vertex of a function's value; min and max take their arguments
// two by two.
func (l *lowering) call(n *node) ref {
	f, g := functions[n.name], l.graph
	a := l.node(n.args[0])
	if f.operands == 1 {
		return g.apply1(f.op, a)
	}
	if f.op == opHypot && len(n.args) == 3 {
		b := l.node(n.args[1])
		return g.apply3(opHypot3, a, b, l.node(n.args[2]))
	}
	for _, next := range n.args[1:] {
		a = g.apply2(f.op, a, l.node(next))
	}
	return a
}
