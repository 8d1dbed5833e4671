package notation

import (
	"slices"
	"strings"
	"unicode"
)

// LaTeX's commands that are read, beside those whose names are functions' and
// Greek letters'.
var (
	texSpaces = strings.Fields(`quad qquad displaystyle textstyle scriptstyle limits nolimits nonumber notag thinspace
		medspace thickspace enspace bigl bigr Bigl Bigr biggl biggr Biggl Biggr big Big bigg Bigg`)
	texFonts = strings.Fields(`operatorname mathrm text textrm mathit textit mathbf textbf mathsf mathtt boldsymbol bm mathcal mathbb
		mathscr mathfrak vec`)
	texSymbols = map[string]string{
		"cdot": "*", "times": "*", "ast": "*", "cdotp": "*", "div": "/", "vert": "|", "mid": "|", "lvert": barOpen, "rvert": barClose,
		"lbrace": "(", "rbrace": ")", "lbrack": "[", "rbrack": "]", "colon": ":", "coloneqq": "=",
	}
	texFractions = []string{"frac", "dfrac", "tfrac", "cfrac"}
	texNames     = map[string]string{"varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho", "ell": "ell"}
)

// command reads a command of LaTeX: \frac, \sin, \left( and their like.
func (l *lexer) command() *Error {
	l.foreign = true
	n := l.run(1, inCommand)
	if n == 0 {
		return l.control()
	}
	name := l.text(1 + n)[1:]
	symbol, isSymbol := texSymbols[name]
	switch {
	case slices.Contains(texSpaces, name):
		l.skip(1 + n)
		l.tight = false
	case name == "left" || name == "right":
		return l.delimiter(name, 1+n)
	case name == "label" || name == "tag":
		return l.label(1 + n)
	case slices.Contains(texFonts, name):
		return l.font(name, 1+n)
	case isSymbol:
		l.add(symbolToken, symbol, 1+n)
	case slices.Contains(texFractions, name):
		l.add(commandToken, "frac", 1+n)
	case name == "sqrt":
		l.add(commandToken, "root", 1+n)
	default:
		return l.texName(name, 1+n)
	}
	return nil
}

// inCommand reports whether a character may be in a command's name.
func inCommand(r rune) bool { return isLetter(r) && r != '_' }

// control reads a command of one sign: a space, a brace.
func (l *lexer) control() *Error {
	switch r := l.peek(1); {
	case r != 0 && strings.ContainsRune(",;:!> ", r):
		l.skip(2)
		l.tight = false
	case r == '{':
		l.add(symbolToken, "(", 2)
	case r == '}':
		l.add(symbolToken, ")", 2)
	case r == '|':
		return NewError(l.column(), "bad-character-near", "found", `\|`, "near", replacements['‖'])
	default:
		return l.unknownCommand(1)
	}
	return nil
}

// unknownCommand fails at the command of n characters.
func (l *lexer) unknownCommand(n int) *Error {
	return NewError(l.column(), "latex-command", "name", strings.TrimSpace(l.text(min(len(l.rest), max(n, 2)))))
}

// delimiter reads what follows \left or \right: which way a bar looks is known.
func (l *lexer) delimiter(side string, n int) *Error {
	bar := barOpen
	if side == "right" {
		bar = barClose
	}
	l.skip(n)
	l.skip(l.run(0, unicode.IsSpace))
	for _, spelled := range []string{"|", `\vert`, `\lvert`, `\rvert`} {
		if l.starts(spelled) {
			l.add(symbolToken, bar, len(spelled))
			return nil
		}
	}
	if r := l.peek(0); r == 0 || !strings.ContainsRune(`()[]\`, r) {
		return NewError(l.column(), "latex-command", "name", `\`+side+l.text(min(1, len(l.rest))))
	}
	return nil
}

// label skips a label and its braces.
func (l *lexer) label(n int) *Error {
	_, size := l.group(n)
	if size == 0 {
		return l.unknownCommand(n)
	}
	l.skip(n + size)
	return nil
}

// group is the text in braces from the i-th character on, and its length with them.
func (l *lexer) group(i int) (inner string, size int) {
	depth := 0
	for n := 0; l.peek(i) == '{' && i+n < len(l.rest); n++ {
		switch l.peek(i + n) {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			return l.piece(i, n+1), n + 1
		}
	}
	return "", 0
}

// font reads a name in a font of its own: \mathrm{sin}, \mathbf x.
func (l *lexer) font(command string, n int) *Error {
	if l.peek(n) == '*' {
		n++
	}
	n += l.run(n, unicode.IsSpace)
	inner, size := l.piece(n, 1), 1
	if l.peek(n) == '{' {
		inner, size = l.group(n)
	} else if l.peek(n) == '\\' {
		size = 1 + l.run(n+1, inCommand)
		inner = l.piece(n, size)
	}
	name := strings.NewReplacer(`\`, "", "{", "", "}", "", " ", "").Replace(inner)
	if command == "operatorname" {
		name = strings.ReplaceAll(name, "_", "")
	}
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !isLetter(r) && !isDigit(r) }) || isDigit(rune(name[0])) {
		return l.unknownCommand(n)
	}
	return l.nameOf(name, n+size)
}

// texName reads a command that is a function's name or a letter's.
func (l *lexer) texName(name string, n int) *Error {
	_, isFunction := lookup(name)
	_, isGreek := greek[name]
	if other := texNames[name]; other != "" {
		name, isGreek = other, true
	}
	if !isFunction && !isGreek && foreignFunctions[name] == "" {
		return l.unknownCommand(n)
	}
	return l.nameOf(name, n)
}

// nameOf adds a name of n characters, with the index that follows: \theta_1,
// \log_{10}.
func (l *lexer) nameOf(name string, n int) *Error {
	from := n + l.run(n, unicode.IsSpace)
	if l.peek(from) == '_' {
		from++
		from += l.run(from, unicode.IsSpace)
		index, size := l.braces(from)
		if size == 0 {
			index, size = l.piece(from, min(1, len(l.rest)-from)), 1
		}
		if index == "" || !isDigit(rune(index[0])) && !isLetter(rune(index[0])) {
			return NewError(l.rest[n].column, "latex-command", "name", "_")
		}
		name, n = name+"_"+index, from+size
	}
	l.add(nameToken, name, n)
	return nil
}
