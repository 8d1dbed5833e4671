package notation

import (
	"maps"
	"slices"
	"strconv"

	"downhill/landscape/formula/op"
)

// function is an entry of the language's functions.
type function struct {
	name     string // canonical: ln for log
	operands int    // 0: one or more; hypot takes three, too
	op       op.Op
}

// functions of the language, by every name they have. log is the natural
// logarithm, as in every programming language, and lg the one to the base 2.
var functions = map[string]function{
	"sin": {"sin", 1, op.Sin}, "cos": {"cos", 1, op.Cos}, "tan": {"tan", 1, op.Tan},
	"cot": {"cot", 1, op.Cot}, "sec": {"sec", 1, op.Sec}, "csc": {"csc", 1, op.Csc},
	"asin": {"asin", 1, op.Asin}, "acos": {"acos", 1, op.Acos}, "atan": {"atan", 1, op.Atan}, "atan2": {"atan2", 2, op.Atan2},
	"sinh": {"sinh", 1, op.Sinh}, "cosh": {"cosh", 1, op.Cosh}, "tanh": {"tanh", 1, op.Tanh},
	"asinh": {"asinh", 1, op.Asinh}, "acosh": {"acosh", 1, op.Acosh}, "atanh": {"atanh", 1, op.Atanh},
	"exp": {"exp", 1, op.Exp}, "expm1": {"expm1", 1, op.Expm1}, "ln": {"ln", 1, op.Log}, "log": {"ln", 1, op.Log},
	"log10": {"log10", 1, op.Log10}, "log2": {"log2", 1, op.Log2}, "lg": {"log2", 1, op.Log2}, "log1p": {"log1p", 1, op.Log1p},
	"sqrt": {"sqrt", 1, op.Sqrt}, "cbrt": {"cbrt", 1, op.Cbrt}, "abs": {"abs", 1, op.Abs}, "sign": {"sign", 1, op.Sign},
	"sigmoid": {"sigmoid", 1, op.Sigmoid}, "softplus": {"softplus", 1, op.Softplus}, "relu": {"relu", 1, op.Relu},
	"gelu": {"gelu", 1, op.Gelu}, "erf": {"erf", 1, op.Erf}, "gauss": {"gauss", 1, op.Gauss},
	"pow": {"pow", 2, op.Pow}, "hypot": {"hypot", 2, op.Hypot},
	"min": {"min", 0, op.Min}, "max": {"max", 0, op.Max},
}

// Function is the operation of a call, and how many operands it takes, 0 for any number;
// hypot takes a third one, too.
func (n *Node) Function() (o op.Op, operands int) {
	f := functions[n.Name]
	return f.op, f.operands
}

// rare are the functions that a misspelt name hardly means.
var rare = map[string]bool{"sec": true, "csc": true, "cot": true, "lg": true, "log2": true, "log1p": true, "expm1": true}

// functionNames are the names of all functions, sorted, the rare ones last.
func functionNames() []string {
	names := slices.Sorted(maps.Keys(functions))
	common := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return rare[name] })
	return append(common, slices.DeleteFunc(names, func(name string) bool { return !rare[name] })...)
}

// takes reports whether the function takes n arguments.
func (f function) takes(n int) bool {
	return n == f.operands || f.operands == 0 && n >= 1 || f.op == op.Hypot && n == 3
}

// wants says how many arguments the function takes, in numbers.
func (f function) wants() string {
	switch {
	case f.operands == 0:
		return "1+"
	case f.op == op.Hypot:
		return "2–3"
	}
	return strconv.Itoa(f.operands)
}
