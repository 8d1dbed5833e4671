package rule

// Update is one update w → w' of n weights, as an optimizer sees it. The run
// fills in the first part, the optimizer the second.
type Update struct {
	T    int       // counts updates from 1
	W    []float64 // where it starts
	Loss float64   // the loss at W
	G    []float64 // the gradient at W, after noise and clipping
	Rate float64   // η of the schedule

	Probe Probe   // for rules that look further: line searches, Newton
	Best  float64 // f*, the lowest known loss; NaN where none is known

	Next []float64 // w', another vector than W
	Used float64   // the rate in effect; the run presets it to Rate
	D    []float64 // the gradient after weight decay, for showing the step: G where there is none

	decayed []float64 // memory for D
	scratch *scratch
}

// NewUpdates are two updates with the memory that they share: where one ends the
// next one starts, so that no weights are copied.
func NewUpdates(w, next, g []float64, probe Probe, best float64) [2]Update {
	u := Update{W: w, G: g, Next: next, D: g, Probe: probe, Best: best, decayed: make([]float64, len(w)), scratch: new(scratch)}
	v := u
	v.W, v.Next = u.Next, u.W
	return [2]Update{u, v}
}

// decay is the gradient of the loss with the penalty wd·|w|²/2, L2 weight decay
// as PyTorch has it; it sets u.D to it.
func (u *Update) decay(wd float64) []float64 {
	if wd == 0 {
		return u.G
	}
	d, w := u.decayed, u.W[:len(u.decayed)]
	for i, g := range u.G[:len(d)] {
		d[i] = g + wd*w[i]
	}
	u.D = d
	return d
}

// move sets u.Next to W − rate·d.
func (u *Update) move(rate float64, d []float64) {
	w, next := u.W[:len(d)], u.Next[:len(d)]
	for i, v := range d {
		next[i] = w[i] - rate*v
	}
}

// stay sets u.Next to W: no step.
func (u *Update) stay() {
	copy(u.Next, u.W)
	u.Used = 0
}

// vector is the i-th of the rule's scratch vectors of n numbers, as it was left.
func (u *Update) vector(i int) []float64 { return u.memory(i, len(u.W)) }

// memory is the rule's i-th scratch memory; its size is always the same.
func (u *Update) memory(i, size int) []float64 {
	s := u.scratch
	if s[i] == nil {
		s[i] = make([]float64, size)
	}
	return s[i]
}

// scratch is what a rule's step works in; nothing is remembered there.
type scratch [4][]float64

// Probe is the objective as a rule looks further at it, beyond the gradient
// that it is given: at the trial points of a line search, at the curvature.
type Probe interface {
	// Value is the loss at w.
	Value(w []float64) float64
	// Gradient sets g to the gradient at w and gives the loss there.
	Gradient(w, g []float64) (loss float64)
	// Hessian sets h to the n×n second derivatives at w, row by row. Only rules
	// of a Spec that NeedsHessian may ask.
	Hessian(w, h []float64)
}
