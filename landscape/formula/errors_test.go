package formula

import (
	"errors"
	"strings"
	"testing"

	"downhill/landscape/formula/notation"
)

// TestErrors: what is wrong, at which column, and what would fit.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		text   string
		column int
		kind   string
		says   string
	}{
		{"", 1, "empty", ""},
		{"  ", 1, "empty", ""},
		{"x + sen(y)", 5, "unknown-name-near", "unknown name 'sen' at column 5: did you mean 'sin'?"},
		{"x*y + xy", 7, "unknown-name-near", "unknown name 'xy' at column 7: did you mean 'x*y'?"},
		{"quux", 1, "unknown-name", "unknown name 'quux' at column 1: the weights are x and y"},
		{"quux(2)", 1, "unknown-function", "unknown function 'quux' at column 1"},
		{"π·√x y", 3, "argument-unclear", "what '√' at column 3 is taken of is not clear: write sqrt(…)"},
		{"θ^2", 1, "not-a-weight", "unexpected character 'θ' at column 1: the weights are x and y"},
		{"x $ y", 3, "bad-character", "unexpected character '$' at column 3"},
		{"|x + y", 1, "bars-unpaired", "the bars at column 1 have no partners: write abs(…)"},
		{"x***2", 4, "expected-value", ""},
		{"x\xff", 2, "bad-character", ""},
		{"x + ", 5, "expected-value-at-end", ""},
		{"x + * y", 5, "expected-value", ""},
		{"(x + y", 7, "expected-close", "a ')' is missing at column 7 for the '(' at column 1"},
		{"x + y)", 6, "unexpected-close", ""},
		{"x 3", 3, "unexpected-token", ""},
		{"sin", 1, "function-alone", ""},
		{"hypot(x)", 1, "argument-count", ""},
		{"1.2.3", 1, "bad-number", ""},
		{"2 + 1e999", 5, "number-too-large", ""},
		{"let = 3; x", 5, "part-name", ""},
		{"let x = 3; x", 5, "name-taken", ""},
		{"let r = 3; let r = 4; r", 16, "name-taken", ""},
		{"let r = 3 x", 12, "expected-token", ""},
		{"let r = x;", 11, "no-result", ""},
		{"repeat 3: h = x; h", 11, "part-unknown", ""},
		{"let h = 1; repeat 1001: h = h*x; h", 19, "repeat-count", ""},
		{"let h = 1; repeat 2.5: h = h*x; h", 19, "repeat-count", ""},
		{strings.Repeat("x", 513), 1, "too-long", ""},
		{strings.Repeat("-", 64) + "x", 1, "too-deep", ""},
		{"x" + strings.Repeat("+x", 200), 400, "too-many-nodes", ""},
		{"let h = x; repeat 1000: h = sin(h)*cos(h)+y*sqrt(h); h", 0, "too-many-ops", ""},
	} {
		_, err := Compile(c.text)
		var e *notation.Error
		if !errors.As(err, &e) {
			t.Errorf("%q: got %v, want %s", c.text, err, c.kind)
			continue
		}
		if e.Kind != c.kind || c.column != 0 && e.Column != c.column || c.says != "" && e.Error() != c.says {
			t.Errorf("%q: got %s at %d (%v), want %s at %d %s", c.text, e.Kind, e.Column, e, c.kind, c.column, c.says)
		}
		if strings.ContainsAny(e.Error(), "{}") || e.Error() == "" {
			t.Errorf("%q: the message has holes: %s", c.text, e)
		}
	}
}

// TestLimitsReached: what is just inside the limits compiles.
func TestLimitsReached(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("-", 63) + "x",
		"x" + strings.Repeat("+x", 199),
		strings.Repeat("(", 255) + "x" + strings.Repeat(")", 255),
		"let h = 1; repeat 1000: h = h*x+y; h",
	} {
		compile(t, text)
	}
}

// TestLanguage: each spelling means what it says.
func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64 // at x = 3, y = 2
	}{
		{"-x^2", -9}, {"2^3^2", 512}, {"2^-1", 0.5}, {"3x", 9}, {"2(x+y)", 10}, {"x y", 6}, {"x(y+1)", 9},
		{"1/2x", 1.5}, {"x^2y", 18}, {"w1-w2", 1}, {"x²−y³", 1}, {"x**y", 9}, {"2·x×y", 12}, {"1e-3*1E3", 1}, {".5x", 1.5},
		{"2e", 2 * 2.718281828459045}, {"pi-π", 0}, {"min(x,y,1)+max(x,y,7)", 8}, {"pow(x,y)", 9},
		{"log(e)+ln(e)+log10(100)", 4}, {"cbrt(27)+hypot(x,4)", 8}, {"--x", 3}, {"+x", 3}, {"x--y", 5},
		{"let a = x; let b_2 = a*y; b_2+a", 9}, {"let h = y; repeat 3: h = h*x; h", 54}, {"x^20/x^19", 3},
		{"sigmoid(0)+softplus(0)-ln(2)+relu(-1)+erf(0)+gauss(0)", 1.5},
	} {
		if got := compile(t, c.text).Evaluator().Value(3, 2); got-c.want > 1e-12 || c.want-got > 1e-12 {
			t.Errorf("%s at (3, 2) is %v, want %v", c.text, got, c.want)
		}
	}
}
