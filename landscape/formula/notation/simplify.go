package notation

import "math"

// number is the node of a number; a negative one is a negation, as it would
// be typed.
func number(v float64) *Node {
	if v < 0 {
		return &Node{Kind: NegNode, Args: []*Node{number(-v)}}
	}
	return &Node{Kind: NumberNode, Value: v}
}

// isNumber reports whether n is the number v, at least 0.
func isNumber(n *Node, v float64) bool { return n.Kind == NumberNode && n.Value == v }

func call(name string, a *Node) *Node { return &Node{Kind: CallNode, Name: name, Args: []*Node{a}} }

func join(k Kind, a, b *Node) *Node { return &Node{Kind: k, Args: []*Node{a, b}} }

func negative(a *Node) *Node {
	switch {
	case isNumber(a, 0):
		return a
	case a.Kind == NegNode:
		return a.Args[0]
	}
	return &Node{Kind: NegNode, Args: []*Node{a}}
}

func plus(a, b *Node) *Node {
	switch {
	case isNumber(a, 0):
		return b
	case isNumber(b, 0):
		return a
	case b.Kind == NegNode:
		return minus(a, b.Args[0])
	case b.Kind == AddNode:
		return plus(plus(a, b.Args[0]), b.Args[1])
	case b.Kind == SubNode:
		return minus(plus(a, b.Args[0]), b.Args[1])
	case a.Kind == NumberNode && b.Kind == NumberNode:
		return number(a.Value + b.Value)
	case a.Kind == NegNode: // y − 1, not −1 + y
		return minus(b, a.Args[0])
	}
	return join(AddNode, a, b)
}

func minus(a, b *Node) *Node {
	switch {
	case isNumber(b, 0):
		return a
	case isNumber(a, 0):
		return negative(b)
	case b.Kind == NegNode:
		return plus(a, b.Args[0])
	case a.Kind == NegNode && a.Args[0].Kind == NumberNode && b.Kind == NumberNode:
		return number(-a.Args[0].Value - b.Value)
	case a.Kind == NumberNode && b.Kind == NumberNode:
		return number(a.Value - b.Value)
	}
	return join(SubNode, a, b)
}

// divide brings signs to the front and cancels whole numbers, in a sum those
// of all its terms. Each step drops a number greater than 1 or a sign, so it ends.
func divide(a, b *Node) *Node {
	switch {
	case isNumber(a, 0), isNumber(b, 1):
		return a
	case a.Kind == NegNode:
		return negative(divide(a.Args[0], b))
	case b.Kind == NegNode:
		return negative(divide(a, b.Args[0]))
	case a.Kind == DivNode:
		return divide(a.Args[0], multiply(a.Args[1], b))
	case equal(a, b):
		return number(1)
	}
	if k := common(a, b); k > 1 {
		return divide(divideTerms(a, k), number(b.Value/k))
	}
	if top, k := leading(a); k != 0 {
		if rest, m := leading(b); m > 1 && whole(k/m) {
			return divide(multiply(number(k/m), top), rest)
		} else if k > 1 && m > 1 && whole(m/k) {
			return divide(top, multiply(number(m/k), rest))
		}
	}
	return join(DivNode, a, b)
}

// leading splits a number off the front of a product: k is 0 where there is
// none.
func leading(n *Node) (rest *Node, k float64) {
	switch {
	case n.Kind == NumberNode:
		return number(1), n.Value
	case n.Kind == MulNode:
		rest, k = leading(n.Args[0])
		switch {
		case k == 0:
			return n, 0
		case isNumber(rest, 1):
			return n.Args[1], k
		}
		return join(MulNode, rest, n.Args[1]), k
	}
	return n, 0
}

// common is the largest whole number that divides b and every term of the sum
// a; 1 where there is none, or where a is no sum or b no whole number.
func common(a, b *Node) float64 {
	if b.Kind != NumberNode || !whole(b.Value) || a.Kind != AddNode && a.Kind != SubNode {
		return 1
	}
	return divisor(a, b.Value)
}

// divisor is the largest whole number that divides k and every term of n.
func divisor(n *Node, k float64) float64 {
	switch n.Kind {
	case AddNode, SubNode:
		return divisor(n.Args[1], divisor(n.Args[0], k))
	case NegNode:
		return divisor(n.Args[0], k)
	}
	_, m := leading(n)
	if !whole(m) {
		return 1
	}
	for m != 0 {
		k, m = m, math.Mod(k, m)
	}
	return k
}

// divideTerms divides every term of a sum by k.
func divideTerms(n *Node, k float64) *Node {
	switch n.Kind {
	case AddNode:
		return plus(divideTerms(n.Args[0], k), divideTerms(n.Args[1], k))
	case SubNode:
		return minus(divideTerms(n.Args[0], k), divideTerms(n.Args[1], k))
	case NegNode:
		return negative(divideTerms(n.Args[0], k))
	}
	rest, m := leading(n)
	return multiply(number(m/k), rest)
}

func whole(v float64) bool { return v == float64(int64(v)) && v >= 1 && v < 1e6 }

func raise(a, b *Node) *Node {
	switch {
	case isNumber(b, 0):
		return number(1)
	case isNumber(b, 1):
		return a
	}
	return join(PowNode, a, b)
}
