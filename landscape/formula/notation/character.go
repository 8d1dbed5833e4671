package notation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// char is one character as it is read, and the column of what was typed for it.
type char struct {
	r      rune
	column int
}

// characters reads a text in the compatible composition of Unicode (NFKC,
// UAX #15), so that full-width forms and mathematical alphabets are letters
// and digits. What composition would falsify is left to the lexer: raised
// characters (x² is not x2) and fractions in one character. Invisible
// characters are dropped, but where they stand inside a word or a number, which
// they might divide.
func characters(text string) (chars []char, foreign bool, err *Error) {
	c := composer{}
	for column := 1; text != ""; column++ {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size <= 1 {
			return nil, false, NewError(column, "bad-character", "found", "�")
		}
		if err := c.read(char{r, column}); err != nil {
			return nil, false, err
		}
		text = text[size:]
	}
	return c.chars, c.foreign, nil
}

// composer collects the characters that are read.
type composer struct {
	chars   []char
	hidden  *char // an invisible character before the next one
	below   bool  // the last character stood below the line
	foreign bool  // something is not in our own spelling
}

// read reads one typed character.
func (c *composer) read(typed char) *Error {
	r := typed.r
	switch {
	case r == '\u2061': // function application: sin x
		typed.r, c.foreign = ' ', true
	case r == '\u2062': // invisible times
		typed.r, c.foreign = '*', true
	case unicode.IsSpace(r):
		typed.r = ' '
	case dropped(r):
		c.hidden, c.foreign = &typed, true
		return nil
	case unseen(r):
		return NewError(typed.column, "invisible-character", "code", codePoint(r))
	case lookalikes[r] != "":
		return NewError(typed.column, "looks-like", "found", string(r), "code", codePoint(r), "near", lookalikes[r])
	case strings.ContainsRune(subscripts, r) && !c.takesIndex():
		return badCharacter(typed.column, r)
	case r >= utf8.RuneSelf && !literal(r):
		err := c.compose(typed)
		c.below = strings.ContainsRune(subscripts, r)
		return err
	}
	return c.add(typed)
}

// takesIndex reports whether the last character may have an index below the line.
func (c *composer) takesIndex() bool {
	return c.afterWord() && (c.below || !isDigit(c.chars[len(c.chars)-1].r))
}

// compose adds the compatible composition of a character.
func (c *composer) compose(typed char) *Error {
	composed := norm.NFKC.String(string(typed.r))
	c.foreign = c.foreign || composed != string(typed.r)
	for _, r := range composed {
		if unicode.IsSpace(r) {
			r = ' '
		}
		switch {
		case unseen(r):
			return NewError(typed.column, "invisible-character", "code", codePoint(typed.r))
		case unicode.Is(unicode.M, r): // a mark over or under the letter before
			return NewError(typed.column, "bad-symbol", "found", "◌"+string(r), "code", codePoint(typed.r))
		}
		if err := c.add(char{r, typed.column}); err != nil {
			return err
		}
	}
	return nil
}

// add adds a character as it is, unless an invisible one divides a word before it.
func (c *composer) add(next char) *Error {
	if c.hidden != nil && c.afterWord() && inWord(next.r) {
		return NewError(c.hidden.column, "invisible-character", "code", codePoint(c.hidden.r))
	}
	c.hidden, c.below = nil, false
	c.chars = append(c.chars, next)
	return nil
}

// afterWord reports whether the last character belongs to a word or a number.
func (c *composer) afterWord() bool {
	return len(c.chars) > 0 && inWord(c.chars[len(c.chars)-1].r)
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '.' }

// subscripts are digits below the line: x₁ is x1.
const subscripts = "₀₁₂₃₄₅₆₇₈₉"

// literal reports whether a character has a meaning of its own, which composition
// would lose.
func literal(r rune) bool {
	return raisedCharacters[r] != 0 || fractions[r] != "" || unicode.In(r, unicode.Greek) ||
		r >= '①' && r <= '⓿' || symbols[r] != "" || roots[r] != ""
}

// dropped reports whether a character shows nothing and means nothing: joiners,
// soft hyphens, marks of direction and variation, the mark at a file's start.
func dropped(r rune) bool {
	switch {
	case r >= '\u200b' && r <= '\u200f', r == '\u2060', r == '\ufeff', r == '\u00ad', r == '\u061c',
		r >= '\u2066' && r <= '\u2069', r >= '\ufe00' && r <= '\ufe0f':
		return true
	}
	return false
}

// unseen reports whether a reader can't see a character that is no space.
func unseen(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800': // fillers and the blank of Braille
		return true
	}
	return !unicode.IsGraphic(r)
}

// lookalikes are letters of other alphabets that look like Latin ones.
var lookalikes = map[rune]string{
	'а': "a", 'с': "c", 'е': "e", 'һ': "h", 'і': "i", 'ј': "j", 'о': "o", 'р': "p", 'ѕ': "s", 'х': "x", 'у': "y",
	'А': "A", 'С': "C", 'Е': "E", 'М': "M", 'О': "O", 'Р': "P", 'Ѕ': "S", 'Т': "T", 'Х': "X", 'У': "Y",
	'ο': "o", 'Ο': "O", 'Χ': "X", 'Υ': "Y", 'Ε': "E",
}

// codePoint is a character's code point, U+00D7.
func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// badCharacter fails at a character that the language has not, with its code
// point unless it stands on every keyboard.
func badCharacter(column int, r rune) *Error {
	if r < utf8.RuneSelf {
		return NewError(column, "bad-character", "found", string(r))
	}
	return NewError(column, "bad-symbol", "found", string(r), "code", codePoint(r))
}
