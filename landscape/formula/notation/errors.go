package notation

import (
	"fmt"
	"slices"
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

// Error says the error in English.
func (e *Error) Error() string {
	pairs := make([]string, 0, 2*len(e.Args))
	for name, value := range e.Args {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(Messages[e.Kind])
}

// NewError makes an error from pairs of an argument's name and value.
func NewError(column int, kind string, pairs ...any) *Error {
	args := map[string]string{"column": strconv.Itoa(column)}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i].(string)] = fmt.Sprint(pairs[i+1])
	}
	return &Error{Column: column, Kind: kind, Args: args}
}

// nearest is the candidate that a misspelt name most likely meant, "" if none
// is near: at most one edit for short names, two for longer ones; of three
// letters none is another. A digit is never a slip: x1 is not x, log2 not log.
func nearest(name string, candidates []string) string {
	best, bestDistance := "", 1
	if len(name) >= 6 {
		bestDistance = 2
	}
	bestDistance++
	for _, c := range candidates {
		d := editDistance(strings.ToLower(name), c)
		if d > 0 && (len(name) < 3 || len(c) < 3 || len(name)+len(c) == 6 && !swapped(name, c) || digits(name) != digits(c)) {
			continue
		}
		if d < bestDistance && d < max(len(name), len(c)) {
			best, bestDistance = c, d
		}
	}
	return best
}

// swapped reports whether two names have the same letters.
func swapped(a, b string) bool {
	left, right := []byte(strings.ToLower(a)), []byte(b)
	slices.Sort(left)
	slices.Sort(right)
	return slices.Equal(left, right)
}

// digits are the digits of a name.
func digits(name string) string {
	return strings.Map(func(r rune) rune {
		if isDigit(r) {
			return r
		}
		return -1
	}, name)
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
