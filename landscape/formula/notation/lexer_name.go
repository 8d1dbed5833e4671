package notation

import (
	"slices"
	"strings"
	"unicode"
)

// nameLength is the length of the name that comes next; a free one may be of
// any letters, with primes and a component: η'.x
func (l *lexer) nameLength() int {
	n := l.run(0, func(r rune) bool { return isLetter(r) || isDigit(r) || l.free && unicode.IsLetter(r) })
	if !l.free {
		return n
	}
	n += l.run(n, func(r rune) bool { return r == '\'' })
	if l.peek(n) == '.' {
		if letters := l.run(n+1, isLetter); letters > 0 {
			return n + 1 + letters
		}
	}
	return n
}

// modules are the names under which other languages keep their functions.
var modules = []string{
	"np", "numpy", "math", "Math", "torch", "tf", "jnp", "jax", "sympy", "sp", "scipy", "special", "linalg", "random", "nn", "functional", "F", "std", "cmath", "mpmath", "mp",
}

// module moves past np., math. or torch.nn.functional. before a name, and
// gives its length.
func (l *lexer) module() int {
	length := 0
	for !l.free {
		n := l.run(length, func(r rune) bool { return isLetter(r) || isDigit(r) })
		mark := 1
		if l.peek(length+n) == ':' && l.peek(length+n+1) == ':' {
			mark = 2
		} else if l.peek(length+n) != '.' {
			break
		}
		if !isLetter(l.peek(length+n+mark)) || !slices.Contains(modules, l.piece(length, n)) {
			break
		}
		length += n + mark
	}
	return length
}

// piece is the text of n characters from the i-th on.
func (l *lexer) piece(i, n int) string { return l.text(i + n)[len(l.text(i)):] }

// imported is the name that a module's name has here, or as it was typed.
func (l *lexer) imported(length int) (name string, n int) {
	n = length + l.run(length, func(r rune) bool { return isLetter(r) || isDigit(r) })
	name = l.piece(length, n-length)
	l.foreign = true
	if constant := moduleConstants[name]; constant != "" {
		return constant, n
	}
	if f, ok := lookup(name); ok {
		return f.name, n
	}
	return l.text(n), n
}

// greek reads a Greek letter by its name, with an index: θ₁ is theta1.
func (l *lexer) greek(r rune) *Error {
	n := 1 + l.run(1, func(r rune) bool { return isDigit(r) || r == '_' })
	text, length := greekName(r)+l.piece(1, n-1), n
	if inner, size := l.braces(n); strings.HasSuffix(text, "_") && size > 0 {
		text, length = text+inner, n+size
	}
	l.foreign = l.foreign || text != "pi"
	l.add(nameToken, text, length)
	return nil
}

// greekName is the name of a Greek letter, "" for any other.
func greekName(r rune) string {
	if name, ok := variants[r]; ok {
		return name
	}
	for name, letter := range greek {
		if letter == string(r) {
			return name
		}
	}
	return ""
}

// variants are other forms of Greek letters.
var variants = map[rune]string{'ϑ': "theta", 'ϕ': "phi", 'ϵ': "epsilon", 'ϱ': "rho"}

// braces is the index in {1} from the i-th character on, and its length.
func (l *lexer) braces(i int) (inner string, size int) {
	n := l.run(i+1, func(r rune) bool { return isDigit(r) || isLetter(r) })
	if l.peek(i) != '{' || n == 0 || l.peek(i+1+n) != '}' {
		return "", 0
	}
	return l.piece(i+1, n), n + 2
}
