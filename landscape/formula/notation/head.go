package notation

import (
	"slices"
	"strings"
)

// head is what stands before a loss to name it, f(x, y) = or lambda x, y:,
// with the names that it gives to the weights.
type head struct {
	arguments []token
	bound     map[string]string // names that mean x and y
}

// head takes the head off the tokens, if there is one.
func (s *source) head() (head, *Error) {
	var h head
	for {
		n, arguments := s.headLength()
		if n == 0 {
			break
		}
		if h.arguments = arguments; len(arguments) > 2 {
			return h, NewError(arguments[2].column, "head-arguments")
		}
		s.tokens, s.foreign = s.tokens[n:], true
	}
	return h, s.bind(&h)
}

// headLength is the number of tokens of the head that comes next, and what is
// between its parentheses.
func (s *source) headLength() (n int, arguments []token) {
	word := func(i int, text string) bool { return i < len(s.tokens) && s.tokens[i].text == text }
	switch {
	case word(0, "=") || word(0, "return"):
		return 1, nil
	case word(0, "lambda"):
		n, arguments = s.list(1)
		if n > 0 && word(1+n, ":") {
			return n + 2, arguments
		}
	case word(0, "def") && len(s.tokens) > 1:
		n, arguments = s.enclosed(2)
		if n > 0 && word(2+n, ":") {
			return n + 3, arguments
		}
	case word(0, "@"):
		if n, arguments = s.enclosed(1); n > 0 {
			return n + 1, arguments
		}
	case word(0, "("):
		n, arguments = s.enclosed(0)
		if n > 0 && word(n, "=>") {
			return n + 1, arguments
		}
	case s.tokens[0].kind == nameToken:
		return s.named()
	}
	return 0, nil
}

// named is a head such as f(x, y) = or z =.
func (s *source) named() (n int, arguments []token) {
	name := s.tokens[0].text
	if s.known(name) || name == "e" || slices.Contains([]string{"x", "y"}, name) {
		return 0, nil
	}
	n, arguments = s.enclosed(1)
	if s.tokens[min(1+n, len(s.tokens)-1)].text != "=" {
		return 0, nil
	}
	return n + 2, arguments
}

// enclosed is a list of names in brackets from the i-th token on.
func (s *source) enclosed(i int) (n int, names []token) {
	if i+1 >= len(s.tokens) || s.tokens[i].text != "(" && s.tokens[i].text != "[" {
		return 0, nil
	}
	n, names = s.list(i + 1)
	if n == 0 || s.tokens[i+1+n].text != closingBrackets[s.tokens[i].text] {
		return 0, nil
	}
	return n + 2, names
}

// list is a list of names from the i-th token on, maybe in braces.
func (s *source) list(i int) (n int, names []token) {
	for {
		size := 1
		if s.tokens[i+n].text == "{" && s.tokens[min(i+n+2, len(s.tokens)-1)].text == "}" {
			size = 3
		}
		name := s.tokens[i+n+size/2]
		if name.kind != nameToken {
			return 0, nil
		}
		names = append(names, name)
		if n += size; s.tokens[i+n].text != "," {
			return n, names
		}
		n++
	}
}

// bind finds out what the names of the head mean: f(u, v) has the weights u
// and v. A single name is the first weight, or the pair that has indices.
func (s *source) bind(h *head) *Error {
	h.bound = map[string]string{}
	names := make([]string, len(h.arguments))
	for i, a := range h.arguments {
		names[i] = strings.TrimSuffix(a.text, "_") // f[x_, y_]
	}
	if len(names) == 1 && s.indexed(names[0]) || len(names) == 2 && isMember(names[0]) && isMember(names[1]) {
		return nil
	}
	weights := []string{"x", "y"}
	for i, name := range names {
		switch {
		case len(names) == 1 && (name == "y" || isMember(name)), name == weights[i]:
		case s.known(name) || name == "e" || name == "x" || name == "y" || isMember(name) || slices.Index(names, name) < i:
			return NewError(h.arguments[i].column, "head-arguments")
		default:
			h.bound[name] = weights[i]
		}
	}
	return nil
}

// indexed reports whether the components of a pair of this name are used.
func (s *source) indexed(name string) bool {
	for i, t := range s.tokens {
		if base, _, _, n := s.member(i); n > 0 && base == name && t.text != name+"_" {
			return true
		}
	}
	return false
}
