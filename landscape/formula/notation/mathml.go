package notation

import (
	"strconv"
	"strings"
)

// MathML is the formula typeset, a <math> element's content: the loss, and a
// row below it for each named part. It has no words, only mathematics. A
// recurrence h is written h₀, hₜ₊₁ and, after N times, h_N.
func (t *Tree) MathML() string {
	s := newTypesetter(t)
	definitions := make([]string, 0, len(t.Parts))
	for _, part := range t.Parts {
		definitions = append(definitions, s.part(part, part.Name))
	}
	return stack(append([]string{s.set(t.Result).text}, definitions...))
}

// piece is a typeset part of a formula.
type piece struct {
	text  string
	level level
	digit bool   // begins with a digit: a number before it needs a dot between
	word  bool   // is a name of several letters: a factor beside it needs a dot
	call  bool   // begins with a function's name: a factor before it needs a thin space
	minus *piece // what a leading minus stands before, nil without one
}

// typesetter typesets; indices hold the place in its recurrence of each part that
// is repeated.
type typesetter struct {
	repeated map[string]bool
	index    map[string]string
	count    map[string]int

	symbol func(name string) Symbol // how names are written; nil for the formula's own way
	dots   bool                     // between all factors
}

func newTypesetter(t *Tree) *typesetter {
	s := &typesetter{repeated: map[string]bool{}, index: map[string]string{}, count: map[string]int{}}
	for _, p := range t.Parts {
		if p.Times > 0 {
			s.repeated[p.Name] = true
		}
	}
	return s
}

// part typesets a definition of what left names, and moves the recurrence on.
func (s *typesetter) part(p Part, left string) string {
	if p.Times == 0 {
		value := s.set(p.Value).text
		s.at(p.Name)
		return row(s.name(left).text, mo("="), value)
	}
	from := s.count[p.Name]
	s.index[p.Name] = mi("t")
	value := s.set(p.Value).text
	s.index[p.Name] = row(mi("t"), mo("+"), mn("1"))
	head := s.name(left).text
	s.count[p.Name] += p.Times
	s.at(p.Name)
	return row(head, mo("="), value, mo(","), `<mspace width="1em"/>`, mi("t"), mo("="),
		mn(strconv.Itoa(from)), mo(","), mo("…"), mo(","), mn(strconv.Itoa(from+p.Times-1)))
}

// at notes how far a part's recurrence has come.
func (s *typesetter) at(name string) {
	if s.repeated[name] {
		s.index[name] = mn(strconv.Itoa(s.count[name]))
	}
}

// set typesets a node.
func (s *typesetter) set(n *Node) piece {
	switch n.Kind {
	case NumberNode:
		if n.Name != "" {
			return setDecimal(n.Name)
		}
		return setNumber(n.Value)
	case NameNode:
		return s.name(n.Name)
	case NegNode:
		return negated(fence(s.set(n.Args[0]), productLevel))
	case AddNode, SubNode:
		return s.sum(n)
	case MulNode:
		return s.product(n)
	case DivNode:
		return s.fraction(n)
	case PowNode:
		return s.power(n.Args[0], n.Args[1])
	}
	return s.call(n)
}

// within typesets a node, in parentheses if it holds together less than wanted.
func (s *typesetter) within(n *Node, wanted level) string { return fence(s.set(n), wanted).text }

// fence puts a piece in parentheses if it holds together less than wanted.
func fence(p piece, wanted level) piece {
	if p.level < wanted {
		return piece{text: parentheses(p.text), level: atomLevel}
	}
	return p
}

// sum typesets a sum. What is subtracted, or added with a sign of its own,
// stands in parentheses.
func (s *typesetter) sum(n *Node) piece {
	sign := mo("+")
	if n.Kind == SubNode {
		sign = mo("−")
	}
	return piece{text: row(s.set(n.Args[0]).text, sign, s.within(n.Args[1], productLevel)), level: sumLevel}
}

// negated puts a minus before a piece.
func negated(p piece) piece {
	return piece{text: row(mo("−"), p.text), level: sumLevel, minus: &p}
}

// product typesets factors side by side. A leading minus moves before the
// whole product.
func (s *typesetter) product(n *Node) piece {
	a, b := s.set(n.Args[0]), fence(s.set(n.Args[1]), productLevel)
	if a.minus != nil {
		return negated(s.juxtapose(*a.minus, b))
	}
	return s.juxtapose(fence(a, productLevel), b)
}

// juxtapose sets two factors, with a dot where digits or words would run together.
func (s *typesetter) juxtapose(a, b piece) piece {
	times := mo("&#x2062;") // invisible times
	switch {
	case s.dots || b.digit || a.word || b.word:
		times = mo("·")
	case b.call:
		times += `<mspace width="0.17em"/>`
	}
	return piece{text: row(a.text, times, b.text), level: productLevel, digit: a.digit, word: b.word, call: a.call}
}

// fraction typesets a quotient, a leading minus before it.
func (s *typesetter) fraction(n *Node) piece {
	below := s.set(n.Args[1])
	over := func(above piece) piece {
		return piece{text: tag("mfrac", row(above.text), row(below.text)), level: factorLevel, digit: above.digit}
	}
	if n.Args[0].Kind == NegNode { // the bar holds a sum together, no parentheses
		return negated(over(s.set(n.Args[0].Args[0])))
	}
	above := s.set(n.Args[0])
	if above.minus != nil {
		return negated(over(*above.minus))
	}
	return over(above)
}

// raised are the functions whose powers are written sin² x.
var raised = map[string]bool{"sin": true, "cos": true, "tan": true, "sinh": true, "cosh": true, "tanh": true, "ln": true,
	"cot": true, "sec": true, "csc": true}

// power typesets a power.
func (s *typesetter) power(base, exponent *Node) piece {
	above := row(s.set(exponent).text)
	if base.Kind == CallNode && raised[base.Name] && exponent.Kind == NumberNode {
		head := tag("msup", functionName(base.Name), above)
		return piece{text: row(head, mo("&#x2061;"), s.arguments(base)), level: atomLevel, call: true}
	}
	below := fence(s.set(base), atomLevel)
	return piece{text: tag("msup", below.text, above), level: powerLevel, digit: below.digit, word: below.word}
}

// setNumber typesets a number; a very large or small one as a power of ten.
func setNumber(v float64) piece {
	text := strconv.FormatFloat(v, 'g', -1, 64)
	if _, exponent, scientific := strings.Cut(text, "e"); scientific {
		if n, _ := strconv.Atoi(exponent); n > -7 && n < 7 {
			text = strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	return setDecimal(text)
}

// setDecimal typesets a number that is not negative as it is written, 1e-7 as
// a power of ten.
func setDecimal(text string) piece {
	mantissa, exponent, scientific := strings.Cut(text, "e")
	if !scientific {
		return piece{text: mn(text), level: atomLevel, digit: true}
	}
	n, _ := strconv.Atoi(exponent)
	above := mn(strconv.Itoa(n))
	if n < 0 {
		above = row(mo("−"), mn(strconv.Itoa(-n)))
	}
	ten := tag("msup", mn("10"), above)
	if mantissa == "1" {
		return piece{text: ten, level: powerLevel, digit: true}
	}
	return piece{text: row(mn(mantissa), mo("·"), ten), level: productLevel, digit: true}
}
