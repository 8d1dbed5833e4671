package notation

import (
	"slices"
	"strings"

	"downhill/landscape/formula/op"
)

// written are the functions that are written without parentheses, sin 2x, and
// raised before their argument, sin² x.
var written = strings.Fields("sin cos tan cot sec csc asin acos atan sinh cosh tanh asinh acosh atanh ln log10 log2 lg")

// call reads a function's power, if it stands before the arguments, and these.
func (p *parser) call(t token, f function) *Node {
	exponent := p.raised(t)
	var made *Node
	switch {
	case p.is("(") || p.is("["):
		made = p.apply(t, f, p.arguments(t, f))
	case p.is("{") && !p.free:
		made = p.apply(t, f, p.braced(t, f))
	default:
		made = p.apply(t, f, []*Node{p.bare(t, exponent != nil)})
	}
	if exponent == nil {
		return made
	}
	if p.is("^") {
		p.failAt(t.column, "argument-unclear", "name", t.text, "near", f.name+"(…)")
	}
	return p.make(t.column, Node{Kind: PowNode, Args: []*Node{made, exponent}})
}

// apply makes the node of a function's value.
func (p *parser) apply(t token, f function, args []*Node) *Node {
	if p.err == nil && !f.takes(len(args)) {
		p.failAt(t.column, "argument-count", "name", t.text, "want", f.wants(), "got", len(args))
	}
	if f.op == op.Pow && f.name == "pow" {
		return p.make(t.column, Node{Kind: PowNode, Args: args})
	}
	return p.make(t.column, Node{Kind: CallNode, Name: f.name, Args: args})
}

// arguments reads a function's arguments in their brackets. Where their number
// does not fit and a comma stands between digits, it was a decimal comma.
func (p *parser) arguments(t token, f function) []*Node {
	open := p.take()
	args, comma := []*Node{p.sum()}, token{}
	for p.is(",") {
		c := p.take()
		if c.comma != "" && comma.comma == "" {
			comma = token{comma: c.comma, column: p.tokens[p.at-2].column}
		}
		args = append(args, p.sum())
	}
	if comma.comma != "" && p.err == nil && (!f.takes(len(args)) || p.is(";")) {
		p.err = decimalComma(comma.column, comma.comma)
	}
	p.close(open)
	return args
}

// braced reads arguments in braces: \sin{x}, \max{(x, y)}.
func (p *parser) braced(t token, f function) []*Node {
	open := p.take()
	var args []*Node
	if p.is("(") && p.parenthesised() {
		args = p.arguments(t, f)
	} else {
		args = []*Node{p.sum()}
	}
	p.close(open)
	if p.is("^") {
		p.failAt(t.column, "argument-unclear", "name", t.text, "near", t.text+"(…)")
	}
	return args
}

// parenthesised reports whether the parentheses that open here end with the braces.
func (p *parser) parenthesised() bool {
	depth := 0
	for i := p.at; i+1 < len(p.tokens); i++ {
		if opens(p.tokens[i]) {
			depth++
		} else if closes(p.tokens[i]) {
			depth--
		}
		if depth == 0 {
			return p.tokens[i+1].text == "}"
		}
	}
	return false
}

// raised reads the power of a function that stands before its argument:
// sin^2(x) is sin(x)^2. sin^-1 might be an inverse or a reciprocal.
func (p *parser) raised(t token) *Node {
	if !p.is("^") || p.free {
		return nil
	}
	f, _ := p.function(t)
	p.take()
	for braced := p.tokens[p.at]; opens(braced); braced = p.tokens[p.at] {
		p.take()
		defer p.close(braced)
	}
	n := p.peek()
	switch {
	case p.is("-"):
		p.failAt(t.column, "inverse-unclear", "name", t.text, "near", inverse(f.name))
	case n.kind != numberToken || n.value < 1 || n.value > maxPower || n.value != float64(int(n.value)) || !slices.Contains(written, f.name):
		p.failAt(t.column, "argument-unclear", "name", t.text, "near", t.text+"(…)")
	case p.tex && len(n.text) > 1 && p.tokens[p.at-1].text == "^":
		p.fail("latex-exponent", "found", n.text)
	}
	p.take()
	return p.make(n.column, Node{Kind: NumberNode, Value: n.value})
}

// inverse is the name of a function's inverse, or of none.
func inverse(name string) string {
	if inverse := "a" + name; functions[inverse].name != "" {
		return inverse + "(…), 1/" + name + "(…)"
	}
	return "1/" + name + "(…)"
}

// bare reads an argument without parentheses, where it is certain what belongs
// to it: numbers, then constants, then one factor, so sin 2πx. What follows may
// be a sum or another function, but no factor that might belong to it as well.
func (p *parser) bare(t token, raised bool) *Node {
	next := p.peek()
	f, _ := p.function(t)
	starts := next.kind == nameToken || next.kind == numberToken || next.kind == commandToken || next.text == barOpen
	if p.free || !starts || !slices.Contains(written, f.name) && (f.name != "exp" || raised) {
		p.failAt(t.column, "function-alone", "name", t.text)
		return nil
	}
	argument := p.power()
	for last := next; p.leads(last); {
		last = p.peek()
		argument = p.make(last.column, Node{Kind: MulNode, Args: []*Node{argument, p.power()}})
	}
	if p.err == nil && p.mayBelong() {
		p.failAt(t.column, "argument-unclear", "name", t.text, "near", t.text+"(…)")
	}
	return argument
}

// leads reports whether a token was all of a factor, and one that more of a bare
// argument follows: a number or a constant.
func (p *parser) leads(t token) bool {
	constant := t.kind == numberToken || t.text == "pi" || t.text == "e"
	alone := p.at > 0 && p.tokens[p.at-1] == t
	next := p.peek()
	return p.err == nil && constant && alone && (next.kind == nameToken && !p.callsNext(0) || next.kind == commandToken || next.text == barOpen)
}

// mayBelong reports whether what follows a bare argument might belong to it.
func (p *parser) mayBelong() bool {
	if p.is("*") || p.is("/") {
		return !p.callsNext(1)
	}
	return p.startsFactor() && !p.callsNext(0) || p.is("^")
}

// callsNext reports whether a function stands i tokens ahead.
func (p *parser) callsNext(i int) bool {
	_, isFunction := p.function(p.tokens[min(p.at+i, len(p.tokens)-1)])
	return isFunction
}
