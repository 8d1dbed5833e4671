package landscape

import "downhill/landscape/formula"

// Loss is what a surface is made of: a formula, or anything else of two weights
// that can be evaluated and written down. It is immutable and may be shared.
type Loss interface {
	// Objective makes what evaluates it, for one goroutine.
	Objective() Objective
	// Text is the loss in plain text, and MathML the same typeset.
	Text() string
	MathML() string
	// GradientMathML is its gradient typeset, "" where it can't be written.
	GradientMathML() string
}

// Objective evaluates a loss at points of the weight plane. It may hold scratch
// memory, so that each goroutine needs its own.
type Objective interface {
	// Value is the loss at (x, y).
	Value(x, y float64) float64
	// Gradient is the loss and its gradient at (x, y).
	Gradient(x, y float64) (loss, gx, gy float64)
	// Hessian is the matrix of second derivatives at (x, y).
	Hessian(x, y float64) (xx, xy, yy float64)
	// Jet is the loss with all derivatives to second order at (x, y).
	Jet(x, y float64) formula.Jet
	// Values and Gradients evaluate many points, with the same bits as Value
	// and Gradient. All slices are of one length, and no result overlaps a point.
	Values(xs, ys, f []float64)
	Gradients(xs, ys, f, gx, gy []float64)
}

// chunkOps is how many operations on points are made at most between two checks of
// a context: a few milliseconds.
const chunkOps = 1 << 20

// ChunkSize is how many points' gradients may be evaluated between two checks of a
// context, so that abandoned work ends at once however heavy the loss is.
func ChunkSize(l Loss) int {
	if heavy, ok := l.(interface{ Ops() int }); ok {
		return max(8, chunkOps/(heavy.Ops()+1))
	}
	return chunkOps
}

// Cost is how much work it is to evaluate a loss, in operations; 0 where it is not
// known.
func Cost(l Loss) int {
	if costed, ok := l.(interface{ Cost() int }); ok {
		return costed.Cost()
	}
	return 0
}

// Formula is a compiled formula as a loss.
type Formula struct{ *formula.Program }

// Objective makes an evaluator.
func (l Formula) Objective() Objective { return l.Evaluator() }
