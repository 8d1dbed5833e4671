package notation

import (
	"strings"
	"testing"
)

// parse reads a formula's text.
func parse(text string) (*Tree, *Error) {
	t, _, err := Parse(text)
	return t, err
}

// mustParse is parse of what has to be a formula.
func mustParse(t testing.TB, text string) *Tree {
	t.Helper()
	made, err := parse(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return made
}

// TestWhatIsWrittenInstead: what a message says to write for another function
// is a formula.
func TestWhatIsWrittenInstead(t *testing.T) {
	for name, instead := range foreignFunctions {
		if _, ok := lookup(name); ok {
			t.Errorf("%s is a function here", name)
		}
		if instead != "" {
			mustParse(t, strings.ReplaceAll(instead, "…", "x + 1"))
		}
	}
}
