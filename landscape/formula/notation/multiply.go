package notation

import "slices"

// multiply writes a product as one would by hand: its sign and its number in
// front, then constants, then variables, then the rest in its order. 2·(3x) is
// 6x, and sin(2πx)·2π is 2π sin(2πx).
func multiply(a, b *Node) *Node {
	p := factors{number: 1}
	p.add(a)
	p.add(b)
	p.cancel()
	slices.SortStableFunc(p.rest, func(a, b *Node) int { return rank(a) - rank(b) })
	p.gather()
	return p.node()
}

// factors are a product taken apart.
type factors struct {
	number   float64
	negative bool
	rest     []*Node
}

// add takes a factor apart.
func (p *factors) add(n *Node) {
	switch n.Kind {
	case NumberNode:
		p.number *= n.Value
	case NegNode:
		p.negative = !p.negative
		p.add(n.Args[0])
	case MulNode:
		p.add(n.Args[0])
		p.add(n.Args[1])
	case DivNode:
		top, k := leading(n.Args[0])
		if k != 0 {
			p.number *= k
			n = join(DivNode, top, n.Args[1])
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
		if n.Kind != DivNode {
			continue
		}
		below, m := leading(n.Args[1])
		if m > 0 && m != 1 && whole(p.number/m) {
			p.number /= m
			p.rest[i] = divide(n.Args[0], below)
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
		if base != nil && next != nil && base.Name == next.Name {
			p.rest[i-1] = raise(base, number(m+n))
			p.rest = slices.Delete(p.rest, i, i+1)
			i--
		}
	}
}

// variablePower splits x^2 or x into variable and exponent; nil for anything else.
func variablePower(n *Node) (*Node, float64) {
	switch {
	case rank(n) != 1:
		return nil, 0
	case n.Kind == NameNode:
		return n, 1
	case n.Args[1].Kind == NumberNode:
		return n.Args[0], n.Args[1].Value
	}
	return nil, 0
}

// node puts the product together again.
func (p *factors) node() *Node {
	if p.number == 0 {
		return number(0)
	}
	product := number(p.number)
	for i, n := range p.rest {
		if i == 0 && p.number == 1 {
			product = n
		} else {
			product = join(MulNode, product, n)
		}
	}
	if p.negative {
		return negative(product)
	}
	return product
}

// rank is where a factor stands: constants, then variables and parts with
// their powers, then all else.
func rank(n *Node) int {
	switch {
	case constant(n):
		return 0
	case n.Kind == NameNode && !isPartial(n.Name):
		return 1
	case n.Kind == PowNode && n.Args[0].Kind == NameNode && constant(n.Args[1]):
		return 1
	}
	return 2
}

// constant reports whether no variable and no part is in n.
func constant(n *Node) bool {
	if n.Kind == NameNode {
		return n.Name == "pi" || n.Name == "e"
	}
	for _, a := range n.Args {
		if !constant(a) {
			return false
		}
	}
	return true
}
