package formula

import "math"

// number is the node of a number; a negative one is a negation, as it would
// be typed.
func number(v float64) *node {
	if v < 0 {
		return &node{kind: negNode, args: []*node{number(-v)}}
	}
	return &node{kind: numberNode, value: v}
}

// isNumber reports whether n is the number v, at least 0.
func isNumber(n *node, v float64) bool { return n.kind == numberNode && n.value == v }

func call(name string, a *node) *node { return &node{kind: callNode, name: name, args: []*node{a}} }

func join(k kind, a, b *node) *node { return &node{kind: k, args: []*node{a, b}} }

func negative(a *node) *node {
	switch {
	case isNumber(a, 0):
		return a
	case a.kind == negNode:
		return a.args[0]
	}
	return &node{kind: negNode, args: []*node{a}}
}

func plus(a, b *node) *node {
	switch {
	case isNumber(a, 0):
		return b
	case isNumber(b, 0):
		return a
	case b.kind == negNode:
		return minus(a, b.args[0])
	case b.kind == addNode:
		return plus(plus(a, b.args[0]), b.args[1])
	case b.kind == subNode:
		return minus(plus(a, b.args[0]), b.args[1])
	case a.kind == numberNode && b.kind == numberNode:
		return number(a.value + b.value)
	case a.kind == negNode: // y − 1, not −1 + y
		return minus(b, a.args[0])
	}
	return join(addNode, a, b)
}

func minus(a, b *node) *node {
	switch {
	case isNumber(b, 0):
		return a
	case isNumber(a, 0):
		return negative(b)
	case b.kind == negNode:
		return plus(a, b.args[0])
	case a.kind == negNode && a.args[0].kind == numberNode && b.kind == numberNode:
		return number(-a.args[0].value - b.value)
	case a.kind == numberNode && b.kind == numberNode:
		return number(a.value - b.value)
	}
	return join(subNode, a, b)
}

// divide brings signs to the front and cancels whole numbers, in a sum those
// of all its terms. Each step drops a number greater than 1 or a sign, so it ends.
func divide(a, b *node) *node {
	switch {
	case isNumber(a, 0), isNumber(b, 1):
		return a
	case a.kind == negNode:
		return negative(divide(a.args[0], b))
	case b.kind == negNode:
		return negative(divide(a, b.args[0]))
	case a.kind == divNode:
		return divide(a.args[0], multiply(a.args[1], b))
	case equal(a, b):
		return number(1)
	}
	if k := common(a, b); k > 1 {
		return divide(divideTerms(a, k), number(b.value/k))
	}
	if top, k := leading(a); k != 0 {
		if rest, m := leading(b); m > 1 && whole(k/m) {
			return divide(multiply(number(k/m), top), rest)
		} else if k > 1 && m > 1 && whole(m/k) {
			return divide(top, multiply(number(m/k), rest))
		}
	}
	return join(divNode, a, b)
}

// leading splits a number off the front of a product: k is 0 where there is
// none.
func leading(n *node) (rest *node, k float64) {
	switch {
	case n.kind == numberNode:
		return number(1), n.value
	case n.kind == mulNode:
		rest, k = leading(n.args[0])
		switch {
		case k == 0:
			return n, 0
		case isNumber(rest, 1):
			return n.args[1], k
		}
		return join(mulNode, rest, n.args[1]), k
	}
	return n, 0
}

// common is the largest whole number that divides b and every term of the sum
// a; 1 where there is none, or where a is no sum or b no whole number.
func common(a, b *node) float64 {
	if b.kind != numberNode || !whole(b.value) || a.kind != addNode && a.kind != subNode {
		return 1
	}
	return divisor(a, b.value)
}

// divisor is the largest whole number that divides k and every term of n.
func divisor(n *node, k float64) float64 {
	switch n.kind {
	case addNode, subNode:
		return divisor(n.args[1], divisor(n.args[0], k))
	case negNode:
		return divisor(n.args[0], k)
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
func divideTerms(n *node, k float64) *node {
	switch n.kind {
	case addNode:
		return plus(divideTerms(n.args[0], k), divideTerms(n.args[1], k))
	case subNode:
		return minus(divideTerms(n.args[0], k), divideTerms(n.args[1], k))
	case negNode:
		return negative(divideTerms(n.args[0], k))
	}
	rest, m := leading(n)
	return multiply(number(m/k), rest)
}

func whole(v float64) bool { return v == float64(int64(v)) && v >= 1 && v < 1e6 }

func raise(a, b *node) *node {
	switch {
	case isNumber(b, 0):
		return number(1)
	case isNumber(b, 1):
		return a
	}
	return join(powNode, a, b)
}
