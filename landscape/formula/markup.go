package formula

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

func parentheses(inner string) string {
	return row(`<mo fence="true" stretchy="true">(</mo>`, inner, `<mo fence="true" stretchy="true">)</mo>`)
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
