package notation

import "strings"

// Symbol is how a name of an Expression is written: its letter, with an accent
// over it and an index below it, either of which may be empty.
type Symbol struct{ Text, Over, Below string }

// MathML is the expression typeset with its symbols, a <math> element's content.
func (e *Expression) MathML(symbol func(name string) Symbol) string {
	s := typesetter{symbol: symbol, dots: true}
	return row(s.set(e.root).text)
}

// Numbers is the expression with numbers in place of the names: of a pair the
// component asked for, and both of them in norm and dot. write is a name's
// number as text, -0.12 or 1.2e-07; it stands as it is written.
func (e *Expression) Numbers(component int, write func(name string, component int) string) *Expression {
	return &Expression{e.root.filled(component, write)}
}

func (n *Node) filled(component int, write func(string, int) string) *Node {
	switch {
	case n.Kind == NameNode:
		return numeral(write(n.Name, component))
	case n.Kind == PowNode && n.squaredNorm():
		u := n.Args[0].Args[0]
		return sumOf(square(u.filled(0, write)), square(u.filled(1, write)))
	case n.Kind == CallNode && n.Name == "norm":
		u := n.Args[0]
		return &Node{Kind: CallNode, Name: "hypot", Args: []*Node{u.filled(0, write), u.filled(1, write)}}
	case n.Kind == CallNode && n.Name == "dot":
		of := func(component int) *Node {
			u, v := n.Args[0].filled(component, write), n.Args[1].filled(component, write)
			return &Node{Kind: MulNode, Args: []*Node{u, v}}
		}
		return sumOf(of(0), of(1))
	}
	made := *n
	made.Args = make([]*Node, len(n.Args))
	for i, a := range n.Args {
		made.Args[i] = a.filled(component, write)
	}
	return &made
}

func sumOf(a, b *Node) *Node { return &Node{Kind: AddNode, Args: []*Node{a, b}} }

func square(u *Node) *Node {
	return &Node{Kind: PowNode, Args: []*Node{u, {Kind: NumberNode, Value: 2}}}
}

// numeral is a number that is typeset as it is written, its minus apart.
func numeral(text string) *Node {
	if positive, negative := strings.CutPrefix(text, "-"); negative {
		return &Node{Kind: NegNode, Args: []*Node{numeral(positive)}}
	}
	return &Node{Kind: NumberNode, Name: text}
}

// NumberMathML typesets a number that is written as text, as Numbers does.
func NumberMathML(text string) string { return (&typesetter{}).set(numeral(text)).text }

// setSymbol typesets a symbol.
func setSymbol(s Symbol) piece {
	text := mi(s.Text)
	if s.Over != "" {
		text = `<mover accent="true">` + text + mo(s.Over) + "</mover>"
	}
	switch {
	case s.Below == "":
	case s.Below[0] >= '0' && s.Below[0] <= '9':
		text = tag("msub", text, mn(s.Below))
	default:
		text = tag("msub", text, mi(s.Below))
	}
	return piece{text: text, level: atomLevel}
}
