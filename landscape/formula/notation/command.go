package notation

import "strconv"

// command reads a fraction or a root.
func (p *parser) command() *Node {
	t := p.take()
	switch t.text {
	case "frac":
		above := p.group()
		return p.make(t.column, Node{Kind: DivNode, Args: []*Node{above, p.group()}})
	case "root":
		return p.root(t)
	}
	return p.rootSign(t)
}

// group reads an argument of a command of LaTeX: braces, or one sign, so that
// \frac12 is a half.
func (p *parser) group() *Node {
	t := p.peek()
	switch {
	case p.is("{"):
		return p.atom()
	case t.kind == numberToken && len(t.text) > 1 && isDigit(rune(t.text[0])) && isDigit(rune(t.text[1])):
		first, rest := t, &p.tokens[p.at]
		first.value, _ = strconv.ParseFloat(t.text[:1], 64)
		rest.text, rest.column = t.text[1:], t.column+1
		rest.value, _ = strconv.ParseFloat(rest.text, 64)
		return p.make(first.column, Node{Kind: NumberNode, Value: first.value})
	case t.kind == numberToken, t.kind == nameToken && !p.callsNext(0), t.kind == commandToken:
		return p.atom()
	}
	p.fail("expected-token", "want", "{")
	return nil
}

// root reads \sqrt{x} and \sqrt[3]{x}. An even root is a power; an odd one
// but the third has negative arguments too, which a power has not.
func (p *parser) root(t token) *Node {
	index := 2.0
	if p.is("[") {
		open := p.take()
		index = p.peek().value
		if p.take().kind != numberToken || index < 2 || index != 3 && index != float64(2*int(index/2)) {
			p.failAt(t.column, "argument-unclear", "name", `\sqrt[…]`, "near", "(…)^(1/n)")
		}
		p.close(open)
	}
	arg := p.group()
	switch index {
	case 2:
		return p.make(t.column, Node{Kind: CallNode, Name: "sqrt", Args: []*Node{arg}})
	case 3:
		return p.make(t.column, Node{Kind: CallNode, Name: "cbrt", Args: []*Node{arg}})
	}
	one, n := p.make(t.column, Node{Kind: NumberNode, Value: 1}), p.make(t.column, Node{Kind: NumberNode, Value: index})
	exponent := p.make(t.column, Node{Kind: DivNode, Args: []*Node{one, n}})
	return p.make(t.column, Node{Kind: PowNode, Args: []*Node{arg, exponent}})
}

// rootSign reads √(…) and √x; how far the sign reaches over more is not seen.
func (p *parser) rootSign(t token) *Node {
	next, sign := p.peek(), "√"
	if t.text == "cbrt" {
		sign = "∛"
	}
	single := next.kind == numberToken || next.kind == nameToken && !p.callsNext(0)
	if !single && !opens(next) {
		p.failAt(t.column, "argument-unclear", "name", sign, "near", t.text+"(…)")
		return nil
	}
	arg := p.atom()
	if single && (p.is("^") || p.startsFactor() && !p.callsNext(0)) {
		p.failAt(t.column, "argument-unclear", "name", sign, "near", t.text+"(…)")
	}
	return p.make(t.column, Node{Kind: CallNode, Name: t.text, Args: []*Node{arg}})
}

// mixedNumber fails at 2\frac{1}{2}, which is a sum to some and a product to
// others; with letters in the fraction it is a product.
func (p *parser) mixedNumber(whole token) {
	for i := p.at + 1; i < len(p.tokens) && i <= p.at+6; i++ {
		if p.tokens[i].kind == nameToken || p.tokens[i].kind == commandToken {
			return
		}
	}
	p.failAt(whole.column, "mixed-number", "found", whole.text)
}
