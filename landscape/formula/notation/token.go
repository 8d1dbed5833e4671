package notation

import "strings"

// tokenKind is what a token is: a number, a name, a symbol or a command.
type tokenKind uint8

const (
	endToken tokenKind = iota
	numberToken
	nameToken
	symbolToken  // text is one of + - * / ^ ( ) [ ] { } | , ; : = =>, or a bar that is known to open or to close
	commandToken // text is frac, or one of the roots
)

// barOpen and barShut are bars that are known to open and to close.
const (
	barOpen  = "|("
	barClose = "|)"
)

// token is one word of a formula.
type token struct {
	kind   tokenKind
	text   string
	value  float64 // of a number
	column int     // counts characters from 1
	end    int     // the column behind it
	tight  bool    // nothing stands between the token before and it
	made   bool    // stands for a part of one typed character: the 2 of x²
	plain  bool    // of a name: typed as letters, not as a command or with a module
	comma  string  // of a comma between digits: the number that it may be in, 0,5
}

// shown is the token as a message names it.
func (t token) shown() string {
	if t.text == barOpen || t.text == barClose {
		return "|"
	}
	return t.text
}

// symbols maps what may be typed to the symbol that it means.
var symbols = map[rune]string{
	'+': "+", '-': "-", '*': "*", '/': "/", '^': "^", '(': "(", ')': ")", '[': "[", ']': "]", '{': "{", '}': "}",
	',': ",", ';': ";", ':': ":", '=': "=", '|': "|",
	'−': "-", '–': "-", '‐': "-", '‑': "-", '‒': "-", '➖': "-", '➕': "+",
	'·': "*", '×': "*", '∗': "*", '⋅': "*", '∙': "*", '•': "*", '‧': "*", '・': "*", '✕': "*", '✖': "*", '⁎': "*", '⨯': "*", '⸱': "*", '⨉': "*", 'ˆ': "^",
	'÷': "/", '∕': "/", '➗': "/", '∣': "|", '❘': "|",
}

// canonicalSymbols are the symbols of our own spelling beyond ASCII's.
const canonicalSymbols = "−–·×∗⋅÷"

// replacements are what to write for a character that has several meanings.
var replacements = map[rune]string{
	'—': "-", '―': "-", '⁄': "/", '‖': "abs(…), hypot(x, y)", '∜': "(…)^(1/4)",
}

// roots are the signs of functions of what stands behind them.
var roots = map[rune]string{'√': "sqrt", '∛': "cbrt"}

// operators of other languages, the longer ones first: they are named as such.
var operators = []string{
	"==", "!=", "<=", ">=", "<-", "&&", "//", "<", ">", "!", "%", "?", "&", "≤", "≥", "≠", "≈", "±", "∓", "∈", "¬", "∧", "∨", "°", "‰", "~",
}

// raisedCharacters are characters above the line, typed exponents: x² is x^2.
var raisedCharacters = map[rune]rune{
	'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9',
	'⁺': '+', '⁻': '-', '⁽': '(', '⁾': ')', 'ˣ': 'x', 'ʸ': 'y', 'ⁿ': 'n', 'ⁱ': 'i', 'ᵉ': 'e', 'ᵖ': 'p',
}

// fractions are the fractions in one character, numerator/denominator.
var fractions = map[rune]string{
	'½': "1/2", '⅓': "1/3", '⅔': "2/3", '¼': "1/4", '¾': "3/4", '⅕': "1/5", '⅖': "2/5", '⅗': "3/5", '⅘': "4/5",
	'⅙': "1/6", '⅚': "5/6", '⅐': "1/7", '⅛': "1/8", '⅜': "3/8", '⅝': "5/8", '⅞': "7/8", '⅑': "1/9", '⅒': "1/10",
}

// closingBrackets are the brackets that close others.
var closingBrackets = map[string]string{"(": ")", "[": "]", "{": "}", barOpen: barClose}

// closes reports whether a symbol closes a bracket.
func closes(t token) bool {
	return t.kind == symbolToken && (strings.ContainsAny(t.text, ")]}") && len(t.text) == 1 || t.text == barClose)
}

// opens reports whether a symbol opens a bracket.
func opens(t token) bool { return t.kind == symbolToken && closingBrackets[t.text] != "" }
