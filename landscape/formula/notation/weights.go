package notation

import (
	"regexp"
	"slices"
	"strconv"
)

// indexedName is a weight as a component: x1, x_1, w_{2}, theta1.
var indexedName = regexp.MustCompile(`^(x|w|theta)(_?)([0-9]{1,3})$`)

func isMember(name string) bool { return indexedName.MatchString(name) }

// use is one place where a weight is written.
type use struct {
	at, length int    // tokens
	family     string // how it is written; one formula has one way
	style      string // how the index is joined: nothing, _ or []
	index      int    // of a component
	name       string // as typed
	column     int
}

// weights renames the weights to x and y: x1 and x2, x[0] and x[1], w_1 and w_2,
// or the names in the head. Two ways in one formula, or an index that leaves
// open which weight is meant, are errors: x2 may be an x² that lost its place.
func (s *source) weights(h head) *Error {
	uses := s.uses(h)
	for _, u := range uses {
		if u.family == "unclear" {
			return NewError(u.column, "weight-unclear", "name", u.name)
		}
	}
	for _, u := range uses {
		if u.family != uses[0].family {
			return NewError(u.column, "mixed-weights", "name", u.name, "other", uses[0].name)
		}
	}
	if len(uses) == 0 || uses[0].family == "plain" {
		return nil
	}
	s.foreign = s.foreign || uses[0].family != "w" || uses[0].style != ""
	if uses[0].family == "bound" {
		for _, u := range uses {
			s.tokens[u.at].text = h.bound[u.name]
		}
		return nil
	}
	from, err := firstIndex(uses, h)
	if err != nil {
		return err
	}
	s.rename(uses, from)
	return nil
}

// uses are the places of weights, in order.
func (s *source) uses(h head) []use {
	var uses []use
	for i := 0; i < len(s.tokens); i++ {
		t := s.tokens[i]
		if t.kind != nameToken || slices.Contains(s.parts, t.text) {
			continue
		}
		base, style, index, n := s.member(i)
		u := use{at: i, length: n, family: base, style: style, index: index, name: s.spelling(i, n), column: t.column}
		switch {
		case h.bound[t.text] != "":
			u.family, u.length, u.name = "bound", 1, t.text
		case n == 0 && (t.text == "x" || t.text == "y"):
			u.family, u.length, u.name = "plain", 1, t.text
			if s.looksIndexed(i) {
				u.family, u.name = "unclear", s.spelling(i, 4)
			}
		case n == 0:
			continue
		case style == "[]":
			u.family += style
		}
		uses = append(uses, u)
		i += u.length - 1
	}
	return uses
}

// member reads the i-th token as a component of a pair: its base, how the index
// is joined to it, the index, and the number of tokens, 0 if it is none.
func (s *source) member(i int) (base, style string, index, n int) {
	t := s.tokens[i]
	if t.kind != nameToken {
		return "", "", 0, 0
	}
	if m := indexedName.FindStringSubmatch(t.text); m != nil {
		index, _ = strconv.Atoi(m[3])
		return m[1], m[2], index, 1
	}
	if (t.text == "x" || t.text == "w" || t.text == "theta") && s.bracketed(i+1, "[") {
		index, _ = strconv.Atoi(s.tokens[i+2].text)
		return t.text, "[]", index, 4
	}
	return "", "", 0, 0
}

// bracketed reports whether a whole number in brackets stands at the i-th token.
func (s *source) bracketed(i int, open string) bool {
	if i+2 >= len(s.tokens) || s.tokens[i].text != open || s.tokens[i+2].text != closingBrackets[open] || s.tokens[i+1].kind != numberToken {
		return false
	}
	_, err := strconv.ParseUint(s.tokens[i+1].text, 10, 8)
	return err == nil
}

// looksIndexed reports whether the weight at i may be meant as a component of x:
// x(1) is one elsewhere, and brackets behind y are none of a pair we know.
func (s *source) looksIndexed(i int) bool {
	if s.tokens[i].text == "x" && s.bracketed(i+1, "(") && s.tokens[i+2].value <= 2 {
		return true
	}
	return s.tokens[min(i+1, len(s.tokens)-1)].text == "["
}

// spelling is the text of n tokens from the i-th on.
func (s *source) spelling(i, n int) (text string) {
	for _, t := range s.tokens[i:min(i+max(n, 1), len(s.tokens))] {
		text += t.text
	}
	return text
}

// firstIndex is the index of the first weight, 0 or 1.
func firstIndex(uses []use, h head) (int, *Error) {
	seen := [3]bool{}
	for _, a := range h.arguments {
		if m := indexedName.FindStringSubmatch(a.text); m != nil && len(m[3]) == 1 && m[3] < "3" {
			seen[m[3][0]-'0'] = true
		}
	}
	for _, u := range uses {
		if u.index > 2 || u.index == 2 && seen[0] || u.index == 0 && seen[2] {
			return 0, NewError(u.column, "weight-count", "name", u.name)
		}
		seen[u.index] = true
	}
	first := uses[0]
	switch {
	case seen[0]:
		return 0, nil
	case seen[1] && !seen[2] && first.style == "[]", seen[2] && !seen[1] && first.style == "" && first.family != "w":
		return 0, NewError(first.column, "weight-unclear", "name", first.name)
	}
	return 1, nil
}

// rename writes x and y for the weights that are used, the first being of the index from.
func (s *source) rename(uses []use, from int) {
	for _, u := range slices.Backward(uses) {
		s.tokens[u.at].text = []string{"x", "y"}[u.index-from]
		s.tokens[u.at].end = s.tokens[u.at+u.length-1].end
		s.tokens = slices.Delete(s.tokens, u.at+1, u.at+u.length)
	}
	s.foreign = s.foreign || from == 0
}
