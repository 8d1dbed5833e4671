package formula

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
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
	if v.op > opY && (w.uses[r] > 1 || len(term.text) > longest) {
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
	case opConst:
		return pythonNumber(v.k)
	case opX:
		return pythonTerm{"x", atom}
	case opY:
		return pythonTerm{"y", atom}
	case opNeg:
		return pythonTerm{"-" + a.within(powers), sums}
	case opAdd, opSub:
		return pythonTerm{a.within(sums) + " " + pythonSigns[v.op] + " " + b.within(products), sums}
	case opMul, opDiv:
		return pythonTerm{a.within(products) + " " + pythonSigns[v.op] + " " + b.within(powers), products}
	case opPow:
		return pythonTerm{a.within(atom) + " ** " + b.within(atom), powers}
	}
	args := []string{a.text, b.text, c.text}[:v.op.operands()]
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
var pythonSigns = map[op]string{opAdd: "+", opSub: "-", opMul: "*", opDiv: "/", opPow: "**"}

// pythonFunctions are the names of the others; a test holds that none is missing.
var pythonFunctions = map[op]string{
	opSqrt: "sqrt", opCbrt: "cbrt", opAbs: "abs", opSign: "sign", opExp: "exp", opLog: "log", opLog10: "log10",
	opSin: "sin", opCos: "cos", opTan: "tan", opAsin: "arcsin", opAcos: "arccos", opAtan: "arctan",
	opSinh: "sinh", opCosh: "cosh", opTanh: "tanh", opSigmoid: "sigmoid", opSoftplus: "softplus", opRelu: "relu",
	opErf: "erf", opCot: "cot", opSec: "sec", opCsc: "csc", opAsinh: "arcsinh", opAcosh: "arccosh", opAtanh: "arctanh",
	opLog2: "log2", opLog1p: "log1p", opExpm1: "expm1", opGelu: "gelu", opGauss: "gauss",
	opHypot: "hypot", opAtan2: "arctan2", opMin: "minimum", opMax: "maximum",
	opPositive: "positive", opSech2: "sech2", opCoSquare: "cosquare", opPhi: "phi", opDensity: "density",
	opInverse0: "inverse0", opOver0: "over0", opLog0: "log0", opPow0: "pow0", opPowLog: "powlog",
	opStep: "step", opSelect: "select", opHypot3: "hypot3",
}
