package notation

import "strings"

// call typesets a function's value, in mathematics' own notation where it has
// one: roots, bars, powers of e.
func (s *typesetter) call(n *Node) piece {
	arg := n.Args[0]
	two := &Node{Kind: NumberNode, Value: 2}
	square := func(u *Node) *Node { return &Node{Kind: PowNode, Args: []*Node{u, two}} }
	switch n.Name {
	case "sqrt":
		return piece{text: tag("msqrt", s.set(arg).text), level: powerLevel}
	case "cbrt":
		return piece{text: tag("mroot", row(s.set(arg).text), mn("3")), level: powerLevel}
	case "abs":
		return piece{text: between("|", s.set(arg).text, "|"), level: atomLevel}
	case "norm":
		return piece{text: between("‖", s.set(arg).text, "‖"), level: atomLevel}
	case "dot":
		return piece{text: row(s.within(arg, atomLevel), mo("·"), s.within(n.Args[1], atomLevel)), level: productLevel}
	case "exp":
		return s.power(&Node{Kind: NameNode, Name: "e"}, arg)
	case "gauss":
		return s.power(&Node{Kind: NameNode, Name: "e"}, &Node{Kind: NegNode, Args: []*Node{square(arg)}})
	case "hypot":
		sum := square(arg)
		for _, a := range n.Args[1:] {
			sum = join(AddNode, sum, square(a))
		}
		return piece{text: tag("msqrt", s.set(sum).text), level: powerLevel}
	}
	return piece{text: row(functionName(n.Name), mo("&#x2061;"), s.arguments(n)), level: atomLevel, call: true}
}

// arguments typesets a function's arguments in their parentheses.
func (s *typesetter) arguments(n *Node) string {
	args := make([]string, 0, 2*len(n.Args))
	for i, a := range n.Args {
		if i > 0 {
			args = append(args, mo(","))
		}
		args = append(args, s.set(a).text)
	}
	return parentheses(row(args...))
}

// functionSymbols are the functions whose sign is not their name.
var functionSymbols = map[string]string{
	"asin": "arcsin", "acos": "arccos", "atan": "arctan", "sigmoid": "σ", "relu": "ReLU", "gelu": "GELU", "sign": "sgn",
	"asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh",
	"relu'": "ReLU′",
}

// functionName typesets a function's name.
func functionName(name string) string {
	if base, isBased := strings.CutPrefix(name, "log"); isBased && (base == "10" || base == "2") {
		return tag("msub", mi("log"), mn(base))
	}
	if symbol, ok := functionSymbols[name]; ok {
		return mi(symbol)
	}
	return mi(name)
}

// greek letters that a part may be named after.
var greek = map[string]string{
	"pi": "π", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ",
	"kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "psi": "ψ", "omega": "ω",
}

// Name typesets a variable, a constant or a part: r1 and r_1 are r with the
// subscript 1. A partial derivative's name is its fraction.
func (s *typesetter) name(name string) piece {
	if s.symbol != nil {
		return setSymbol(s.symbol(name))
	}
	if of, by, ok := strings.Cut(name, partial); ok {
		return piece{text: tag("mfrac", row(mo("∂"), s.name(of).text), row(mo("∂"), mi(by))), level: factorLevel}
	}
	base := strings.TrimRight(name, "0123456789")
	below := name[len(base):]
	base = strings.TrimRight(base, "_")
	if base == "" {
		base, below = name, ""
	}
	symbol, isGreek := greek[base]
	if !isGreek {
		symbol = base
	}
	subscripts := ""
	if below != "" {
		subscripts = mn(below)
	}
	if at := s.index[name]; at != "" && subscripts != "" {
		subscripts += mo(",") + at
	} else {
		subscripts += at
	}
	p := piece{text: mi(symbol), level: atomLevel, word: len(base) > 1 && !isGreek}
	if subscripts != "" {
		p.text = tag("msub", p.text, row(subscripts))
	}
	return p
}
