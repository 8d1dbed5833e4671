// Package field holds what a value of a query is, for those who read and write
// them: how its number is written, and the error that says what does not fit.
package field

import "strings"

// Error says what does not fit in a query.
type Error struct {
	Field   string            // the query's key
	Value   string            // what was given
	Kind    string            // a key of Messages, or of notation.Messages
	Message string            // English, complete: names field, value and what is allowed
	Column  int               // for a formula: counts characters from 1; else 0
	Args    map[string]string // what the template names in braces
}

func (e *Error) Error() string { return e.Message }

// Refuse makes an error; args are names and values in turn.
func Refuse(key, value, kind string, args ...string) *Error {
	e := &Error{Field: key, Value: Shorten(value), Kind: kind, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		e.Args[args[i]] = args[i+1]
	}
	e.Message = fill(Messages[kind], e)
	return e
}

// RefuseWord refuses an id that is not in a list: with the one that was
// probably meant, else with the list.
func RefuseWord(key, value, kind string, allowed []string) *Error {
	if near := Nearest(value, allowed); near != "" {
		return Refuse(key, value, "unknown-near", "near", near)
	}
	return Refuse(key, value, kind, "allowed", strings.Join(allowed, ", "))
}

// fill replaces a template's names in braces.
func fill(template string, e *Error) string {
	pairs := []string{"{field}", e.Field, "{value}", e.Value}
	for name, value := range e.Args {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

// Shorten keeps an echoed value readable.
func Shorten(value string) string {
	const most = 80
	runes := []rune(strings.ToValidUTF8(value, "\uFFFD"))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
