package notation

import "slices"

// source is a formula's tokens as they are parsed, after every other spelling
// was brought to ours: weights are x and y, bars open or close.
type source struct {
	tokens  []token
	parts   []string // names of let, wherever they stand
	tex     bool
	foreign bool // some of it was in another spelling
}

// read makes a text's source.
func read(text string) (*source, *Error) {
	chars, foreign, err := characters(text)
	if err != nil {
		return nil, err
	}
	inner, wrapped := unwrap(chars)
	l := lexer{rest: inner, foreign: foreign || wrapped}
	if !wrapped {
		inner = chars
	}
	for i, c := range inner {
		raised := c.r == '{' && i > 0 && (inner[i-1].r == '^' || inner[i-1].r == '_')
		l.tex, l.end = l.tex || c.r == '\\' || raised, c.column
	}
	tokens, err := l.all()
	if err != nil {
		return nil, err
	}
	s := &source{tokens: tokens, tex: l.tex, foreign: l.foreign}
	for i, t := range tokens {
		if i > 0 && t.kind == nameToken && tokens[i-1].text == "let" {
			s.parts = append(s.parts, t.text)
		}
	}
	return s, s.arrange()
}

// arrange brings the tokens to our spelling.
func (s *source) arrange() *Error {
	s.splitLetters()
	h, err := s.head()
	if err != nil {
		return err
	}
	if err := s.weights(h); err != nil {
		return err
	}
	s.dropLast()
	return s.bars()
}

// dropLast drops the semicolon that ends a statement elsewhere.
func (s *source) dropLast() {
	n := len(s.tokens)
	if n > 2 && len(s.parts) == 0 && s.tokens[n-2].text == ";" {
		s.tokens = slices.Delete(s.tokens, n-2, n-1)
		s.foreign = true
	}
}

// splitLetters takes letters side by side for products, as LaTeX does: xy is x y.
// Names that mean something stay.
func (s *source) splitLetters() {
	if !s.tex {
		return
	}
	var all []token
	for _, t := range s.tokens {
		pieces := []string{t.text}
		if t.kind == nameToken && t.plain && !s.known(t.text) {
			pieces = letters(t.text)
		}
		for i, piece := range pieces {
			made := t
			if made.text = piece; len(pieces) > 1 {
				made.column += len(t.text) - len(joined(pieces[i:]))
				made.end = made.column + len(piece)
			}
			all = append(all, made)
		}
	}
	s.tokens = all
}

// known reports whether a name means something as it is.
func (s *source) known(name string) bool {
	_, isFunction := lookup(name)
	return isFunction || name == "pi" || name == "let" || name == "repeat" || slices.Contains(s.parts, name)
}

// letters cuts a name into the weights and constants of one letter that it is
// made of, x_1 among them; what is made of others stays whole.
func letters(name string) []string {
	var pieces []string
	for rest := name; rest != ""; {
		n := 1
		if len(rest) > 2 && rest[1] == '_' && isDigit(rune(rest[2])) {
			n = 3
		}
		if rest[0] != 'e' && rest[0] != 'x' && rest[0] != 'y' && (rest[0] != 'w' || n == 1) {
			return []string{name}
		}
		pieces = append(pieces, rest[:n])
		rest = rest[n:]
	}
	return pieces
}

func joined(pieces []string) (all string) {
	for _, p := range pieces {
		all += p
	}
	return all
}
