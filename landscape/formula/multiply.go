package formula

import "slices"

// multiply writes a product as one would by hand: its sign and its number in
// front, then constants, then variables, then the rest in its order. 2·(3x) is
// 6x, and sin(2πx)·2π is 2π sin(2πx).
func multiply(a, b *node) *node {
	p := factors{number: 1}
	p.add(a)
	p.add(b)
	p.cancel()
	slices.SortStableFunc(p.rest, func(a, b *node) int { return rank(a) - rank(b) })
	p.gather()
	return p.node()
}

// factors are a product taken apart.
type factors struct {
	number   float64
	negative bool
	rest     []*node
}

// add takes a factor apart.
func (p *factors) add(n *node) {
	switch n.kind {
	case numberNode:
		p.number *= n.value
	case negNode:
		p.negative = !p.negative
		p.add(n.args[0])
	case mulNode:
		p.add(n.args[0])
		p.add(n.args[1])
	case divNode:
		top, k := leading(n.args[0])
		if k != 0 {
			p.number *= k
			n = join(divNode, top, n.args[1])
		}
		p.rest = append(p.rest, n)
	default:
		p.rest = append(p.rest, n)
	}
}

// cancel divides the number by those below fraction bars, where that is whole.
func (p *factors) cancel() {
	for i := 0; i < len(p.rest); i++ {
		n := p.rest[i]
		if n.kind != divNode {
			continue
		}
		below, m := leading(n.args[1])
		if m > 0 && m != 1 && whole(p.number/m) {
			p.number /= m
			p.rest[i] = divide(n.args[0], below)
		}
		if isNumber(p.rest[i], 1) {
			p.rest = slices.Delete(p.rest, i, i+1)
			i--
		}
	}
}

// gather writes neighbours that are powers of one variable as one: y y² is y³.
func (p *factors) gather() {
	for i := 1; i < len(p.rest); i++ {
		base, m := variablePower(p.rest[i-1])
		next, n := variablePower(p.rest[i])
		if base != nil && next != nil && base.name == next.name {
			p.rest[i-1] = raise(base, number(m+n))
			p.rest = slices.Delete(p.rest, i, i+1)
			i--
		}
	}
}

// variablePower splits x^2 or x into variable and exponent; nil for anything else.
func variablePower(n *node) (*node, float64) {
	switch {
	case rank(n) != 1:
		return nil, 0
	case n.kind == nameNode:
		return n, 1
	case n.args[1].kind == numberNode:
		return n.args[0], n.args[1].value
	}
	return nil, 0
}

// node puts the product together again.
func (p *factors) node() *node {
	if p.number == 0 {
		return number(0)
	}
	product := number(p.number)
	for i, n := range p.rest {
		if i == 0 && p.number == 1 {
			product = n
		} else {
			product = join(mulNode, product, n)
		}
	}
	if p.negative {
		return negative(product)
	}
	return product
}

// rank is where a factor stands: constants, then variables and parts with
// their powers, then all else.
func rank(n *node) int {
	switch {
	case constant(n):
		return 0
	case n.kind == nameNode && !isPartial(n.name):
		return 1
	case n.kind == powNode && n.args[0].kind == nameNode && constant(n.args[1]):
		return 1
	}
	return 2
}

// constant reports whether no variable and no part is in n.
func constant(n *node) bool {
	if n.kind == nameNode {
		return n.name == "pi" || n.name == "e"
	}
	for _, a := range n.args {
		if !constant(a) {
			return false
		}
	}
	return true
}
