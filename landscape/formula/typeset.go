package formula

import "html"

// MathML is the formula typeset, a <math> element's content.
func (p *Program) MathML() string { return "<mtext>" + html.EscapeString(p.text) + "</mtext>" }

// GradientMathML is the gradient typeset.
func (p *Program) GradientMathML() string { return "" }
