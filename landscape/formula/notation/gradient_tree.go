package notation

// of is the derivative of a tree, lightly simplified. It is for reading only:
// what is evaluated is the derivative of the graph.
func (d *differentiator) of(n *Node) *Node {
	switch n.Kind {
	case NumberNode:
		return number(0)
	case NameNode:
		return d.name(n)
	case NegNode:
		return negative(d.of(n.Args[0]))
	case CallNode:
		return d.call(n)
	}
	a, b := n.Args[0], n.Args[1]
	switch n.Kind {
	case AddNode:
		return plus(d.of(a), d.of(b))
	case SubNode:
		return minus(d.of(a), d.of(b))
	case MulNode:
		return plus(multiply(d.of(a), b), multiply(a, d.of(b)))
	case DivNode:
		return d.quotient(a, b)
	}
	return d.power(n)
}

func (d *differentiator) name(n *Node) *Node {
	switch {
	case n.Name == d.variable:
		return number(1)
	case d.depends[n.Name]:
		return &Node{Kind: NameNode, Name: n.Name + partial + d.variable}
	}
	return number(0)
}

// quotient is (a' b − a b')/b², shorter where b or a is constant.
func (d *differentiator) quotient(a, b *Node) *Node {
	da, db := d.of(a), d.of(b)
	if isNumber(db, 0) {
		return divide(da, b)
	}
	return divide(minus(multiply(da, b), multiply(a, db)), raise(b, number(2)))
}

// power is the derivative of a^b: b a^(b−1) a' + a^b ln a b'.
func (d *differentiator) power(n *Node) *Node {
	a, b := n.Args[0], n.Args[1]
	da, db := d.of(a), d.of(b)
	first, second := number(0), number(0)
	if !isNumber(da, 0) {
		first = multiply(multiply(b, raise(a, minus(b, number(1)))), da)
	}
	if a.Kind == NameNode && a.Name == "e" {
		second = multiply(n, db)
	} else if !isNumber(db, 0) {
		second = multiply(multiply(n, call("ln", a)), db)
	}
	return plus(first, second)
}

// call is the derivative of a function's value.
func (d *differentiator) call(n *Node) *Node {
	a := n.Args[0]
	switch n.Name {
	case "hypot":
		dot := number(0)
		for _, a := range n.Args {
			dot = plus(dot, multiply(a, d.of(a)))
		}
		return divide(dot, n)
	case "atan2":
		b := n.Args[1]
		turn := minus(multiply(b, d.of(a)), multiply(a, d.of(b)))
		return divide(turn, plus(raise(a, number(2)), raise(b, number(2))))
	case "min", "max":
		if len(n.Args) == 1 {
			return d.of(a)
		}
		d.failed = d.failed || !d.flat(n)
		return number(0)
	}
	da := d.of(a)
	if isNumber(da, 0) {
		return da
	}
	if below := reciprocal(n, a); below != nil {
		return divide(da, below)
	}
	return multiply(outer(n, a), da)
}

// flat reports whether no argument depends on the variable.
func (d *differentiator) flat(n *Node) bool {
	for _, a := range n.Args {
		if !isNumber(d.of(a), 0) {
			return false
		}
	}
	return true
}

// reciprocal is g(a) where the function's derivative is 1/g(a), else nil.
func reciprocal(n, a *Node) *Node {
	square := raise(a, number(2))
	switch n.Name {
	case "sqrt":
		return multiply(number(2), n)
	case "cbrt":
		return multiply(number(3), raise(n, number(2)))
	case "ln":
		return a
	case "log10":
		return multiply(a, call("ln", number(10)))
	case "log2":
		return multiply(a, call("ln", number(2)))
	case "log1p":
		return plus(number(1), a)
	case "tan":
		return raise(call("cos", a), number(2))
	case "cot":
		return negative(raise(call("sin", a), number(2)))
	case "tanh":
		return raise(call("cosh", a), number(2))
	case "asin":
		return call("sqrt", minus(number(1), square))
	case "acos":
		return negative(call("sqrt", minus(number(1), square)))
	case "atan":
		return plus(number(1), square)
	case "asinh":
		return call("sqrt", plus(square, number(1)))
	case "acosh":
		return call("sqrt", minus(square, number(1)))
	case "atanh":
		return minus(number(1), square)
	}
	return nil
}

// outer is the derivative of a function at a.
func outer(n, a *Node) *Node {
	switch n.Name {
	case "exp":
		return n
	case "expm1":
		return call("exp", a)
	case "sec":
		return multiply(n, call("tan", a))
	case "csc":
		return negative(multiply(n, call("cot", a)))
	case "sin":
		return call("cos", a)
	case "cos":
		return negative(call("sin", a))
	case "sinh":
		return call("cosh", a)
	case "cosh":
		return call("sinh", a)
	case "abs":
		return call("sign", a)
	case "sigmoid":
		return multiply(n, minus(number(1), n))
	case "softplus":
		return call("sigmoid", a)
	case "relu":
		return call("relu'", a)
	case "erf":
		return multiply(divide(number(2), call("sqrt", &Node{Kind: NameNode, Name: "pi"})), call("gauss", a))
	case "gauss":
		return negative(multiply(multiply(number(2), a), n))
	case "gelu": // Φ(a) + a φ(a), written with erf and exp
		pi := &Node{Kind: NameNode, Name: "pi"}
		below := divide(plus(number(1), call("erf", divide(a, call("sqrt", number(2))))), number(2))
		bell := divide(call("exp", negative(divide(raise(a, number(2)), number(2)))), call("sqrt", multiply(number(2), pi)))
		return plus(below, multiply(a, bell))
	}
	return number(0) // sign is flat
}
