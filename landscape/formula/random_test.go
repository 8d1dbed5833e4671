package formula

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"downhill/landscape/formula/notation"
)

// smooth and kinked are the functions that random formulas use.
var (
	smooth = []string{"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "ln", "log10", "sqrt", "cbrt", "sigmoid", "softplus", "erf", "gauss", "hypot",
		"asinh", "acosh", "atanh", "log1p", "expm1", "log2", "cot", "sec", "csc", "gelu"}
	kinked = []string{"abs", "sign", "relu", "min", "max", "atan2"}
)

// randomText is a random formula of at most depth levels, with parentheses around each.
func randomText(r *rand.Rand, depth int, names []string) string {
	if depth <= 1 || r.IntN(6) == 0 {
		switch r.IntN(5) {
		case 0:
			return strconv.Itoa(r.IntN(5))
		case 1:
			return strconv.FormatFloat(r.ExpFloat64(), 'g', -1, 64)
		}
		return []string{"x", "y", "x", "y", "pi", "e"}[r.IntN(6)]
	}
	sub := func() string { return randomText(r, depth-1, names) }
	switch k := r.IntN(10); {
	case k == 0:
		return "(-" + sub() + ")"
	case k <= 5:
		sign := []string{"+", "+", "-", "*", "*", "/"}[r.IntN(6)]
		return "(" + sub() + sign + sub() + ")"
	case k == 6:
		return "(" + sub() + "^" + sub() + ")"
	case k == 7:
		return "(" + sub() + "^" + strconv.Itoa(r.IntN(9)) + ")"
	}
	name := names[r.IntN(len(names))]
	if slices.Contains([]string{"hypot", "min", "max", "atan2"}, name) {
		return name + "(" + sub() + "," + sub() + ")"
	}
	return name + "(" + sub() + ")"
}

// randomPrograms calls check with many random formulas.
func randomPrograms(t *testing.T, names []string, check func(r *rand.Rand, p *Program)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	for range 600 {
		text := randomText(r, 2+r.IntN(5), names)
		if len(text) > notation.MaxBytes {
			continue
		}
		tried++
		check(r, compile(t, text))
	}
	if tried < 400 {
		t.Fatalf("only %d formulas fitted", tried)
	}
}
