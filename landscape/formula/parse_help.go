package formula

import (
	"slices"
	"strings"
)

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

// is says whether the next token is a symbol; never after an error, so that
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

// close moves past the ')' of the '(' at column open.
func (p *parser) close(open int) {
	switch t := p.peek(); {
	case p.is(")"):
		p.take()
	case t.kind == endToken || t.text == ";":
		p.fail("expected-close", "open", open)
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
	if p.peek().text == ")" {
		p.fail("unexpected-close")
		return
	}
	p.fail("unexpected-token", "found", p.peek().text)
}

// make counts and measures a node; nil after an error.
func (p *parser) make(column int, n node) *node {
	if p.err != nil {
		return nil
	}
	p.nodes++
	n.column, n.depth = column, height(n.kind, n.args)
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
		p.err = fail(column, kind, pairs...)
	}
}

// unknown fails at a name that means nothing, with what it may have meant.
func (p *parser) unknown(t token) {
	if p.err != nil {
		return
	}
	called := p.is("(")
	near := p.split(t.text)
	if near == "" {
		near = nearest(t.text, p.candidates(called))
	}
	switch {
	case near != "":
		p.failAt(t.column, "unknown-name-near", "name", t.text, "near", near)
	case called:
		p.failAt(t.column, "unknown-function", "name", t.text)
	default:
		p.failAt(t.column, "unknown-name", "name", t.text)
	}
}

// candidates are the names that fit, functions first where one is called.
func (p *parser) candidates(called bool) []string {
	names := append([]string{"x", "y", "w1", "w2", "pi", "e"}, p.parts...)
	calls := functionNames()
	if called {
		return append(calls, names...)
	}
	return append(names, calls...)
}

// split reads a name like xy as a product of known one-letter names, "" if it
// is none.
func (p *parser) split(name string) string {
	letters := strings.Split(name, "")
	for _, letter := range letters {
		if letter != "x" && letter != "y" && letter != "e" && !slices.Contains(p.parts, letter) {
			return ""
		}
	}
	return strings.Join(letters, "*")
}

// reserved says whether a part may not have this name.
func reserved(name string) bool {
	_, isFunction := functions[name]
	return isFunction || slices.Contains([]string{"x", "y", "w1", "w2", "pi", "e", "let", "repeat"}, name)
}
