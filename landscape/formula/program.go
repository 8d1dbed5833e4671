package formula

import "sync"

// Program is a compiled formula. It is immutable and may be shared; what
// evaluates it is an Evaluator.
type Program struct {
	text string
	tree *tree

	mu     sync.Mutex // guards what is compiled when first needed
	graph  *graph
	value  ref
	first  []ref // f, ∂f/∂x, ∂f/∂y
	second []ref // first, then ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²
	codes  map[codeKey]*code
}

// codeKey tells a program's codes apart.
type codeKey struct {
	target target
	order  int // 0 value, 1 gradient too, 2 Hessian too
}

// Compile parses and compiles a formula. Its error is an *Error.
func Compile(text string) (*Program, error) {
	t, foreign, err := parseText(text)
	if err != nil {
		return nil, err
	}
	if own := t.plain(); foreign && len(own) <= maxBytes {
		text = own
	}
	g, value, err := lower(t)
	if err != nil {
		return nil, err
	}
	return &Program{text: text, tree: t, graph: g, value: value, codes: map[codeKey]*code{}}, nil
}

// Text is the formula as it was typed, or in our own spelling where it was
// typed in another one, as LaTeX or Python, and that fits the limits: it is
// what a link says.
func (p *Program) Text() string { return p.text }

// code is the program's code of an order of derivatives, made when it is
// first asked for.
func (p *Program) code(t target, order int) *code {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := codeKey{t, order}
	if p.codes[key] == nil {
		p.codes[key] = assemble(p.graph, p.outputs(order), t)
	}
	return p.codes[key]
}

// outputs are the vertices of the value and its derivatives up to an order.
func (p *Program) outputs(order int) []ref {
	g := p.graph
	if order >= 1 && p.first == nil {
		p.first = []ref{p.value, g.derivative(p.value, opX), g.derivative(p.value, opY)}
	}
	if order == 2 && p.second == nil {
		gx, gy := p.first[1], p.first[2]
		p.second = []ref{p.value, gx, gy, g.derivative(gx, opX), g.derivative(gx, opY), g.derivative(gy, opY)}
	}
	return [][]ref{{p.value}, p.first, p.second}[order]
}

// Evaluator makes an evaluator.
func (p *Program) Evaluator() *Evaluator { return &Evaluator{program: p} }
