package notation

import (
	"math"
	"slices"
)

// MaxBytes is how long a formula's text may be.
const MaxBytes = 512

// Limits of what a text may say.
const (
	maxNodes  = 400
	maxDepth  = 64
	maxRepeat = 1000
	maxPower  = 1024 // of a function's name: sin^2(x)
)

// parser reads tokens by recursive descent. Its methods return nil after an
// error and keep the first one.
//
//	formula = { part ";" } sum
//	part    = "let" name "=" sum | "repeat" number ":" name "=" sum
//	sum     = product { ("+" | "-") product }
//	product = factor { ["*" | "/"] factor }
//	factor  = ("-" | "+") factor | power
//	power   = atom [ "^" factor ]
//	atom    = number | name | call | fraction | root | "(" sum ")" | "|" sum "|"
//	call    = function [ "^" number ] ( "(" sum { "," sum } ")" | bare )
//
// Braces and square brackets stand for parentheses; what a bare argument is,
// call.go says.
type parser struct {
	tokens []token
	at     int
	parts  []string // names of parts so far
	free   bool     // any name will do: an Expression
	tex    bool     // the text is LaTeX
	nodes  int
	err    *Error
	typed  []rune // the text, to try hints in; nil where a hint is tried already
}

// Parse reads a formula's text; foreign reports whether some of it is in
// another spelling than ours.
func Parse(text string) (t *Tree, foreign bool, err *Error) {
	if len(text) > MaxBytes {
		return nil, false, NewError(1, "too-long", "size", len(text), "limit", MaxBytes)
	}
	return parseRunes(text, []rune(text))
}

func parseRunes(text string, typed []rune) (t *Tree, foreign bool, err *Error) {
	s, err := read(text)
	if err != nil {
		return nil, false, err
	}
	if len(s.tokens) == 1 {
		return nil, false, NewError(1, "empty")
	}
	p := parser{tokens: s.tokens, tex: s.tex, typed: typed}
	t = p.formula()
	if p.err != nil {
		return nil, false, p.err
	}
	return t, s.foreign, nil
}

func (p *parser) formula() *Tree {
	var t Tree
	for p.err == nil && p.peek().kind == nameToken && (p.peek().text == "let" || p.peek().text == "repeat") {
		t.Parts = append(t.Parts, p.part())
		p.expect(";")
	}
	if p.err == nil && len(t.Parts) > 0 && p.peek().kind == endToken {
		p.fail("no-result")
	}
	t.Result = p.sum()
	p.end()
	return &t
}

// part reads let r = … or repeat 5: r = …
func (p *parser) part() Part {
	word := p.take()
	made := Part{column: word.column}
	if word.text == "repeat" {
		made.Times = p.count()
		p.expect(":")
	}
	name := p.partName(word.text == "repeat")
	p.expect("=")
	made.Name, made.Value = name, p.sum()
	if word.text == "let" {
		p.parts = append(p.parts, name)
	}
	return made
}

// count reads how often to repeat.
func (p *parser) count() int {
	t := p.peek()
	if t.kind != numberToken || t.value != math.Trunc(t.value) || t.value < 1 || t.value > maxRepeat {
		p.fail("repeat-count", "limit", maxRepeat)
		return 0
	}
	return int(p.take().value)
}

// partName reads the name of a part: a new one for let, a known one for repeat.
func (p *parser) partName(known bool) string {
	t := p.peek()
	switch {
	case t.kind != nameToken:
		p.fail("part-name")
	case known && !slices.Contains(p.parts, t.text):
		p.fail("part-unknown", "name", t.text)
	case !known && (slices.Contains(p.parts, t.text) || reserved(t.text)):
		p.fail("name-taken", "name", t.text)
	}
	return p.take().text
}

func (p *parser) sum() *Node {
	left := p.product()
	for p.is("+") || p.is("-") {
		op := p.take()
		k := AddNode
		if op.text == "-" {
			k = SubNode
		}
		left = p.make(op.column, Node{Kind: k, Args: []*Node{left, p.product()}})
	}
	return left
}

func (p *parser) product() *Node {
	left := p.factor()
	slash := 0 // the column of a division by a name, which letters follow in LaTeX
	for {
		k, t := MulNode, p.peek()
		switch {
		case p.is("*"):
			p.take()
		case p.is("/"):
			p.take()
			k = DivNode
		case !p.startsFactor(): // else two factors side by side: 3x
			return left
		case t.text == "frac" && p.tokens[p.at-1].kind == numberToken:
			p.mixedNumber(p.tokens[p.at-1])
		case slash > 0:
			p.failAt(slash, "quotient-unclear")
		}
		left = p.make(t.column, Node{Kind: k, Args: []*Node{left, p.factor()}})
		if slash = 0; k == DivNode && p.tex && p.tokens[p.at-1].kind == nameToken {
			slash = t.column
		}
	}
}

// startsFactor reports whether a factor may follow without an operator. A number
// may only behind a bracket, (2+3)2: x 3 is more likely a slip than a product.
func (p *parser) startsFactor() bool {
	t := p.peek()
	if p.err != nil {
		return false
	}
	if t.kind == numberToken {
		before := p.tokens[p.at-1]
		return closes(before) && !before.made && !t.made
	}
	return t.kind == nameToken || t.kind == commandToken || opens(t)
}

func (p *parser) factor() *Node {
	switch {
	case p.is("+"):
		p.take()
		return p.factor()
	case p.is("-"):
		op := p.take()
		return p.make(op.column, Node{Kind: NegNode, Args: []*Node{p.factor()}})
	}
	return p.power()
}

func (p *parser) power() *Node {
	base := p.atom()
	if !p.is("^") {
		return base
	}
	op := p.take()
	if t := p.peek(); p.tex && t.kind == numberToken && len(t.text) > 1 {
		p.fail("latex-exponent", "found", t.text)
	}
	return p.make(op.column, Node{Kind: PowNode, Args: []*Node{base, p.factor()}})
}

func (p *parser) atom() *Node {
	t := p.peek()
	switch {
	case t.kind == numberToken:
		p.take()
		return p.make(t.column, Node{Kind: NumberNode, Value: t.value})
	case t.kind == nameToken:
		return p.name()
	case t.kind == commandToken:
		return p.command()
	case opens(t) && p.err == nil:
		p.take()
		inner := p.sum()
		p.close(t)
		if t.text == barOpen {
			return p.make(t.column, Node{Kind: CallNode, Name: "abs", Args: []*Node{inner}})
		}
		return inner
	case t.kind == endToken:
		p.fail("expected-value-at-end")
	default:
		p.fail("expected-value", "found", t.shown())
	}
	return nil
}

// Name reads a variable, a constant, a part or a call.
func (p *parser) name() *Node {
	t := p.take()
	name := t.text
	switch f, isFunction := p.function(t); {
	case isFunction:
		return p.call(t, f)
	case p.free, name == "x", name == "y", name == "pi", name == "e", slices.Contains(p.parts, name):
		return p.make(t.column, Node{Kind: NameNode, Name: name})
	case name == "tau" && !t.plain: // a module's
		two := p.make(t.column, Node{Kind: NumberNode, Value: 2})
		return p.make(t.column, Node{Kind: MulNode, Args: []*Node{two, p.make(t.column, Node{Kind: NameNode, Name: "pi"})}})
	}
	p.unknown(t)
	return nil
}

// function is the function that a name calls. A part may have the name of a
// younger one; σ is one where it is called.
func (p *parser) function(t token) (function, bool) {
	if t.kind != nameToken || slices.Contains(p.parts, t.text) {
		return function{}, false
	}
	if p.free {
		if f, ok := functions[t.text]; ok {
			return f, true
		}
		f, ok := pairFunctions[t.text]
		return f, ok
	}
	if t.text == "sigma" && p.peek().text == "(" {
		return functions["sigmoid"], true
	}
	return lookup(t.text)
}
