package notation

import (
	"strconv"
	"strings"
)

// Plain is the tree as text, in one spelling: it parses back to the same tree.
func (t *Tree) Plain() string {
	var b strings.Builder
	for _, part := range t.Parts {
		if part.Times > 0 {
			b.WriteString("repeat " + strconv.Itoa(part.Times) + ": ")
		} else {
			b.WriteString("let ")
		}
		b.WriteString(part.Name + " = " + plain(part.Value, sumLevel) + "; ")
	}
	return b.String() + plain(t.Result, sumLevel)
}

// level is how tightly a piece of a formula holds together: it needs
// parentheses where a tighter one is wanted.
type level int

const (
	sumLevel level = iota
	productLevel
	factorLevel
	powerLevel
	atomLevel
)

// levels of the nodes in text; what is not here is an atom.
var levels = map[Kind]level{
	AddNode: sumLevel, SubNode: sumLevel, MulNode: productLevel, DivNode: productLevel,
	NegNode: factorLevel, PowNode: powerLevel,
}

func (n *Node) level() level {
	if l, ok := levels[n.Kind]; ok {
		return l
	}
	return atomLevel
}

// plain writes n, in parentheses if it holds together less than wanted.
func plain(n *Node, wanted level) string {
	if n.level() < wanted {
		return "(" + plain(n, sumLevel) + ")"
	}
	arg := func(i int, l level) string { return plain(n.Args[i], l) }
	switch n.Kind {
	case NumberNode:
		return strconv.FormatFloat(n.Value, 'g', -1, 64)
	case NameNode:
		return n.Name
	case NegNode:
		return "-" + arg(0, factorLevel)
	case AddNode:
		return arg(0, sumLevel) + " + " + arg(1, productLevel)
	case SubNode:
		return arg(0, sumLevel) + " - " + arg(1, productLevel)
	case MulNode:
		return arg(0, productLevel) + "*" + arg(1, factorLevel)
	case DivNode:
		return arg(0, productLevel) + "/" + arg(1, factorLevel)
	case PowNode:
		return arg(0, atomLevel) + "^" + arg(1, factorLevel)
	}
	args := make([]string, len(n.Args))
	for i := range args {
		args[i] = arg(i, sumLevel)
	}
	return n.Name + "(" + strings.Join(args, ", ") + ")"
}
