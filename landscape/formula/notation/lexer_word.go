package notation

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// number reads 12, 1.5, .5, 2e-3; the e of 2e stays for the constant e.
func (l *lexer) number() *Error {
	n := l.run(0, func(r rune) bool { return isDigit(r) || r == '.' })
	n += l.exponent(n)
	if wrong := l.wrongNumber(n); wrong != nil {
		return wrong
	}
	text := l.text(n)
	if below := l.run(n+1, isDigit); l.peek(n) == '⁄' && below > 0 && n == l.run(0, isDigit) { // binds tighter than /
		l.quotient(text, l.piece(n+1, below), n+1+below)
		return nil
	}
	value, err := strconv.ParseFloat(text, 64)
	switch {
	case math.IsInf(value, 0):
		return NewError(l.column(), "number-too-large", "found", text)
	case err != nil:
		return NewError(l.column(), "bad-number", "found", text)
	case value == 0 && significant(text):
		return NewError(l.column(), "number-too-small", "found", text)
	}
	l.add(numberToken, text, n)
	l.tokens[len(l.tokens)-1].value = value
	return l.decimalComma(text)
}

// significant reports whether a number is written with a digit that is not 0, so
// that it is not meant as 0.
func significant(text string) bool {
	digits, _, _ := strings.Cut(strings.ToLower(text), "e")
	return strings.ContainsAny(digits, "123456789")
}

// exponent is the length of e5, E-5 or e+5 from the i-th character on, else 0.
func (l *lexer) exponent(i int) int {
	if r := l.peek(i); r != 'e' && r != 'E' {
		return 0
	}
	n := 1
	if r := l.peek(i + 1); r == '+' || r == '-' {
		n++
	}
	digits := l.run(i+n, isDigit)
	if digits == 0 {
		return 0
	}
	return n + digits
}

// wrongNumber fails at numbers of other languages: 3e-.5, 1e, 2e3.5, 1_000 and 0x10.
// Read as products they would be something else than was meant.
func (l *lexer) wrongNumber(n int) *Error {
	text, more := l.text(n), 0
	r, word := l.peek(n), l.run(n, func(r rune) bool { return isLetter(r) || isDigit(r) || r == '.' })
	signed := strings.ContainsRune("+-", l.peek(n+1))
	switch {
	case l.free:
		return nil
	case text == "0" && (r == 'x' || r == 'X'):
		hex := l.run(n+1, func(r rune) bool { return unicode.Is(unicode.ASCII_Hex_Digit, r) })
		return NewError(l.column(), "hex-number", "found", l.text(n+1+hex))
	case (r == 'e' || r == 'E') && signed && l.peek(n+2) == '.':
		more = 2 + l.run(n+2, func(r rune) bool { return isDigit(r) || r == '.' })
	case (r == 'e' || r == 'E') && l.peek(n+1) == '.' && isDigit(l.peek(n+2)), r == '_', r == '.' && isDigit(l.peek(n+1)):
		more = word
	case (text == "1" || text == "1.") && (r == 'e' || r == 'E') && word == 1 && l.peek(n+1) != '^' && !l.starts(text+"e**"):
		more = 1
	}
	if more == 0 {
		return nil
	}
	return NewError(l.column(), "bad-number", "found", l.text(n+more))
}

// decimalComma marks a comma between digits, as most of Europe writes fractions,
// with that number: the parser finds out whether it separates arguments.
func (l *lexer) decimalComma(whole string) *Error {
	digits := l.run(1, isDigit)
	if strings.ContainsAny(whole, ".eE") {
		return nil
	}
	if l.starts("{,}") && isDigit(l.peek(3)) {
		digits = l.run(3, isDigit)
		l.rest = l.rest[2:]
		return decimalComma(l.tokens[len(l.tokens)-1].column, whole+","+l.text(1 + digits)[1:])
	}
	if l.peek(0) == ',' && digits > 0 {
		text := l.text(1 + digits)
		l.add(symbolToken, ",", 1)
		l.tokens[len(l.tokens)-1].comma = whole + text
	}
	return nil
}

// decimalComma fails at a number with a comma.
func decimalComma(column int, found string) *Error {
	return NewError(column, "decimal-comma", "found", found, "near", strings.Replace(found, ",", ".", 1))
}

// Name reads a name, with the module that it is taken from: np.sin.
func (l *lexer) name() *Error {
	if r := l.peek(0); r >= 0x80 && !l.free {
		return l.greek(r)
	}
	if module := l.module(); module > 0 {
		text, n := l.imported(module)
		l.add(nameToken, text, n)
		return nil
	}
	n := l.nameLength()
	text, length := l.text(n), n
	if inner, size := l.braces(n); strings.HasSuffix(text, "_") && size > 0 {
		text, length, l.foreign = text+inner, n+size, true
	}
	l.add(nameToken, text, length)
	l.tokens[len(l.tokens)-1].plain = true
	return nil
}
