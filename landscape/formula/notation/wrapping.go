package notation

import (
	"regexp"
	"strings"
)

// wrappings are what a formula is copied in: quotation marks, LaTeX's signs of
// mathematics.
var wrappings = [][2]string{
	{"$$", "$$"}, {"$", "$"}, {`\(`, `\)`}, {`\[`, `\]`},
	{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"„", "“"}, {"„", "”"}, {"‘", "’"}, {"«", "»"}, {"”", "”"}, {"’", "’"},
}

// derivativeHead is what names a partial derivative, as it is copied from the page.
var derivativeHead = regexp.MustCompile(`^∂[A-Za-z]+/∂[xy] *=`)

// texSpace is what LaTeX puts behind a formula to keep the next one away.
var texSpace = regexp.MustCompile(`(?:\\(?:quad|qquad|[,;:!])|\\? )+$`)

// environments of LaTeX that hold one formula.
var environments = strings.Fields("equation equation* displaymath math align align* aligned gather gather* gathered split multline multline*")

// unwrap takes away what a formula was copied in, and the stop behind it.
func unwrap(chars []char) (inner []char, found bool) {
	for {
		chars = trim(chars)
		n, m := wrapping(chars)
		if n == 0 && m == 0 {
			return chars, found
		}
		chars, found = chars[n:len(chars)-m], true
	}
}

// wrapping is how many characters wrap the others, before and behind.
func wrapping(chars []char) (before, behind int) {
	l := lexer{rest: chars}
	text := l.text(len(chars))
	for _, w := range wrappings {
		if inner, ok := strings.CutPrefix(text, w[0]); ok && strings.HasSuffix(inner, w[1]) {
			return len([]rune(w[0])), len([]rune(w[1]))
		}
	}
	for _, name := range environments {
		begin, end := `\begin{`+name+"}", `\end{`+name+"}"
		if inner, ok := strings.CutPrefix(text, begin); ok && strings.HasSuffix(inner, end) {
			return len(begin), len(end)
		}
	}
	if inner, size := l.group(0); size == len(chars) && strings.HasPrefix(inner, `{\displaystyle`) {
		return len(`{\displaystyle`), 1
	}
	if space := texSpace.FindString(text); space != "" {
		return 0, len(space)
	}
	if slope := derivativeHead.FindString(text); slope != "" {
		return len([]rune(slope)), 0
	}
	if n := len(chars); n > 1 && chars[n-2].r != '\\' && (chars[n-1].r == ',' || chars[n-1].r == '.' && chars[n-2].r != '.' && !isDigit(chars[n-2].r)) {
		return 0, 1
	}
	return 0, 0
}

// trim takes spaces away.
func trim(chars []char) []char {
	for len(chars) > 0 && chars[0].r == ' ' {
		chars = chars[1:]
	}
	for len(chars) > 0 && chars[len(chars)-1].r == ' ' {
		chars = chars[:len(chars)-1]
	}
	return chars
}
