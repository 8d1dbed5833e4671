package formula

import (
	"math/rand/v2"
	"testing"
)

// smooth and kinked are the functions that random formulas use.
var (
	smooth = []string{"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "ln", "log10", "sqrt", "cbrt", "sigmoid", "softplus", "erf", "gauss", "hypot",
		"asinh", "acosh", "atanh", "log1p", "expm1", "log2", "cot", "sec", "csc", "gelu"}
	kinked = []string{"abs", "sign", "relu", "min", "max", "atan2"}
)

// randomNode is a random tree of at most depth levels.
func randomNode(r *rand.Rand, depth int, names []string) *node {
	if depth <= 1 || r.IntN(6) == 0 {
		switch r.IntN(5) {
		case 0:
			return &node{kind: numberNode, value: float64(r.IntN(5))}
		case 1:
			return &node{kind: numberNode, value: r.ExpFloat64()}
		}
		return &node{kind: nameNode, name: []string{"x", "y", "x", "y", "pi", "e"}[r.IntN(6)]}
	}
	sub := func() *node { return randomNode(r, depth-1, names) }
	switch k := r.IntN(10); {
	case k == 0:
		return &node{kind: negNode, args: []*node{sub()}}
	case k <= 5:
		return join([]kind{addNode, addNode, subNode, mulNode, mulNode, divNode}[r.IntN(6)], sub(), sub())
	case k == 6:
		return join(powNode, sub(), sub())
	case k == 7:
		return join(powNode, sub(), number(float64(r.IntN(9))))
	}
	name := names[r.IntN(len(names))]
	args := []*node{sub()}
	if functions[name].operands != 1 {
		args = append(args, sub())
	}
	return &node{kind: callNode, name: name, args: args}
}

// randomPrograms calls check with many random formulas.
func randomPrograms(t *testing.T, names []string, check func(r *rand.Rand, p *Program)) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	for range 600 {
		text := plain(randomNode(r, 2+r.IntN(5), names), sumLevel)
		if len(text) > maxBytes {
			continue
		}
		tried++
		check(r, compile(t, text))
	}
	if tried < 400 {
		t.Fatalf("only %d formulas fitted", tried)
	}
}

// TestPlainRoundTrip: what Plain prints parses to the same tree.
func TestPlainRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := randomNode(r, 2+r.IntN(4), append(smooth, kinked...))
		text := plain(n, sumLevel)
		if len(text) > maxBytes {
			continue
		}
		back, err := parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if !equal(back.result, n) {
			t.Fatalf("%q reads back as %q", text, back.plain())
		}
	}
	parts := "let h = 0.5; let r1 = x^2; repeat 3: h = h*x - r1; sin(h)^2"
	if got := compile(t, parts).Plain(); got != parts {
		t.Errorf("%q prints as %q", parts, got)
	}
}
