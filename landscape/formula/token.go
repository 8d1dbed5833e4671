package formula

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenKind tells numbers, names and symbols apart.
type tokenKind uint8

const (
	endToken tokenKind = iota
	numberToken
	nameToken
	symbolToken // text is one of + - * / ^ ( ) , ; : =
)

// token is one word of a formula.
type token struct {
	kind   tokenKind
	text   string
	value  float64 // of a number
	column int     // counts characters from 1
}

// symbols maps what may be typed to the symbol that it means.
var symbols = map[rune]string{
	'+': "+", '-': "-", '*': "*", '/': "/", '^': "^", '(': "(", ')': ")",
	',': ",", ';': ";", ':': ":", '=': "=",
	'−': "-", '–': "-", '·': "*", '×': "*", '∗': "*", '⋅': "*", '÷': "/",
}

// instead says what to write for a character of other notations.
var instead = map[rune]string{
	'|': "abs(…)", '√': "sqrt(…)", '∛': "cbrt(…)", '[': "(", '{': "(", ']': ")", '}': ")",
}

// superscripts are typed exponents: x² is x^2.
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// lexer cuts a text into tokens.
type lexer struct {
	rest   string
	free   bool // names may have primes and a component
	column int
	tokens []token
}

// lex cuts text into tokens; the last is an endToken.
func lex(text string) ([]token, *Error) { return lexWords(text, false) }

// lexWords is lex; with free, names are those of an Expression.
func lexWords(text string, free bool) ([]token, *Error) {
	l := lexer{rest: text, free: free, column: 1}
	for l.rest != "" {
		if err := l.next(); err != nil {
			return nil, err
		}
	}
	l.add(endToken, "", 0)
	return l.tokens, nil
}

// next reads one token, or skips one space.
func (l *lexer) next() *Error {
	r, size := utf8.DecodeRuneInString(l.rest)
	switch {
	case r == utf8.RuneError && size <= 1:
		return fail(l.column, "bad-character", "found", "�")
	case unicode.IsSpace(r):
		l.take(size)
	case r >= '0' && r <= '9' || r == '.':
		return l.number()
	case r == 'π':
		l.add(nameToken, "pi", size)
	case isLetter(r), l.free && unicode.IsLetter(r):
		n := l.nameLength()
		l.add(nameToken, l.rest[:n], n)
	case strings.ContainsRune(superscripts, r):
		return l.superscript()
	case strings.HasPrefix(l.rest, "**"): // a power, as programs write it
		l.add(symbolToken, "^", 2)
	case symbols[r] != "":
		l.add(symbolToken, symbols[r], size)
	case instead[r] != "":
		return fail(l.column, "bad-character-near", "found", string(r), "near", instead[r])
	case r == 'θ':
		return fail(l.column, "not-a-weight", "found", string(r))
	default:
		return fail(l.column, "bad-character", "found", string(r))
	}
	return nil
}

// nameLength is the length of the name that comes next; a free one may be of
// any letters, with primes and a component: η'.x
func (l *lexer) nameLength() int {
	n := prefix(l.rest, func(r rune) bool { return isLetter(r) || isDigit(r) || l.free && unicode.IsLetter(r) })
	if !l.free {
		return n
	}
	n += prefix(l.rest[n:], func(r rune) bool { return r == '\'' })
	if component, found := strings.CutPrefix(l.rest[n:], "."); found {
		if letters := prefix(component, isLetter); letters > 0 {
			return n + 1 + letters
		}
	}
	return n
}

// number reads 12, 1.5, .5, 2e-3; the e of 2e stays for the constant e.
func (l *lexer) number() *Error {
	n := prefix(l.rest, func(r rune) bool { return isDigit(r) || r == '.' })
	if m := exponentLength(l.rest[n:]); m > 0 {
		n += m
	}
	text := l.rest[:n]
	value, err := strconv.ParseFloat(text, 64)
	switch {
	case math.IsInf(value, 0):
		return fail(l.column, "number-too-large", "found", text)
	case err != nil:
		return fail(l.column, "bad-number", "found", text)
	}
	l.add(numberToken, text, n)
	l.tokens[len(l.tokens)-1].value = value
	return nil
}

// exponentLength is the length of e5, E-5 or e+5 at the start of s, else 0.
func exponentLength(s string) int {
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return 0
	}
	n := 1
	if n < len(s) && (s[n] == '+' || s[n] == '-') {
		n++
	}
	digits := prefix(s[n:], isDigit)
	if digits == 0 {
		return 0
	}
	return n + digits
}

// superscript reads x²³ as x^23.
func (l *lexer) superscript() *Error {
	column, digits := l.column, ""
	for l.rest != "" {
		r, size := utf8.DecodeRuneInString(l.rest)
		at := strings.IndexRune(superscripts, r)
		if at < 0 {
			break
		}
		digits += strconv.Itoa(utf8.RuneCountInString(superscripts[:at]))
		l.take(size)
	}
	value, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return fail(column, "number-too-large", "found", digits)
	}
	l.tokens = append(l.tokens,
		token{kind: symbolToken, text: "^", column: column},
		token{kind: numberToken, text: digits, value: value, column: column})
	return nil
}

// add appends a token of the next n bytes.
func (l *lexer) add(kind tokenKind, text string, n int) {
	l.tokens = append(l.tokens, token{kind: kind, text: text, column: l.column})
	l.take(n)
}

// take moves past n bytes.
func (l *lexer) take(n int) {
	l.column += utf8.RuneCountInString(l.rest[:n])
	l.rest = l.rest[n:]
}

// prefix is the length in bytes of the longest start of s that holds only
// wanted characters.
func prefix(s string, wanted func(rune) bool) int {
	n := strings.IndexFunc(s, func(r rune) bool { return !wanted(r) })
	if n < 0 {
		return len(s)
	}
	return n
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' }
