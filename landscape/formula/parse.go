package formula

import (
	"math"
	"slices"
)

// Limits of a formula's text and of what it compiles to.
const (
	maxBytes  = 512
	maxNodes  = 400
	maxDepth  = 64
	maxOps    = 4096
	maxRepeat = 1000
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
//	atom    = number | name | function "(" sum { "," sum } ")" | "(" sum ")"
type parser struct {
	tokens []token
	at     int
	parts  []string // names of parts so far
	free   bool     // any name will do: an Expression
	nodes  int
	err    *Error
}

// parse reads a formula's text.
func parse(text string) (*tree, *Error) {
	if len(text) > maxBytes {
		return nil, fail(1, "too-long", "size", len(text), "limit", maxBytes)
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	if len(tokens) == 1 {
		return nil, fail(1, "empty")
	}
	p := parser{tokens: tokens}
	t := p.formula()
	if p.err != nil {
		return nil, p.err
	}
	return t, nil
}

func (p *parser) formula() *tree {
	var t tree
	for p.err == nil && p.peek().kind == nameToken && (p.peek().text == "let" || p.peek().text == "repeat") {
		t.parts = append(t.parts, p.part())
		p.expect(";")
	}
	if p.err == nil && len(t.parts) > 0 && p.peek().kind == endToken {
		p.fail("no-result")
	}
	t.result = p.sum()
	p.end()
	return &t
}

// part reads let r = … or repeat 5: r = …
func (p *parser) part() part {
	word := p.take()
	made := part{column: word.column}
	if word.text == "repeat" {
		made.times = p.count()
		p.expect(":")
	}
	name := p.partName(word.text == "repeat")
	p.expect("=")
	made.name, made.value = name, p.sum()
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

func (p *parser) sum() *node {
	left := p.product()
	for p.is("+") || p.is("-") {
		op := p.take()
		k := addNode
		if op.text == "-" {
			k = subNode
		}
		left = p.make(op.column, node{kind: k, args: []*node{left, p.product()}})
	}
	return left
}

func (p *parser) product() *node {
	left := p.factor()
	for {
		k, column := mulNode, p.peek().column
		switch {
		case p.is("*"):
			p.take()
		case p.is("/"):
			p.take()
			k = divNode
		case !p.startsFactor(): // else two factors side by side: 3x
			return left
		}
		left = p.make(column, node{kind: k, args: []*node{left, p.factor()}})
	}
}

// startsFactor says whether a factor may follow without an operator. A number
// may not: x 3 is more likely a slip than a product.
func (p *parser) startsFactor() bool {
	t := p.peek()
	return p.err == nil && (t.kind == nameToken || t.kind == symbolToken && t.text == "(")
}

func (p *parser) factor() *node {
	switch {
	case p.is("+"):
		p.take()
		return p.factor()
	case p.is("-"):
		op := p.take()
		return p.make(op.column, node{kind: negNode, args: []*node{p.factor()}})
	}
	return p.power()
}

func (p *parser) power() *node {
	base := p.atom()
	if !p.is("^") {
		return base
	}
	op := p.take()
	return p.make(op.column, node{kind: powNode, args: []*node{base, p.factor()}})
}

func (p *parser) atom() *node {
	t := p.peek()
	switch {
	case t.kind == numberToken:
		p.take()
		return p.make(t.column, node{kind: numberNode, value: t.value})
	case t.kind == nameToken:
		return p.name()
	case p.is("("):
		p.take()
		inner := p.sum()
		p.close(t.column)
		return inner
	case t.kind == endToken:
		p.fail("expected-value-at-end")
	default:
		p.fail("expected-value", "found", t.text)
	}
	return nil
}

// name reads a variable, a constant, a part or a call.
func (p *parser) name() *node {
	t := p.take()
	if f, ok := functions[t.text]; ok {
		return p.call(t, f)
	}
	name := t.text
	if p.free {
		if f, ok := pairFunctions[name]; ok {
			return p.call(t, f)
		}
		return p.make(t.column, node{kind: nameNode, name: name})
	}
	switch name {
	case "w1":
		name = "x"
	case "w2":
		name = "y"
	}
	if name != "x" && name != "y" && name != "pi" && name != "e" && !slices.Contains(p.parts, name) {
		p.unknown(t)
		return nil
	}
	return p.make(t.column, node{kind: nameNode, name: name})
}

// call reads a function's arguments.
func (p *parser) call(t token, f function) *node {
	if !p.is("(") {
		p.failAt(t.column, "function-alone", "name", t.text)
		return nil
	}
	open := p.take()
	args := []*node{p.sum()}
	for p.is(",") {
		p.take()
		args = append(args, p.sum())
	}
	p.close(open.column)
	if !f.takes(len(args)) {
		p.failAt(t.column, "argument-count", "name", t.text, "want", f.wants(), "got", len(args))
	}
	if f.op == opPow {
		return p.make(t.column, node{kind: powNode, args: args})
	}
	return p.make(t.column, node{kind: callNode, name: f.name, args: args})
}
