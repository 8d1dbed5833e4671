package notation

import "strings"

// maxGradientNodes bounds what is still worth reading as a formula.
const maxGradientNodes = 300

// partial joins the names of a part and of a variable in the name of the
// part's derivative, which is written as ∂r/∂x.
const partial = "/∂"

func isPartial(name string) bool { return strings.Contains(name, partial) }

// GradientMathML is the gradient typeset: ∂L/∂x = … and ∂L/∂y = …, or of a formula of one
// weight, in x alone, dL/dx = …, with named parts differentiated in rows of their own, ∂r/∂x = …. It is "" where the
// gradient has no closed form that is worth reading: with min or max, or with
// more than 300 numbers, names and operations.
func (t *Tree) GradientMathML(oneWeight bool) string {
	lines, nodes := []string{}, 0
	variables := []string{"x", "y"}
	if oneWeight {
		variables = variables[:1]
	}
	for _, v := range variables {
		d := differentiator{variable: v, depends: map[string]bool{v: true}}
		s := newTypesetter(t)
		var parts []string
		for _, part := range t.Parts {
			if line := d.part(s, part, &nodes); line != "" {
				parts = append(parts, line)
			}
		}
		slope := d.of(t.Result)
		nodes += size(slope)
		if d.failed || nodes > maxGradientNodes {
			return ""
		}
		lines = append(lines, row(s.name("L"+partial+v).text, mo("="), s.set(slope).text))
		lines = append(lines, parts...)
	}
	if oneWeight {
		return strings.ReplaceAll(stack(lines), "∂", "d")
	}
	return stack(lines)
}

// differentiator differentiates trees by a variable. Parts that depend on it are
// functions of it.
type differentiator struct {
	variable string
	depends  map[string]bool
	failed   bool
}

// part is the line of a part's derivative, "" where it is 0.
func (d *differentiator) part(s *typesetter, p Part, nodes *int) string {
	slope := d.of(p.Value)
	if p.Times > 0 && !d.depends[p.Name] && !isNumber(slope, 0) {
		d.depends[p.Name] = true // the recurrence brings the variable in
		slope = d.of(p.Value)
	}
	known := d.depends[p.Name]
	d.depends[p.Name] = !isNumber(slope, 0)
	p.Value = slope
	line := s.part(p, p.Name+partial+d.variable)
	if !known && !d.depends[p.Name] {
		return ""
	}
	*nodes += size(slope)
	return line
}

// size counts the nodes of a tree.
func size(n *Node) int {
	total := 1
	for _, a := range n.Args {
		total += size(a)
	}
	return total
}
