package script

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"downhill/landscape"
)

// quoted is a text within quotes or a comment: nothing in it ends them. Letters of
// any language stay as they are.
func quoted(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case c == '"' || c == '\\':
			b.WriteRune('\\')
			b.WriteRune(c)
		case unicode.IsPrint(c):
			b.WriteRune(c)
		default:
			escape := strconv.QuoteRuneToASCII(c)
			b.WriteString(escape[1 : len(escape)-1])
		}
	}
	return b.String()
}

// plainPoint is a point as a list of its two weights.
func plainPoint(p landscape.Point) string { return "[" + number(p.X) + ", " + number(p.Y) + "]" }

// onePoint is a point of a surface of one weight as a list.
func onePoint(p landscape.Point) string { return "[" + number(p.X) + "]" }

// number is a number that Python reads back exactly.
func number(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	case math.IsNaN(v):
		return "nan"
	}
	text := strconv.FormatFloat(v, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}

// function is an optimizer's id as a name of Python.
func function(id string) string { return strings.ReplaceAll(id, "-", "_") }
