package formula

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"downhill/landscape/formula/op"
)

// PythonCode is a formula as statements of Python: the very operations that are
// evaluated, in their order. x and y are its variables; its functions are names that
// the reader of the code has to give a meaning, such as sqrt and sigmoid.
type PythonCode struct {
	Lines   []string // assignments, each to a name of its own
	Results []string // expressions of what was asked for
}

// The parts of a formula that can be written in Python.
const (
	PythonValue    = iota // f
	PythonGradient        // f, then ∂f/∂x, ∂f/∂y
	PythonHessian         // ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²
)

// Python writes a part of the formula. Its error is ctx's when that ends first.
func (p *Program) Python(ctx context.Context, part int) (PythonCode, error) {
	g, value, _ := lower(p.tree) // Compile has done so without an error
	defer g.done()
	g.ctx = ctx
	var results []ref
	switch part {
	case PythonValue:
		results = []ref{value}
	case PythonGradient:
		results = g.orders(value)[1]
	default:
		results = g.orders(value)[2][3:]
	}
	if err := ctx.Err(); err != nil {
		return PythonCode{}, err // what was made after that is incomplete
	}
	w := pythonWriter{graph: g, uses: make([]int, len(g.vertices)), text: make([]pythonTerm, len(g.vertices))}
	for _, r := range results {
		w.count(r)
	}
	for r := range ref(len(g.vertices)) {
		if w.uses[r] > 0 {
			w.write(r)
		}
	}
	for _, r := range results {
		w.code.Results = append(w.code.Results, w.text[r].text)
	}
	return w.code, nil
}

// pythonWriter writes the vertices of a graph that are needed.
type pythonWriter struct {
	graph *graph
	uses  []int // how often each is read
	text  []pythonTerm
	code  PythonCode
}

// count counts a use of r, and at its first those of what it is computed from.
func (w *pythonWriter) count(r ref) {
	if w.uses[r]++; w.uses[r] > 1 {
		return
	}
	v := w.graph.vertices[r]
	for _, operand := range v.operands() {
		w.count(operand)
	}
}

// longest is how long an expression may be that stands within another.
const longest = 60

// write writes r, whose operands are written: as a line of its own where it is read
// more than once, or is long.
func (w *pythonWriter) write(r ref) {
	v := w.graph.vertices[r]
	term := pythonText(v, w.text[v.a], w.text[v.b], w.text[v.c])
	if v.op > op.Y && (w.uses[r] > 1 || len(term.text) > longest) {
		name := "t" + strconv.Itoa(len(w.code.Lines)+1)
		w.code.Lines = append(w.code.Lines, name+" = "+term.text)
		term = pythonTerm{name, atom}
	}
	w.text[r] = term
}

// pythonTerm is an expression, and how tightly its outermost operation binds.
type pythonTerm struct {
	text  string
	binds int
}

// How tightly Python's operations bind. A sign is kept apart from all but a sum.
const (
	sums = iota
	products
	powers
	atom
)

// within is a term where an operation needs one that binds so tightly.
func (t pythonTerm) within(binds int) string {
	if t.binds < binds {
		return "(" + t.text + ")"
	}
	return t.text
}

// pythonText is a vertex as an expression, of those of its operands. What has the
// same operands in another order rounds otherwise: a sum on the right keeps its own.
func pythonText(v vertex, a, b, c pythonTerm) pythonTerm {
	switch v.op {
	case op.Const:
		return pythonNumber(v.k)
	case op.X:
		return pythonTerm{"x", atom}
	case op.Y:
		return pythonTerm{"y", atom}
	case op.Neg:
		return pythonTerm{"-" + a.within(powers), sums}
	case op.Add, op.Sub:
		return pythonTerm{a.within(sums) + " " + pythonSigns[v.op] + " " + b.within(products), sums}
	case op.Mul, op.Div:
		return pythonTerm{a.within(products) + " " + pythonSigns[v.op] + " " + b.within(powers), products}
	case op.Pow:
		return pythonTerm{a.within(atom) + " ** " + b.within(atom), powers}
	}
	args := []string{a.text, b.text, c.text}[:v.op.Operands()]
	return pythonTerm{pythonFunctions[v.op] + "(" + strings.Join(args, ", ") + ")", atom}
}

// pythonNumber is a number that Python reads back exactly.
func pythonNumber(k float64) pythonTerm {
	switch {
	case math.IsNaN(k):
		return pythonTerm{"nan", atom}
	case math.IsInf(k, 0):
		return pythonTerm{strings.ToLower(strings.TrimPrefix(fmt.Sprint(k), "+")), sums} // inf or -inf
	}
	text := strconv.FormatFloat(k, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0" // a whole number of Python's overflows where one of ours is infinite
	}
	if math.Signbit(k) {
		return pythonTerm{text, sums}
	}
	return pythonTerm{text, atom}
}

// pythonSigns are the operations with a sign of their own.
var pythonSigns = map[op.Op]string{op.Add: "+", op.Sub: "-", op.Mul: "*", op.Div: "/", op.Pow: "**"}

// pythonFunctions are the names of the others; a test holds that none is missing.
var pythonFunctions = map[op.Op]string{
	op.Sqrt: "sqrt", op.Cbrt: "cbrt", op.Abs: "abs", op.Sign: "sign", op.Exp: "exp", op.Log: "log", op.Log10: "log10",
	op.Sin: "sin", op.Cos: "cos", op.Tan: "tan", op.Asin: "arcsin", op.Acos: "arccos", op.Atan: "arctan",
	op.Sinh: "sinh", op.Cosh: "cosh", op.Tanh: "tanh", op.Sigmoid: "sigmoid", op.Softplus: "softplus", op.Relu: "relu",
	op.Erf: "erf", op.Cot: "cot", op.Sec: "sec", op.Csc: "csc", op.Asinh: "arcsinh", op.Acosh: "arccosh", op.Atanh: "arctanh",
	op.Log2: "log2", op.Log1p: "log1p", op.Expm1: "expm1", op.Gelu: "gelu", op.Gauss: "gauss",
	op.Hypot: "hypot", op.Atan2: "arctan2", op.Min: "minimum", op.Max: "maximum",
	op.Positive: "positive", op.Sech2: "sech2", op.CoSquare: "cosquare", op.Phi: "phi", op.Density: "density",
	op.Inverse0: "inverse0", op.Over0: "over0", op.Log0: "log0", op.Pow0: "pow0", op.PowLog: "powlog",
	op.Step: "step", op.Select: "select", op.Hypot3: "hypot3",
}
