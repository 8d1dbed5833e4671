package formula

import (
	"math"

	"downhill/landscape/formula/notation"
	"downhill/landscape/formula/op"
)

// maxOps is how many operations a formula compiles to at most.
const maxOps = 4096

// lowering turns a tree into a graph. Recurrences are unrolled.
type lowering struct {
	graph *graph
	parts map[string]ref
	err   *notation.Error
}

// lower makes a formula's graph and the vertex of its value. The graph is to be given
// back with done.
func lower(t *notation.Tree) (*graph, ref, *notation.Error) {
	l := lowering{graph: newGraph(), parts: map[string]ref{}}
	l.parts["x"] = l.graph.intern(vertex{op: op.X})
	l.parts["y"] = l.graph.intern(vertex{op: op.Y})
	l.parts["pi"] = l.graph.constant(math.Pi)
	l.parts["e"] = l.graph.constant(math.E)
	for _, p := range t.Parts {
		for range max(1, p.Times) {
			l.parts[p.Name] = l.node(p.Value)
			if l.err != nil {
				l.graph.done()
				return nil, zero, l.err
			}
		}
	}
	value := l.node(t.Result)
	if l.err != nil {
		l.graph.done()
		return nil, zero, l.err
	}
	l.graph.primal = len(l.graph.vertices)
	return l.graph, value, nil
}

// node is the vertex of a tree's node.
func (l *lowering) node(n *notation.Node) ref {
	if l.graph.ops > maxOps && l.err == nil {
		l.err = notation.NewError(n.Column, "too-many-ops", "limit", maxOps)
	}
	if l.err != nil {
		return zero
	}
	g := l.graph
	switch n.Kind {
	case notation.NumberNode:
		return g.constant(n.Value)
	case notation.NameNode:
		return l.parts[n.Name]
	case notation.NegNode:
		return g.apply1(op.Neg, l.node(n.Args[0]))
	case notation.CallNode:
		return l.call(n)
	}
	a := l.node(n.Args[0])
	return g.apply2(arithmetic[n.Kind], a, l.node(n.Args[1]))
}

// arithmetic is the operation of each node with two operands.
var arithmetic = map[notation.Kind]op.Op{notation.AddNode: op.Add, notation.SubNode: op.Sub, notation.MulNode: op.Mul, notation.DivNode: op.Div, notation.PowNode: op.Pow}

// call is the vertex of a function's value; min and max take their arguments
// two by two.
func (l *lowering) call(n *notation.Node) ref {
	f, operands := n.Function()
	g := l.graph
	a := l.node(n.Args[0])
	if operands == 1 {
		return g.apply1(f, a)
	}
	if f == op.Hypot && len(n.Args) == 3 {
		b := l.node(n.Args[1])
		return g.apply3(op.Hypot3, a, b, l.node(n.Args[2]))
	}
	for _, next := range n.Args[1:] {
		a = g.apply2(f, a, l.node(next))
	}
	return a
}
