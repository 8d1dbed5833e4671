package formula

import (
	"maps"
	"slices"
	"strconv"
)

// function is an entry of the language's functions.
type function struct {
	name     string // canonical: ln for log
	operands int    // 0: one or more; hypot takes three, too
	op       op
}

// functions of the language, by every name they have. log is the natural
// logarithm, as in every programming language, and lg the one to the base 2.
var functions = map[string]function{
	"sin": {"sin", 1, opSin}, "cos": {"cos", 1, opCos}, "tan": {"tan", 1, opTan},
	"cot": {"cot", 1, opCot}, "sec": {"sec", 1, opSec}, "csc": {"csc", 1, opCsc},
	"asin": {"asin", 1, opAsin}, "acos": {"acos", 1, opAcos}, "atan": {"atan", 1, opAtan}, "atan2": {"atan2", 2, opAtan2},
	"sinh": {"sinh", 1, opSinh}, "cosh": {"cosh", 1, opCosh}, "tanh": {"tanh", 1, opTanh},
	"asinh": {"asinh", 1, opAsinh}, "acosh": {"acosh", 1, opAcosh}, "atanh": {"atanh", 1, opAtanh},
	"exp": {"exp", 1, opExp}, "expm1": {"expm1", 1, opExpm1}, "ln": {"ln", 1, opLog}, "log": {"ln", 1, opLog},
	"log10": {"log10", 1, opLog10}, "log2": {"log2", 1, opLog2}, "lg": {"log2", 1, opLog2}, "log1p": {"log1p", 1, opLog1p},
	"sqrt": {"sqrt", 1, opSqrt}, "cbrt": {"cbrt", 1, opCbrt}, "abs": {"abs", 1, opAbs}, "sign": {"sign", 1, opSign},
	"sigmoid": {"sigmoid", 1, opSigmoid}, "softplus": {"softplus", 1, opSoftplus}, "relu": {"relu", 1, opRelu},
	"gelu": {"gelu", 1, opGelu}, "erf": {"erf", 1, opErf}, "gauss": {"gauss", 1, opGauss},
	"pow": {"pow", 2, opPow}, "hypot": {"hypot", 2, opHypot},
	"min": {"min", 0, opMin}, "max": {"max", 0, opMax},
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
	return n == f.operands || f.operands == 0 && n >= 1 || f.op == opHypot && n == 3
}

// wants says how many arguments the function takes, in numbers.
func (f function) wants() string {
	switch {
	case f.operands == 0:
		return "1+"
	case f.op == opHypot:
		return "2–3"
	}
	return strconv.Itoa(f.operands)
}
