package formula

import (
	"strconv"
	"strings"
)

// Plain is the formula as text, in one spelling: it parses back to the same
// tree.
func (p *Program) Plain() string { return p.tree.plain() }

func (t *tree) plain() string {
	var b strings.Builder
	for _, part := range t.parts {
		if part.times > 0 {
			b.WriteString("repeat " + strconv.Itoa(part.times) + ": ")
		} else {
			b.WriteString("let ")
		}
		b.WriteString(part.name + " = " + plain(part.value, sumLevel) + "; ")
	}
	return b.String() + plain(t.result, sumLevel)
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
var levels = map[kind]level{
	addNode: sumLevel, subNode: sumLevel, mulNode: productLevel, divNode: productLevel,
	negNode: factorLevel, powNode: powerLevel,
}

func (n *node) level() level {
	if l, ok := levels[n.kind]; ok {
		return l
	}
	return atomLevel
}

// plain writes n, in parentheses if it holds together less than wanted.
func plain(n *node, wanted level) string {
	if n.level() < wanted {
		return "(" + plain(n, sumLevel) + ")"
	}
	arg := func(i int, l level) string { return plain(n.args[i], l) }
	switch n.kind {
	case numberNode:
		return strconv.FormatFloat(n.value, 'g', -1, 64)
	case nameNode:
		return n.name
	case negNode:
		return "-" + arg(0, factorLevel)
	case addNode:
		return arg(0, sumLevel) + " + " + arg(1, productLevel)
	case subNode:
		return arg(0, sumLevel) + " - " + arg(1, productLevel)
	case mulNode:
		return arg(0, productLevel) + "*" + arg(1, factorLevel)
	case divNode:
		return arg(0, productLevel) + "/" + arg(1, factorLevel)
	case powNode:
		return arg(0, atomLevel) + "^" + arg(1, factorLevel)
	}
	args := make([]string, len(n.args))
	for i := range args {
		args[i] = arg(i, sumLevel)
	}
	return n.name + "(" + strings.Join(args, ", ") + ")"
}
