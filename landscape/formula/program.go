// Package formula turns the text of a loss in two weights into its value,
// gradient and Hessian, exact by forward-mode differentiation.
package formula

// Program is a compiled formula. It is immutable and may be shared; what
// evaluates it is an Evaluator.
type Program struct{}

// Evaluator evaluates one program at points. It holds scratch memory: each
// goroutine needs its own.
type Evaluator struct{}

// Compile parses and compiles a formula. Its error is an *Error.
func Compile(text string) (*Program, error) { panic("TODO") }

// Text is the formula as it was typed.
func (p *Program) Text() string { panic("TODO") }

// MathML is the formula typeset, a <math> element's content.
func (p *Program) MathML() string { panic("TODO") }

// GradientMathML is the gradient typeset.
func (p *Program) GradientMathML() string { panic("TODO") }

// Evaluator makes an evaluator.
func (p *Program) Evaluator() *Evaluator { panic("TODO") }

// Value is the formula's value at (x, y).
func (e *Evaluator) Value(x, y float64) float64 { panic("TODO") }

// Gradient is the value and the gradient at (x, y).
func (e *Evaluator) Gradient(x, y float64) (f, gx, gy float64) { panic("TODO") }

// Hessian is the matrix of second derivatives at (x, y).
func (e *Evaluator) Hessian(x, y float64) (xx, xy, yy float64) { panic("TODO") }

// Values sets f[i] to the value at (xs[i], ys[i]).
func (e *Evaluator) Values(xs, ys, f []float64) { panic("TODO") }

// Gradients sets f[i], gx[i], gy[i] to the value and gradient at (xs[i], ys[i]).
func (e *Evaluator) Gradients(xs, ys, f, gx, gy []float64) { panic("TODO") }

// Error is what is wrong with a formula's text, and where.
type Error struct {
	Column int               // counts characters from 1
	Kind   string            // a key of Messages
	Args   map[string]string // what Messages[Kind] names in braces
}

func (e *Error) Error() string { panic("TODO") }
