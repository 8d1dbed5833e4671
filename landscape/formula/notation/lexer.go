package notation

import (
	"strconv"
	"strings"
	"unicode"
)

// lexer cuts characters into tokens.
type lexer struct {
	rest    []char
	free    bool // names may have primes and a component
	tex     bool // the text is LaTeX: it has a command
	foreign bool // something is not in our own spelling
	end     int  // the column behind the text
	tight   bool // the last character was no space
	tokens  []token
}

// lexWords cuts the text of an Expression into tokens; the last is an endToken.
func lexWords(text string) ([]token, *Error) {
	l := lexer{free: true}
	for _, r := range text {
		l.end++
		l.rest = append(l.rest, char{r, l.end})
	}
	return l.all()
}

// all cuts all characters; the last token is an endToken.
func (l *lexer) all() ([]token, *Error) {
	for len(l.rest) > 0 {
		if err := l.next(); err != nil {
			return nil, err
		}
	}
	l.tokens = append(l.tokens, token{column: l.end + 1, end: l.end + 1})
	return l.tokens, nil
}

// next reads one token, or skips one space.
func (l *lexer) next() *Error {
	r := l.peek(0)
	switch {
	case unicode.IsSpace(r), l.tex && (r == '~' || r == '&' && l.aligns()):
		l.skip(1)
		l.tight = false
	case isDigit(r), r == '.' && isDigit(l.peek(1)):
		return l.number()
	case r == '.':
		return l.dot()
	case isLetter(r), unicode.IsLetter(r) && (l.free || greekName(r) != ""):
		return l.name()
	case raisedCharacters[r] != 0:
		return l.raised()
	case fractions[r] != "":
		return l.fraction(r)
	case roots[r] != "":
		l.foreign = true
		l.add(commandToken, roots[r], 1)
	case r == '\\' && !l.free:
		return l.command()
	case r == '@' && len(l.tokens) == 0 && l.peek(1) == '(': // an anonymous function
		l.foreign = true
		l.add(symbolToken, "@", 1)
	default:
		return l.symbol(r)
	}
	return nil
}

// aligns reports whether an & stands before a sign, as LaTeX lines up equations.
func (l *lexer) aligns() bool {
	r := l.peek(1 + l.run(1, unicode.IsSpace))
	return r == '=' || r == '+' || r == '-'
}

// symbol reads an operator, a bracket or a separator.
func (l *lexer) symbol(r rune) *Error {
	switch {
	case l.starts("**"), l.starts("^^"): // a power, as programs write it
		l.foreign = l.foreign || r == '^'
		l.add(symbolToken, "^", 2)
	case l.starts("=>"):
		l.add(symbolToken, "=>", 2)
	case l.starts(":="):
		l.add(symbolToken, "=", 2)
	case l.operator() != "":
		return NewError(l.column(), "no-operator", "found", l.operator())
	case symbols[r] != "":
		l.foreign = l.foreign || r >= 0x80 && !strings.ContainsRune(canonicalSymbols, r) || strings.ContainsRune("[]{}|", r)
		l.add(symbolToken, symbols[r], 1)
	case replacements[r] != "":
		return NewError(l.column(), "bad-character-near", "found", string(r), "near", replacements[r])
	default:
		return badCharacter(l.column(), r)
	}
	return nil
}

// operator is the operator of other languages that comes next, "" if none does.
func (l *lexer) operator() string {
	for _, o := range operators {
		if l.starts(o) {
			return o
		}
	}
	return ""
}

// dot reads an operation on each element, x.^2; a method, x.pow(2), has no place.
func (l *lexer) dot() *Error {
	n := 1
	for isLetter(l.peek(n)) || isDigit(l.peek(n)) {
		n++
	}
	switch {
	case strings.ContainsRune("^*/", l.peek(1)):
		l.foreign = true
		l.skip(1)
	case n > 1 && len(l.tokens) > 0 && l.tight:
		return NewError(l.column(), "method", "name", l.text(n)[1:])
	default:
		return NewError(l.column(), "bad-number", "found", ".")
	}
	return nil
}

// raised reads what stands above the line as an exponent: x⁻² is x^{-2}.
func (l *lexer) raised() *Error {
	column, inner, typed := l.column(), lexer{}, ""
	for raisedCharacters[l.peek(0)] != 0 {
		inner.rest = append(inner.rest, char{raisedCharacters[l.peek(0)], l.column()})
		l.foreign = l.foreign || !isDigit(raisedCharacters[l.peek(0)])
		typed += string(l.peek(0))
		l.skip(1)
	}
	tokens, err := inner.all()
	if err != nil {
		return err
	}
	if last := inner.last(); last.kind == symbolToken && !closes(last) {
		return badCharacter(last.column, []rune(typed)[last.column-column])
	}
	l.make(column, symbolToken, "^", "{")
	for _, t := range tokens[:len(tokens)-1] {
		t.made = true
		l.tokens = append(l.tokens, t)
	}
	l.make(column, symbolToken, "}")
	return nil
}

// last is the last token but the end.
func (l *lexer) last() token { return l.tokens[len(l.tokens)-2] }

// fraction reads ½ as \frac{1}{2}; 2½ might be a product or a sum.
func (l *lexer) fraction(r rune) *Error {
	if n := len(l.tokens); n > 0 && l.tight && l.tokens[n-1].kind == numberToken {
		return NewError(l.column(), "mixed-number", "found", l.tokens[n-1].text+string(r))
	}
	above, below, _ := strings.Cut(fractions[r], "/")
	l.quotient(above, below, 1)
	return nil
}

// quotient adds the tokens of a fraction of whole numbers for the next n
// characters.
func (l *lexer) quotient(above, below string, n int) {
	column := l.column()
	l.skip(n)
	l.foreign = true
	l.make(column, commandToken, "frac")
	for _, text := range []string{above, below} {
		l.make(column, symbolToken, "{")
		l.make(column, numberToken, text)
		l.tokens[len(l.tokens)-1].value, _ = strconv.ParseFloat(text, 64)
		l.make(column, symbolToken, "}")
	}
}

// make appends tokens for part of a typed character.
func (l *lexer) make(column int, kind tokenKind, texts ...string) {
	for _, text := range texts {
		l.tokens = append(l.tokens, token{kind: kind, text: text, column: column, end: column + 1, made: true, tight: l.tight})
	}
	l.tight = true
}

// add appends a token of the next n characters.
func (l *lexer) add(kind tokenKind, text string, n int) {
	l.tokens = append(l.tokens, token{kind: kind, text: text, column: l.column(), end: l.rest[n-1].column + 1, tight: l.tight})
	l.skip(n)
}

// skip moves past n characters.
func (l *lexer) skip(n int) {
	l.rest = l.rest[n:]
	l.tight = true
}

// peek is the character i places ahead, 0 beyond the end.
func (l *lexer) peek(i int) rune {
	if i >= len(l.rest) {
		return 0
	}
	return l.rest[i].r
}

// Column is the column of the next character, or the one behind the text.
func (l *lexer) column() int {
	if len(l.rest) == 0 {
		return l.end + 1
	}
	return l.rest[0].column
}

// text is the next n characters.
func (l *lexer) text(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(l.peek(i))
	}
	return b.String()
}

// starts reports whether the rest starts with a word.
func (l *lexer) starts(word string) bool {
	at := 0
	for _, r := range word {
		if l.peek(at) != r {
			return false
		}
		at++
	}
	return true
}

// run is the number of wanted characters from the i-th on.
func (l *lexer) run(i int, wanted func(rune) bool) int {
	n := 0
	for i+n < len(l.rest) && wanted(l.rest[i+n].r) {
		n++
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' }
