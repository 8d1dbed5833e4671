package formula

// Weights is an Evaluator whose points are slices of two weights, x and y, as
// an optimizer of any number of weights has them.
type Weights Evaluator

// Weights is the evaluator with points in slices; it shares e's memory.
func (e *Evaluator) Weights() *Weights { return (*Weights)(e) }

// Gradient sets g to the gradient at w and gives the value there, the same bits
// as Evaluator's.
func (e *Weights) Gradient(w, g []float64) (f float64) {
	m := e.points[1]
	if m == nil {
		m = (*Evaluator)(e).load(1)
	}
	p, slope := (*[2]float64)(w), (*[2]float64)(g)
	m.registers[0], m.registers[1] = p[0], p[1] // as m.run does, with one call less:
	if rest := calculate(m.code, &m.registers); rest != nil {
		m.finish(rest) // descent calls this once a step
	}
	f = m.output(0)
	if m.ends {
		slope[0], slope[1] = m.sum(0), m.sum(1)
	} else {
		slope[0], slope[1] = m.output(1), m.output(2)
	}
	if sum := f + slope[0] + slope[1]; sum-sum != 0 || m.hits != 0 {
		f, slope[0], slope[1] = (*Evaluator)(e).recheckGradient(p[0], p[1], f, slope[0], slope[1])
	}
	return f
}

// Value is the value at w.
func (e *Weights) Value(w []float64) float64 { return (*Evaluator)(e).Value(w[0], w[1]) }

// Hessian sets h to the matrix of second derivatives at w, row by row.
func (e *Weights) Hessian(w, h []float64) {
	xx, xy, yy := (*Evaluator)(e).Hessian(w[0], w[1])
	h[0], h[1], h[2], h[3] = xx, xy, xy, yy
}

// Gradients sets f[j] to the value at point j, whose weights are w[0][j] and
// w[1][j], and g[0][j] and g[1][j] to the gradient there. See Evaluator.
func (e *Weights) Gradients(w [][]float64, f []float64, g [][]float64) {
	(*Evaluator)(e).Gradients(w[0], w[1], f, g[0], g[1])
}
