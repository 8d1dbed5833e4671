package descent

import (
	"downhill/landscape"
	"downhill/landscape/formula"
)

// Objective is a loss of n weights that a run descends. An implementation may
// hold scratch memory, so that each goroutine needs its own. It may do more: see
// Valued, Curved and Blocked.
type Objective interface {
	// Gradient sets g to the gradient at w and gives the loss there.
	Gradient(w, g []float64) (loss float64)
}

// Valued is an objective whose loss alone costs less than its gradient.
type Valued interface {
	// Value is the loss at w.
	Value(w []float64) float64
}

// Curved is an objective with second derivatives.
type Curved interface {
	// Hessian sets h to the n×n matrix of second derivatives at w, row by row.
	Hessian(w, h []float64)
}

// Blocked is an objective that evaluates many points at once, with the same
// bits as one at a time.
type Blocked interface {
	// Gradients sets f[j] to the loss at point j and g[i][j] to component i of
	// the gradient there; w[i][j] is weight i of point j.
	Gradients(w [][]float64, f []float64, g [][]float64)
}

// weightsOf is a surface's objective as one of its weights.
func weightsOf(s *landscape.Surface) Objective {
	o := s.Objective()
	if s.OneWeight {
		return &oneWeight{o: o}
	}
	if e, ok := o.(*formula.Evaluator); ok {
		return e.Weights() // the same with one call less a step
	}
	return twoWeights{o}
}

// planeOf is weightsOf undone, for who has one but needs the other: nil where it can't be.
func planeOf(o Objective) landscape.Objective {
	switch o := o.(type) {
	case *formula.Weights:
		return (*formula.Evaluator)(o)
	case twoWeights:
		return o.o
	case *oneWeight:
		return o.o
	}
	return nil
}

// twoWeights makes slices of two out of x and y.
type twoWeights struct{ o landscape.Objective }

func (t twoWeights) Gradient(w, g []float64) (loss float64) {
	loss, g[0], g[1] = t.o.Gradient(w[0], w[1])
	return loss
}

func (t twoWeights) Value(w []float64) float64 { return t.o.Value(w[0], w[1]) }

func (t twoWeights) Hessian(w, h []float64) {
	xx, xy, yy := t.o.Hessian(w[0], w[1])
	h[0], h[1], h[2], h[3] = xx, xy, xy, yy
}

func (t twoWeights) Gradients(w [][]float64, f []float64, g [][]float64) {
	t.o.Gradients(w[0], w[1], f, g[0], g[1])
}

// oneWeight makes a slice of x alone, where y is 0.
type oneWeight struct {
	o         landscape.Objective
	zeros, gy []float64 // of a block: the y of its points, and what there is of slope along y
}

func (t *oneWeight) Gradient(w, g []float64) (loss float64) {
	loss, g[0], _ = t.o.Gradient(w[0], 0)
	return loss
}

func (t *oneWeight) Value(w []float64) float64 { return t.o.Value(w[0], 0) }

func (t *oneWeight) Hessian(w, h []float64) { h[0], _, _ = t.o.Hessian(w[0], 0) }

func (t *oneWeight) Gradients(w [][]float64, f []float64, g [][]float64) {
	n := len(f)
	if len(t.zeros) < n {
		t.zeros, t.gy = make([]float64, n), make([]float64, n)
	}
	t.o.Gradients(w[0], t.zeros[:n], f, g[0], t.gy[:n])
}
