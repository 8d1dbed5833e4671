package formula

import (
	"context"
	"sync"
	"unsafe"

	"downhill/landscape/formula/notation"
	"downhill/landscape/formula/op"
)

// Program is a compiled formula. It is immutable and may be shared; what
// evaluates it is an Evaluator.
type Program struct {
	text string
	tree *notation.Tree
	cost int
	line bool // it is of x and not of y

	mu    sync.Mutex // guards what is made when first needed
	codes *codes
}

// codes are a program's code by target and order of derivatives: 0 the value, 1
// the gradient too, 2 the Hessian too. There is none for blocks of order 2, but
// where a point's needs more registers than a machine has.
type codes [2][3]*code

// Compile parses a formula and checks that it can be compiled. Its error is an
// *notation.Error.
func Compile(text string) (*Program, error) {
	t, foreign, err := notation.Parse(text)
	if err != nil {
		return nil, err
	}
	if own := t.Plain(); foreign && len(own) <= notation.MaxBytes {
		text = own
	}
	g, value, err := lower(t)
	if err != nil {
		return nil, err
	}
	defer g.done()
	line := g.reads(value, op.X) && !g.reads(value, op.Y)
	return &Program{text: text, tree: t, cost: g.ops, line: line}, nil
}

// OneWeight reports whether the formula is of x alone: y is nowhere in what it
// computes.
func (p *Program) OneWeight() bool { return p.line }

// Text is the formula as it was typed, or in our own spelling where it was
// typed in another one, as LaTeX or Python, and that fits the limits: it is
// what a link says.
func (p *Program) Text() string { return p.text }

// Prepare makes the code of the value and of all derivatives, which evaluating
// would make when it is first needed: for a formula at the limits that takes some
// hundredths of a second. Its error is ctx's when that ends first; nothing is kept then.
func (p *Program) Prepare(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.prepare(ctx)
}

// prepare is Prepare; p.mu is held. The graph, many times as large as the code,
// is not kept.
func (p *Program) prepare(ctx context.Context) error {
	if p.codes != nil {
		return nil
	}
	g, value, _ := lower(p.tree) // Compile has done so without an error
	defer g.done()
	g.ctx = ctx
	made := g.codes(value)
	if err := ctx.Err(); err != nil {
		return err // what was made after that is incomplete
	}
	p.codes = made
	return nil
}

// codes are the codes of a graph.
func (g *graph) codes(value ref) *codes {
	made := &codes{}
	for order, outputs := range g.orders(value) {
		made[forPoint][order] = assemble(g, outputs, forPoint)
		if order < 2 || made[forPoint][order].wide() {
			made[forBlock][order] = assemble(g, outputs, forBlock)
		}
	}
	return made
}

// orders are the vertices of the value and its derivatives up to each order:
// f, then ∂f/∂x, ∂f/∂y, then ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y².
func (g *graph) orders(value ref) [3][]ref {
	gx, gy := g.derivative(value, op.X), g.derivative(value, op.Y)
	return [3][]ref{
		{value},
		{value, gx, gy},
		{value, gx, gy, g.derivative(gx, op.X), g.derivative(gx, op.Y), g.derivative(gy, op.Y)},
	}
}

// code is the program's code of an order of derivatives.
func (p *Program) code(t target, order int) *code {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.prepare(context.Background()) // which never ends
	return p.codes[t][order]
}

// Evaluator makes an evaluator.
func (p *Program) Evaluator() *Evaluator { return &Evaluator{program: p} }

// Cost is how many operations the value is compiled from: a measure of the work
// that is known before any of it is done.
func (p *Program) Cost() int { return p.cost }

// Ops is how many operations evaluating the value and the gradient takes: a
// measure of the work.
func (p *Program) Ops() int { return len(p.code(forBlock, 1).instructions) }

// Bytes is about how much memory the program holds.
func (p *Program) Bytes() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	total := int(unsafe.Sizeof(*p)) + len(p.text) + p.tree.Bytes()
	if p.codes == nil {
		return total
	}
	for _, byOrder := range p.codes {
		for _, c := range byOrder {
			total += c.bytes()
		}
	}
	return total
}

// EvaluatorBytes is about how much an evaluator of the program holds that has
// evaluated single points: one for blocks holds some kilobytes a register more.
func (p *Program) EvaluatorBytes() int {
	total := 3 * int(unsafe.Sizeof(machine{}))
	for order := range 3 {
		if wide := p.code(forBlock, order); p.code(forPoint, order).wide() {
			total += wide.registers*(pointStride+1)*8 + blockLen*8
		}
	}
	return total
}
