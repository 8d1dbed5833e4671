package notation

import (
	"html"
	"strings"
)

// tag is a MathML element around its children, which are markup already.
func tag(name string, children ...string) string {
	return "<" + name + ">" + strings.Join(children, "") + "</" + name + ">"
}

func row(children ...string) string { return tag("mrow", children...) }

// mi is an identifier.
func mi(text string) string { return tag("mi", html.EscapeString(text)) }

// mn is a number.
func mn(text string) string { return tag("mn", html.EscapeString(text)) }

// mo is an operator; its text is one of ours, maybe a character reference.
func mo(text string) string { return tag("mo", text) }

// parentheses stand around inner, as high as it is where it is high.
func parentheses(inner string) string { return between("(", inner, ")") }

// between sets inner between fences. They stretch around fractions and towers
// of powers only: around a line of text a browser would make them differ with
// each letter's height.
func between(open, inner, shut string) string {
	attributes := `fence="true" stretchy="false"`
	if strings.Contains(inner, "<mfrac>") || tower(inner) > 1 {
		attributes = `fence="true" stretchy="true"`
	}
	mark := func(text string) string { return "<mo " + attributes + ">" + text + "</mo>" }
	return row(mark(open), inner, mark(shut))
}

// tower is how many powers stand on each other in markup.
func tower(markup string) int {
	highest, height := 0, 0
	for _, piece := range strings.SplitAfter(markup, ">") {
		switch {
		case strings.HasSuffix(piece, "<msup>"):
			height++
			highest = max(highest, height)
		case strings.HasSuffix(piece, "</msup>"):
			height--
		}
	}
	return highest
}

// stack sets lines below each other; one line stands alone. The page's style
// sheet sets mtable.lines flush left: its policy forbids a style of our own.
func stack(lines []string) string {
	if len(lines) == 1 {
		return row(lines[0])
	}
	rows := make([]string, len(lines))
	for i, line := range lines {
		rows[i] = tag("mtr", tag("mtd", line))
	}
	return `<mtable class="lines" displaystyle="true">` + strings.Join(rows, "") + "</mtable>"
}
