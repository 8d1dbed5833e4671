package notation

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// ownNames are the functions that random trees use: each by its own name, and what is
// written as one. A pow is written as a power.
func ownNames() []string {
	return slices.DeleteFunc(functionNames(), func(name string) bool { return functions[name].name != name || name == "pow" })
}

// randomNode is a random tree of at most depth levels.
func randomNode(r *rand.Rand, depth int, names []string) *Node {
	if depth <= 1 || r.IntN(6) == 0 {
		switch r.IntN(5) {
		case 0:
			return &Node{Kind: NumberNode, Value: float64(r.IntN(5))}
		case 1:
			return &Node{Kind: NumberNode, Value: r.ExpFloat64()}
		}
		return &Node{Kind: NameNode, Name: []string{"x", "y", "x", "y", "pi", "e"}[r.IntN(6)]}
	}
	sub := func() *Node { return randomNode(r, depth-1, names) }
	switch k := r.IntN(10); {
	case k == 0:
		return &Node{Kind: NegNode, Args: []*Node{sub()}}
	case k <= 5:
		return join([]Kind{AddNode, AddNode, SubNode, MulNode, MulNode, DivNode}[r.IntN(6)], sub(), sub())
	case k == 6:
		return join(PowNode, sub(), sub())
	case k == 7:
		return join(PowNode, sub(), number(float64(r.IntN(9))))
	}
	name := names[r.IntN(len(names))]
	args := []*Node{sub()}
	if functions[name].operands != 1 {
		args = append(args, sub())
	}
	return &Node{Kind: CallNode, Name: name, Args: args}
}

// TestPlainRoundTrip: what Plain prints parses to the same tree.
func TestPlainRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := randomNode(r, 2+r.IntN(4), ownNames())
		text := plain(n, sumLevel)
		if len(text) > MaxBytes {
			continue
		}
		back, err := parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if !equal(back.Result, n) {
			t.Fatalf("%q reads back as %q", text, back.Plain())
		}
	}
	parts := "let h = 0.5; let r1 = x^2; repeat 3: h = h*x - r1; sin(h)^2"
	if got := mustParse(t, parts).Plain(); got != parts {
		t.Errorf("%q prints as %q", parts, got)
	}
}

// spelling writes trees as others do.
type spelling struct {
	names         map[string]string // of weights and constants
	call          func(name string, args []string) string
	power, divide func(a, b string) string
	times         string
}

var latex = spelling{
	names: map[string]string{"x": "x_{1}", "y": "x_{2}", "pi": `\pi`, "e": `\mathrm{e}`},
	times: ` \cdot `,
	call: func(name string, args []string) string {
		switch name {
		case "sqrt":
			return `\sqrt{` + args[0] + "}"
		case "cbrt":
			return `\sqrt[3]{` + args[0] + "}"
		case "abs":
			return `\left|` + args[0] + `\right|`
		case "sin", "cos", "tan", "ln":
			return `\` + name + `{\left(` + args[0] + ` \right)}`
		}
		return `\operatorname{` + name + `}\left(` + strings.Join(args, ", ") + `\right)`
	},
	power:  func(a, b string) string { return "{" + a + "}^{" + b + "}" },
	divide: func(a, b string) string { return `\frac{` + a + "}{" + b + "}" },
}

var python = spelling{
	names: map[string]string{"x": "x[0]", "y": "x[1]", "pi": "np.pi", "e": "math.e"},
	times: " * ",
	call: func(name string, args []string) string {
		module := "np."
		if name == "sigmoid" || name == "relu" || name == "softplus" {
			module = "torch.nn.functional."
		}
		if name == "ln" {
			name = "log"
		}
		return module + name + "(" + strings.Join(args, ",") + ")"
	},
	power:  func(a, b string) string { return "(" + a + ")**(" + b + ")" },
	divide: func(a, b string) string { return "(" + a + ")/(" + b + ")" },
}

// write writes a tree, in parentheses wherever they might matter.
func (s spelling) write(n *Node) string {
	args := make([]string, len(n.Args))
	for i, a := range n.Args {
		args[i] = s.write(a)
	}
	switch n.Kind {
	case NumberNode:
		return plain(n, sumLevel)
	case NameNode:
		return s.names[n.Name]
	case NegNode:
		return "(-(" + args[0] + "))"
	case AddNode:
		return "(" + args[0] + "+" + args[1] + ")"
	case SubNode:
		return "(" + args[0] + "−(" + args[1] + "))"
	case MulNode:
		return "(" + args[0] + s.times + args[1] + ")"
	case DivNode:
		return "(" + s.divide(args[0], args[1]) + ")"
	case PowNode:
		return "(" + s.power(args[0], args[1]) + ")"
	}
	return s.call(n.Name, args)
}

// TestRandomSpellings: a random formula in LaTeX and in Python reads as itself.
func TestRandomSpellings(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	names := []string{"sin", "cos", "ln", "sqrt", "cbrt", "abs", "exp", "tanh", "hypot", "min", "sigmoid", "softplus", "erf", "asin"}
	read := 0
	for range 1500 {
		n := randomNode(r, 2+r.IntN(3), names)
		both := join(AddNode, n, join(MulNode, &Node{Kind: NameNode, Name: "x"}, &Node{Kind: NameNode, Name: "y"})) // so that which is which is certain
		for _, s := range []spelling{latex, python} {
			text := s.write(both)
			if len(text) > MaxBytes {
				continue
			}
			read++
			back, err := parse(text)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if !equal(back.Result, both) {
				t.Fatalf("%s reads as %s, not %s", text, back.Plain(), plain(both, sumLevel))
			}
		}
	}
	if read < 1500 {
		t.Errorf("only %d formulas fitted", read)
	}
}
