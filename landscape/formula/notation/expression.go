package notation

import "downhill/landscape/formula/op"

// Expression is arithmetic over names that its user gives a meaning, as an
// update rule is: a name stands for a number or for a pair of them, one for
// each weight. It is not differentiated. It is written in the formula
// language without parts, with three additions: any letters make a name, with
// primes (m') and a component (g.x); norm(u) is the length of a pair, dot(u, v) the
// product of two.
type Expression struct{ root *Node }

// Values gives the number of a name; of a pair its component, 0 or 1.
type Values func(name string, component int) float64

// pairFunctions are an Expression's own: they make a number of pairs.
var pairFunctions = map[string]function{"norm": {name: "norm", operands: 1}, "dot": {name: "dot", operands: 2}}

// ParseExpression reads an expression. Its error is an *Error.
func ParseExpression(text string) (*Expression, error) {
	tokens, err := lexWords(text)
	if err != nil {
		return nil, err
	}
	p := parser{tokens: tokens, free: true}
	root := p.sum()
	p.end()
	if p.err != nil {
		return nil, p.err
	}
	return &Expression{root}, nil
}

// Name is the expression's name where it is nothing but one, else empty.
func (e *Expression) Name() string {
	if e.root.Kind == NameNode {
		return e.root.Name
	}
	return ""
}

// Names calls back for each name; inside says that it stands in norm or dot,
// so that a pair there makes a number.
func (e *Expression) Names(each func(name string, inside bool)) { names(e.root, false, each) }

func names(n *Node, inside bool, each func(string, bool)) {
	if n.Kind == NameNode {
		each(n.Name, inside)
	}
	if n.Kind == CallNode {
		_, pairs := pairFunctions[n.Name]
		inside = inside || pairs
	}
	for _, a := range n.Args {
		names(a, inside, each)
	}
}

// Value evaluates the expression for one component of the pairs in it.
func (e *Expression) Value(component int, of Values) float64 { return e.root.number(component, of) }

func (n *Node) number(component int, of Values) float64 {
	arg := func(i int) float64 { return n.Args[i].number(component, of) }
	switch n.Kind {
	case NumberNode:
		return n.Value
	case NameNode:
		return of(n.Name, component)
	case NegNode:
		return -arg(0)
	case PowNode:
		if n.squaredNorm() {
			u := n.Args[0].Args[0]
			return product(u, u, of)
		}
		return multiplied(arg(0), arg(1))
	case CallNode:
		return n.called(component, of)
	}
	return op.Apply(binaries[n.Kind], arg(0), arg(1), 0)
}

// binaries are the operations of the nodes with two operands.
var binaries = map[Kind]op.Op{AddNode: op.Add, SubNode: op.Sub, MulNode: op.Mul, DivNode: op.Div}

// called is a function's value.
func (n *Node) called(component int, of Values) float64 {
	switch n.Name {
	case "norm":
		return op.Apply(op.Hypot, n.Args[0].number(0, of), n.Args[0].number(1, of), 0)
	case "dot":
		return product(n.Args[0], n.Args[1], of)
	}
	f, last := functions[n.Name], n.Args[len(n.Args)-1].number(component, of)
	result := last
	if f.operands == 1 {
		return op.Apply(f.op, last, 0, 0)
	}
	for i := len(n.Args) - 2; i >= 0; i-- {
		result = op.Apply(f.op, n.Args[i].number(component, of), result, 0)
	}
	return result
}

// product is u·v.
func product(u, v *Node, of Values) float64 {
	return u.number(0, of)*v.number(0, of) + u.number(1, of)*v.number(1, of)
}

// squaredNorm reports whether n is norm(u)^2, whose root need not be taken.
func (n *Node) squaredNorm() bool {
	base, exponent := n.Args[0], n.Args[1]
	return base.Kind == CallNode && base.Name == "norm" && exponent.Kind == NumberNode && exponent.Value == 2
}

// mostFactors is the largest exponent that multiplied multiplies out: one that
// counts steps.
const mostFactors = 5000

// multiplied is a power; a whole one is a product from the left, the way in which an
// optimizer that multiplies at every step comes to it.
func multiplied(base, exponent float64) float64 {
	if n := int(exponent); float64(n) == exponent && n >= 1 && n <= mostFactors {
		result := base
		for range n - 1 {
			result *= base
		}
		return result
	}
	return op.Apply(op.Pow, base, exponent, 0)
}
