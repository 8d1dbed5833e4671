package descent

// probe is the objective as a rule looks further at it. It counts what it
// evaluates.
type probe struct {
	objective Objective
	valued    Valued // nil where the loss comes with the gradient only
	curved    Curved // nil where there are no second derivatives
	n         int    // evaluations so far
	unused    []float64
}

func newProbe(o Objective) *probe {
	p := &probe{objective: o}
	p.valued, _ = o.(Valued)
	p.curved, _ = o.(Curved)
	return p
}

// Value is the loss at w.
func (p *probe) Value(w []float64) float64 {
	p.n++
	if p.valued != nil {
		return p.valued.Value(w)
	}
	if p.unused == nil {
		p.unused = make([]float64, len(w))
	}
	return p.objective.Gradient(w, p.unused)
}

// Gradient sets g to the gradient at w and gives the loss there.
func (p *probe) Gradient(w, g []float64) float64 {
	p.n++
	return p.objective.Gradient(w, g)
}

// Hessian sets h to the n×n second derivatives at w, row by row.
func (p *probe) Hessian(w, h []float64) { p.curved.Hessian(w, h) }
