package step

import (
	"fmt"
	"strings"

	"downhill/landscape/formula/notation"
	"downhill/train/rule"
)

// Line is one line of an update written as arithmetic. MathML is the content
// of a <math> element.
type Line struct {
	Name    string    // what it gives, as the Spec's Lines name it; empty for a check
	MathML  string    // with symbols: w₄₄ = w₄₃ − η·g₄₃
	Numbers []string  // the right side with numbers, one for each component; nil where it would repeat the result
	Results []string  // what that comes to, rounded
	Values  []float64 // the same in full; of a check, its right side
}

// line is a line as it was written:
//
//	m' = beta1*m + (1 - beta1)*g    the right side is evaluated
//	d := -H*g                       d is known; the right side is only written
//	d                               d is known, and shown by itself
//	fnext <= f - c1*norm(g)^2       a condition that holds
//	(g_prev' = g)                   evaluated like the first, but not shown
type line struct {
	left, right *notation.Expression
	relation    string
	hidden      bool
}

// relations are looked for in this order.
var relations = []string{":=", "<=", ">", "="}

func parseLine(text string) (line, error) {
	l := line{}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		l.hidden, text = true, text[1:len(text)-1]
	}
	for _, relation := range relations {
		left, right, found := strings.Cut(text, relation)
		if !found {
			continue
		}
		l.relation = relation
		var err error
		if l.left, err = notation.ParseExpression(left); err != nil {
			return l, fmt.Errorf("the line %q: %w", text, err)
		}
		if l.right, err = notation.ParseExpression(right); err != nil {
			return l, fmt.Errorf("the line %q: %w", text, err)
		}
		return l, nil
	}
	var err error
	if l.left, err = notation.ParseExpression(text); err != nil || l.left.Name() == "" {
		return l, fmt.Errorf("the line %q says nothing", text)
	}
	return l, nil
}

// stepLines evaluates lines in their order and typesets those that are shown.
func (w *explanation) stepLines(lines []line) ([]Line, error) {
	var all []Line
	for _, l := range lines {
		made, err := w.stepLine(l)
		if err != nil {
			return nil, err
		}
		if !l.hidden {
			all = append(all, made)
		}
	}
	return all, nil
}

func (w *explanation) stepLine(l line) (Line, error) {
	name := l.left.Name()
	switch l.relation {
	case "", ":=":
		q, ok := w.Find(name)
		if !ok {
			return Line{}, fmt.Errorf("%s is not known", name)
		}
		return w.result(Line{Name: name, MathML: w.equation(l, "=")}, q), nil
	case "=":
		q, err := w.evaluate(l.right)
		if err != nil {
			return Line{}, err
		}
		made := w.result(Line{Name: name, MathML: w.equation(l, "="), Numbers: w.numbers(l.right, q)}, q)
		w.SetResult(name, q)
		return made, nil
	}
	return w.check(l)
}

// check is a line that compares two numbers.
func (w *explanation) check(l line) (Line, error) {
	left, err := w.evaluate(l.left)
	if err != nil {
		return Line{}, err
	}
	right, err := w.evaluate(l.right)
	if err != nil {
		return Line{}, err
	}
	sign := map[string]string{"<=": "≤", ">": "&gt;"}[l.relation]
	if holds := (left.At[0] <= right.At[0]) == (l.relation == "<="); !holds {
		return Line{}, fmt.Errorf("%v %s %v does not hold", left.At[0], l.relation, right.At[0])
	}
	relation := func(right string) string {
		return notation.NumberMathML(numberText(left.At[0], left.Exact)) + "<mo>" + sign + "</mo>" + right
	}
	made := Line{MathML: w.equation(l, sign), Values: right.At[:1]}
	made.Results = []string{relation(notation.NumberMathML(numberText(right.At[0], right.Exact)))}
	if numbers := w.numbers(l.right, right); numbers != nil && relation(numbers[0]) != "<mrow>"+made.Results[0]+"</mrow>" {
		made.Numbers = []string{relation(numbers[0])}
	}
	return made, nil
}

// equation typesets a line with its symbols.
func (w *explanation) equation(l line, relation string) string {
	if l.right == nil {
		return l.left.MathML(w.symbolOf)
	}
	return "<mrow>" + l.left.MathML(w.symbolOf) + "<mo>" + relation + "</mo>" + l.right.MathML(w.symbolOf) + "</mrow>"
}

// numbers typesets the right side with numbers; nil for one that is nothing
// but a name, whose number is the result.
func (w *explanation) numbers(e *notation.Expression, q rule.Quantity) []string {
	if e.Name() != "" {
		return nil
	}
	all := []string{e.Numbers(0, w.written).MathML(w.symbolOf)}
	if q.Pair && len(w.Update.W) > 1 {
		all = append(all, e.Numbers(1, w.written).MathML(w.symbolOf))
	}
	return all
}

// evaluate is an expression's number, or its pair where it is made of pairs.
func (w *explanation) evaluate(e *notation.Expression) (rule.Quantity, error) {
	q, unknown := rule.Quantity{Exact: true}, ""
	e.Names(func(name string, inside bool) {
		of, ok := w.Find(name)
		if !ok {
			unknown = name
		}
		q.Pair = q.Pair || of.Pair && !inside
		q.Exact = q.Exact && of.Exact
	})
	if unknown != "" {
		return q, fmt.Errorf("%s is not known", unknown)
	}
	for i := range q.At {
		q.At[i] = e.Value(i, w.Number)
	}
	q.Exact = q.Exact && e.Name() != ""
	return q, nil
}

// result adds what a line comes to.
func (w *explanation) result(made Line, q rule.Quantity) Line {
	if q.Across != nil {
		made.Values = []float64{q.At[0], *q.Across, *q.Across, q.At[1]}
		made.Results = []string{matrixRow(q.At[0], *q.Across), matrixRow(*q.Across, q.At[1])}
		return made
	}
	n := 1
	if q.Pair && len(w.Update.W) > 1 {
		n = 2
	}
	for i := range n {
		made.Values = append(made.Values, q.At[i])
		made.Results = append(made.Results, notation.NumberMathML(numberText(q.At[i], q.Exact)))
	}
	return made
}

// matrixRow typesets two numbers side by side.
func matrixRow(a, b float64) string {
	left, right := notation.NumberMathML(numberText(a, false)), notation.NumberMathML(numberText(b, false))
	return "<mrow>" + left + `<mspace width="1.2em"/>` + right + "</mrow>"
}
