package notation

import "unsafe"

// Kind is the kind of a node of a formula's tree.
type Kind uint8

const (
	NumberNode Kind = iota
	NameNode        // x, y, pi, e or a part
	NegNode
	AddNode
	SubNode
	MulNode
	DivNode
	PowNode
	CallNode
)

// Node is one node of a formula's tree, as it was typed.
type Node struct {
	Kind   Kind
	Value  float64 // of a number
	Name   string  // of a name (w1 is x, w2 is y) or a function
	Args   []*Node
	Column int
	depth  int // levels below, itself included; see height
}

// Part is a named part: let name = value; or, with times > 0,
// repeat times: name = value;
type Part struct {
	Name   string
	Value  *Node
	Times  int
	column int
}

// Tree is a whole formula: parts, then the loss.
type Tree struct {
	Parts  []Part
	Result *Node
}

// Bytes is the memory that a tree holds.
func (t *Tree) Bytes() int {
	total := int(unsafe.Sizeof(*t)) + len(t.Parts)*int(unsafe.Sizeof(Part{})) + t.Result.bytes()
	for _, p := range t.Parts {
		total += p.Value.bytes()
	}
	return total
}

func (n *Node) bytes() int {
	total := int(unsafe.Sizeof(*n)) + cap(n.Args)*int(unsafe.Sizeof(n))
	for _, a := range n.Args {
		total += a.bytes()
	}
	return total
}

// height is the depth of a node over args. A chain of sums or of products is
// one level, as it is written.
func height(k Kind, args []*Node) int {
	depth := 1
	for i, a := range args {
		d := a.depth + 1
		if i == 0 && chained(k, a.Kind) {
			d = a.depth
		}
		depth = max(depth, d)
	}
	return depth
}

// chained reports whether a left operand of kind below continues a chain of kind k.
func chained(k, below Kind) bool {
	sum := func(k Kind) bool { return k == AddNode || k == SubNode }
	product := func(k Kind) bool { return k == MulNode || k == DivNode }
	return sum(k) && sum(below) || product(k) && product(below)
}

// equal reports whether two trees are the same but for columns.
func equal(a, b *Node) bool {
	if a.Kind != b.Kind || a.Value != b.Value || a.Name != b.Name || len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if !equal(a.Args[i], b.Args[i]) {
			return false
		}
	}
	return true
}
