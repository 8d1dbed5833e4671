package formula

import (
	"strconv"
	"strings"
)

// MathML is the formula typeset, a <math> element's content: the loss, and a
// row below it for each named part. It has no words, only mathematics. A
// recurrence h is written h₀, hₜ₊₁ and, after N times, h_N.
func (p *Program) MathML() string {
	s := newTypesetter(p.tree)
	definitions := make([]string, 0, len(p.tree.parts))
	for _, part := range p.tree.parts {
		definitions = append(definitions, s.part(part, part.name))
	}
	return stack(append([]string{s.set(p.tree.result).text}, definitions...))
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

func newTypesetter(t *tree) *typesetter {
	s := &typesetter{repeated: map[string]bool{}, index: map[string]string{}, count: map[string]int{}}
	for _, p := range t.parts {
		if p.times > 0 {
			s.repeated[p.name] = true
		}
	}
	return s
}

// part typesets a definition of what left names, and moves the recurrence on.
func (s *typesetter) part(p part, left string) string {
	if p.times == 0 {
		value := s.set(p.value).text
		s.at(p.name)
		return row(s.name(left).text, mo("="), value)
	}
	from := s.count[p.name]
	s.index[p.name] = mi("t")
	value := s.set(p.value).text
	s.index[p.name] = row(mi("t"), mo("+"), mn("1"))
	head := s.name(left).text
	s.count[p.name] += p.times
	s.at(p.name)
	return row(head, mo("="), value, mo(","), `<mspace width="1em"/>`, mi("t"), mo("="),
		mn(strconv.Itoa(from)), mo(","), mo("…"), mo(","), mn(strconv.Itoa(from+p.times-1)))
}

// at notes how far a part's recurrence has come.
func (s *typesetter) at(name string) {
	if s.repeated[name] {
		s.index[name] = mn(strconv.Itoa(s.count[name]))
	}
}

// set typesets a node.
func (s *typesetter) set(n *node) piece {
	switch n.kind {
	case numberNode:
		if n.name != "" {
			return setDecimal(n.name)
		}
		return setNumber(n.value)
	case nameNode:
		return s.name(n.name)
	case negNode:
		return negated(fence(s.set(n.args[0]), productLevel))
	case addNode, subNode:
		return s.sum(n)
	case mulNode:
		return s.product(n)
	case divNode:
		return s.fraction(n)
	case powNode:
		return s.power(n.args[0], n.args[1])
	}
	return s.call(n)
}

// within typesets a node, in parentheses if it holds together less than wanted.
func (s *typesetter) within(n *node, wanted level) string { return fence(s.set(n), wanted).text }

// fence puts a piece in parentheses if it holds together less than wanted.
func fence(p piece, wanted level) piece {
	if p.level < wanted {
		return piece{text: parentheses(p.text), level: atomLevel}
	}
	return p
}

// sum typesets a sum. What is subtracted, or added with a sign of its own,
// stands in parentheses.
func (s *typesetter) sum(n *node) piece {
	sign := mo("+")
	if n.kind == subNode {
		sign = mo("−")
	}
	return piece{text: row(s.set(n.args[0]).text, sign, s.within(n.args[1], productLevel)), level: sumLevel}
}

// negated puts a minus before a piece.
func negated(p piece) piece {
	return piece{text: row(mo("−"), p.text), level: sumLevel, minus: &p}
}

// product typesets factors side by side. A leading minus moves before the
// whole product.
func (s *typesetter) product(n *node) piece {
	a, b := s.set(n.args[0]), fence(s.set(n.args[1]), productLevel)
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
func (s *typesetter) fraction(n *node) piece {
	below := s.set(n.args[1])
	over := func(above piece) piece {
		return piece{text: tag("mfrac", row(above.text), row(below.text)), level: factorLevel, digit: above.digit}
	}
	if n.args[0].kind == negNode { // the bar holds a sum together, no parentheses
		return negated(over(s.set(n.args[0].args[0])))
	}
	above := s.set(n.args[0])
	if above.minus != nil {
		return negated(over(*above.minus))
	}
	return over(above)
}

// raised are the functions whose powers are written sin² x.
var raised = map[string]bool{"sin": true, "cos": true, "tan": true, "sinh": true, "cosh": true, "tanh": true, "ln": true,
	"cot": true, "sec": true, "csc": true}

// power typesets a power.
func (s *typesetter) power(base, exponent *node) piece {
	above := row(s.set(exponent).text)
	if base.kind == callNode && raised[base.name] && exponent.kind == numberNode {
		head := tag("msup", functionName(base.name), above)
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
