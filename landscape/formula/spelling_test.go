package formula

import (
	"math/rand/v2"
	"strings"
	"testing"
)

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
func (s spelling) write(n *node) string {
	args := make([]string, len(n.args))
	for i, a := range n.args {
		args[i] = s.write(a)
	}
	switch n.kind {
	case numberNode:
		return plain(n, sumLevel)
	case nameNode:
		return s.names[n.name]
	case negNode:
		return "(-(" + args[0] + "))"
	case addNode:
		return "(" + args[0] + "+" + args[1] + ")"
	case subNode:
		return "(" + args[0] + "−(" + args[1] + "))"
	case mulNode:
		return "(" + args[0] + s.times + args[1] + ")"
	case divNode:
		return "(" + s.divide(args[0], args[1]) + ")"
	case powNode:
		return "(" + s.power(args[0], args[1]) + ")"
	}
	return s.call(n.name, args)
}

// TestRandomSpellings: a random formula in LaTeX and in Python reads as itself.
func TestRandomSpellings(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	names := []string{"sin", "cos", "ln", "sqrt", "cbrt", "abs", "exp", "tanh", "hypot", "min", "sigmoid", "softplus", "erf", "asin"}
	read := 0
	for range 1500 {
		n := randomNode(r, 2+r.IntN(3), names)
		both := join(addNode, n, join(mulNode, &node{kind: nameNode, name: "x"}, &node{kind: nameNode, name: "y"})) // so that which is which is certain
		for _, s := range []spelling{latex, python} {
			text := s.write(both)
			if len(text) > maxBytes {
				continue
			}
			read++
			back, err := parse(text)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if !equal(back.result, both) {
				t.Fatalf("%s reads as %s, not %s", text, back.plain(), plain(both, sumLevel))
			}
		}
	}
	if read < 1500 {
		t.Errorf("only %d formulas fitted", read)
	}
}
