package formula

import "unsafe"

// kind is the kind of a node of a formula's tree.
type kind uint8

const (
	numberNode kind = iota
	nameNode        // x, y, pi, e or a part
	negNode
	addNode
	subNode
	mulNode
	divNode
	powNode
	callNode
)

// node is one node of a formula's tree, as it was typed.
type node struct {
	kind   kind
	value  float64 // of a number
	name   string  // of a name (w1 is x, w2 is y) or a function
	args   []*node
	column int
	depth  int // levels below, itself included; see height
}

// part is a named part: let name = value; or, with times > 0,
// repeat times: name = value;
type part struct {
	name   string
	value  *node
	times  int
	column int
}

// tree is a whole formula: parts, then the loss.
type tree struct {
	parts  []part
	result *node
}

// bytes is the memory that a tree holds.
func (t *tree) bytes() int {
	total := int(unsafe.Sizeof(*t)) + len(t.parts)*int(unsafe.Sizeof(part{})) + t.result.bytes()
	for _, p := range t.parts {
		total += p.value.bytes()
	}
	return total
}

func (n *node) bytes() int {
	total := int(unsafe.Sizeof(*n)) + cap(n.args)*int(unsafe.Sizeof(n))
	for _, a := range n.args {
		total += a.bytes()
	}
	return total
}

// height is the depth of a node over args. A chain of sums or of products is
// one level, as it is written.
func height(k kind, args []*node) int {
	depth := 1
	for i, a := range args {
		d := a.depth + 1
		if i == 0 && chained(k, a.kind) {
			d = a.depth
		}
		depth = max(depth, d)
	}
	return depth
}

// chained reports whether a left operand of kind below continues a chain of kind k.
func chained(k, below kind) bool {
	sum := func(k kind) bool { return k == addNode || k == subNode }
	product := func(k kind) bool { return k == mulNode || k == divNode }
	return sum(k) && sum(below) || product(k) && product(below)
}

// equal reports whether two trees are the same but for columns.
func equal(a, b *node) bool {
	if a.kind != b.kind || a.value != b.value || a.name != b.name || len(a.args) != len(b.args) {
		return false
	}
	for i := range a.args {
		if !equal(a.args[i], b.args[i]) {
			return false
		}
	}
	return true
}
