package notation

import (
	"regexp"
	"slices"
	"strings"
)

// unknown fails at a name that means nothing, with what it may have meant.
func (p *parser) unknown(t token) {
	if p.err != nil {
		return
	}
	called := p.is("(") || p.is("[")
	if p.typed != nil && p.typed[t.column-1] >= 0x80 && !p.tex {
		p.failAt(t.column, "not-a-weight", "found", string(p.typed[t.column-1]))
		return
	}
	base := t.text[strings.LastIndexAny(t.text, ".:")+1:]
	instead, known := foreignFunctions[strings.ToLower(base)]
	if base := otherBase.FindStringSubmatch(t.text); base != nil {
		instead, known = "ln(…)/ln("+base[1]+")", true
	}
	near := ""
	if !known {
		near = p.hint(t, called)
	}
	switch {
	case near != "":
		p.failAt(t.column, "unknown-name-near", "name", t.text, "near", near)
	case known && instead != "":
		p.failAt(t.column, "unknown-function-near", "name", t.text, "near", instead)
	case called || known:
		p.failAt(t.column, "unknown-function", "name", t.text)
	default:
		p.failAt(t.column, "unknown-name", "name", t.text)
	}
}

// hint is what a name may have meant: the first that makes the formula one when
// it stands in the name's place.
func (p *parser) hint(t token, called bool) string {
	if p.typed == nil {
		return "" // this is a hint that is tried
	}
	misspelt := ""
	if !strings.ContainsAny(t.text[:1], "xy") { // xsin is a product, not asin
		misspelt = nearest(t.text, p.candidates(called))
	}
	for _, near := range []string{synonyms[t.text], p.split(t.text, called), misspelt} {
		if near != "" && p.fits(t, near) {
			return near
		}
	}
	return ""
}

// otherBase is a logarithm to a base that has no function here.
var otherBase = regexp.MustCompile(`^log_?([0-9]+)$`)

// synonyms are names that are others elsewhere.
var synonyms = map[string]string{"tau": "2*pi", "E": "e", "PI": "pi", "Pi": "pi", "M_PI": "pi", "M_E": "e", "sen": "sin"}

// fits reports whether the formula is one with near in the place of a name, or has
// another unknown name only further on.
func (p *parser) fits(t token, near string) bool {
	before, behind := p.typed[:t.column-1], p.typed[t.end-1:]
	_, _, err := parseRunes(string(before)+near+string(behind), nil)
	return err == nil || err.Column > len(before)+len([]rune(near)) && strings.HasPrefix(err.Kind, "unknown-")
}

// Functions are the names of all functions, sorted.
func Functions() []string { return functionNames() }

// candidates are the names that fit, functions first where one is called.
func (p *parser) candidates(called bool) []string {
	names := append([]string{"x", "y", "w1", "w2", "pi", "e"}, p.parts...)
	calls := functionNames()
	if called {
		return append(calls, names...)
	}
	return append(names, calls...)
}

// split reads a name like xy as a product of known names, xsin( as one with a
// function, and sinx as a function of the rest, "" if it is none of them.
func (p *parser) split(name string, called bool) string {
	if factors := p.factors(name); factors != "" {
		return p.grouped(factors)
	}
	if !called && p.mayBelong() { // sinx^2 may be a square of either
		return ""
	}
	for n := 1; n < len(name); n++ {
		if _, ok := functions[name[n:]]; ok && called && p.factors(name[:n]) != "" && !p.tight() {
			return p.factors(name[:n]) + "*" + name[n:]
		}
		if f, ok := functions[name[:n]]; ok && f.operands == 1 && !called && p.factors(name[n:]) != "" {
			return name[:n] + "(" + p.factors(name[n:]) + ")"
		}
	}
	return ""
}

// grouped is a product as it has to stand where a name stood: behind / or ^ in
// parentheses, and nowhere if a power follows there, which may be of a part.
func (p *parser) grouped(product string) string {
	switch {
	case !p.tight():
		return product
	case p.is("^"):
		return ""
	}
	return "(" + product + ")"
}

// tight reports whether the last name stands behind / or ^.
func (p *parser) tight() bool {
	return p.at > 1 && (p.tokens[p.at-2].text == "/" || p.tokens[p.at-2].text == "^")
}

// oneLetter is a weight, a constant or a part of one letter, maybe with an index.
var oneLetter = regexp.MustCompile(`^[a-zA-Z](?:_?[0-9])?`)

// factors reads a name as a product of names of one letter.
func (p *parser) factors(name string) string {
	var all []string
	for name != "" {
		factor := oneLetter.FindString(name)
		if factor != "x" && factor != "y" && factor != "e" && !isMember(factor) && !slices.Contains(p.parts, factor) {
			return ""
		}
		all, name = append(all, factor), name[len(factor):]
	}
	return strings.Join(all, "*")
}

// reserved reports whether a part may not have this name.
func reserved(name string) bool {
	_, isFunction := functions[name]
	return isFunction && !laterFunctions[name] || slices.Contains([]string{"x", "y", "w1", "w2", "pi", "e", "let", "repeat"}, name)
}
