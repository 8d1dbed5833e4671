package formula

// Plain is the formula as text, in one spelling: it parses back to the same
// tree.
func (p *Program) Plain() string { return p.tree.Plain() }

// MathML is the formula typeset, a <math> element's content: the loss, and a
// row below it for each named part. It has no words, only mathematics. A
// recurrence h is written h₀, hₜ₊₁ and, after N times, h_N.
func (p *Program) MathML() string { return p.tree.MathML() }

// GradientMathML is the gradient typeset: ∂L/∂x = … and ∂L/∂y = …, or of a formula in
// x alone dL/dx = …, with named parts differentiated in rows of their own, ∂r/∂x = …. It is "" where the
// gradient has no closed form that is worth reading: with min or max, or with
// more than 300 numbers, names and operations.
func (p *Program) GradientMathML() string { return p.tree.GradientMathML(p.OneWeight()) }
