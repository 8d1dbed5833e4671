package formula

import (
	"fmt"
	"strconv"
	"strings"
)

// Error is what is wrong with a formula's text, and where. It is data: its
// words are in Messages, so that a page can say them in another language.
type Error struct {
	Column int               // counts characters from 1
	Kind   string            // a key of Messages
	Args   map[string]string // what Messages[Kind] names in braces, Column among it
}

// Messages says each kind of error in English. Braces name the arguments of
// the error; {column} is always there.
var Messages = map[string]string{
	"empty":                 "the formula is empty: type a loss in x and y",
	"too-long":              "the formula has {size} bytes: at most {limit} fit",
	"too-many-nodes":        "the formula has too many parts at column {column}: at most {limit} numbers, names and operations fit",
	"too-deep":              "the formula is nested too deep at column {column}: at most {limit} levels fit",
	"too-many-ops":          "the formula is too large once it is unrolled, at column {column}: at most {limit} operations fit",
	"bad-character":         "unexpected character '{found}' at column {column}",
	"bad-character-near":    "unexpected character '{found}' at column {column}: write {near}",
	"not-a-weight":          "unexpected character '{found}' at column {column}: the weights are x and y",
	"bad-number":            "'{found}' at column {column} is not a number",
	"number-too-large":      "the number '{found}' at column {column} is too large",
	"unknown-name":          "unknown name '{name}' at column {column}: the weights are x and y",
	"unknown-name-near":     "unknown name '{name}' at column {column}: did you mean '{near}'?",
	"unknown-function":      "unknown function '{name}' at column {column}",
	"function-alone":        "'{name}' at column {column} is a function: write {name}(…)",
	"argument-count":        "wrong number of arguments for '{name}' at column {column}: {got} given, {want} needed",
	"expected-value":        "a number, a name or '(' is missing before '{found}' at column {column}",
	"expected-value-at-end": "the formula ends too early: a number, a name or '(' is missing at column {column}",
	"expected-close":        "a ')' is missing at column {column} for the '(' at column {open}",
	"unexpected-close":      "the ')' at column {column} closes nothing",
	"unexpected-token":      "unexpected '{found}' at column {column}: an operator is missing before it",
	"expected-token":        "'{want}' is missing at column {column}",
	"part-name":             "a name for the part is missing at column {column}, as in: let r = x^2 + y^2;",
	"name-taken":            "the name '{name}' at column {column} is already taken",
	"part-unknown":          "'{name}' at column {column} is no part yet: begin with let {name} = …;",
	"repeat-count":          "the repeat at column {column} needs a whole number of times from 1 to {limit}",
	"no-result":             "the formula ends after its parts: the loss itself is missing at column {column}",
}

// Error says the error in English.
func (e *Error) Error() string {
	pairs := make([]string, 0, 2*len(e.Args))
	for name, value := range e.Args {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(Messages[e.Kind])
}

// fail makes an error from pairs of an argument's name and value.
func fail(column int, kind string, pairs ...any) *Error {
	args := map[string]string{"column": strconv.Itoa(column)}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = fmt.Sprint(pairs[i+1])
	}
	return &Error{Column: column, Kind: kind, Args: args}
}

// nearest is the candidate that a misspelt name most likely meant, "" if none
// is near: at most one edit for short names, two for longer ones.
func nearest(name string, candidates []string) string {
	best, bestDistance := "", 1
	if len(name) >= 4 {
		bestDistance = 2
	}
	bestDistance++
	for _, c := range candidates {
		if d := editDistance(strings.ToLower(name), c); d < bestDistance && d < max(len(name), len(c)) {
			best, bestDistance = c, d
		}
	}
	return best
}

// editDistance counts insertions, deletions, substitutions and swaps of
// neighbours that turn a into b (optimal string alignment).
func editDistance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
