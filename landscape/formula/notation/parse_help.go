package notation

// peek is the next token.
func (p *parser) peek() token { return p.tokens[p.at] }

// take moves past the next token; the end stays.
func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != endToken {
		p.at++
	}
	return t
}

// is reports whether the next token is a symbol; never after an error, so that
// every loop ends.
func (p *parser) is(symbol string) bool {
	t := p.peek()
	return p.err == nil && t.kind == symbolToken && t.text == symbol
}

// expect moves past a symbol that must come next.
func (p *parser) expect(symbol string) {
	if !p.is(symbol) {
		p.fail("expected-token", "want", symbol)
		return
	}
	p.take()
}

// close moves past the bracket that closes open.
func (p *parser) close(open token) {
	want := closingBrackets[open.text]
	switch t := p.peek(); {
	case p.is(want):
		p.take()
	case t.kind == endToken || t.text == ";" || closes(t):
		p.fail("expected-close", "want", token{text: want}.shown(), "begin", open.shown(), "open", open.column)
	default:
		p.unexpected()
	}
}

// end fails unless the text is used up.
func (p *parser) end() {
	if p.peek().kind != endToken {
		p.unexpected()
	}
}

// unexpected fails at a token that continues nothing.
func (p *parser) unexpected() {
	t := p.peek()
	switch {
	case p.err != nil:
	case t.comma != "":
		p.err = decimalComma(p.tokens[p.at-1].column, t.comma)
	case closes(t):
		p.fail("unexpected-close", "found", t.shown())
	case t.text == "=":
		p.fail("equation")
	case t.text == "," || t.text == ";" || t.text == ":":
		p.fail("unexpected-separator", "found", t.text)
	default:
		p.fail("unexpected-token", "found", t.shown())
	}
}

// make counts and measures a node; nil after an error.
func (p *parser) make(column int, n Node) *Node {
	if p.err != nil {
		return nil
	}
	p.nodes++
	n.Column, n.depth = column, height(n.Kind, n.Args)
	if p.nodes > maxNodes {
		p.failAt(column, "too-many-nodes", "limit", maxNodes)
	} else if n.depth > maxDepth {
		p.failAt(column, "too-deep", "limit", maxDepth)
	}
	return &n
}

// fail keeps an error at the next token.
func (p *parser) fail(kind string, pairs ...any) { p.failAt(p.peek().column, kind, pairs...) }

// failAt keeps the first error.
func (p *parser) failAt(column int, kind string, pairs ...any) {
	if p.err == nil {
		p.err = NewError(column, kind, pairs...)
	}
}
