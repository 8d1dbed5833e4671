package formula

import (
	"maps"
	"slices"
	"strconv"
)

// function is an entry of the language's functions.
type function struct {
	name     string // canonical: ln for log
	operands int    // 0: two or more
	op       op
}

// functions of the language, by every name they have. log is the natural
// logarithm, as in every programming language.
var functions = map[string]function{
	"sin": {"sin", 1, opSin}, "cos": {"cos", 1, opCos}, "tan": {"tan", 1, opTan},
	"asin": {"asin", 1, opAsin}, "acos": {"acos", 1, opAcos}, "atan": {"atan", 1, opAtan},
	"sinh": {"sinh", 1, opSinh}, "cosh": {"cosh", 1, opCosh}, "tanh": {"tanh", 1, opTanh},
	"exp": {"exp", 1, opExp}, "ln": {"ln", 1, opLog}, "log": {"ln", 1, opLog}, "log10": {"log10", 1, opLog10},
	"sqrt": {"sqrt", 1, opSqrt}, "cbrt": {"cbrt", 1, opCbrt}, "abs": {"abs", 1, opAbs}, "sign": {"sign", 1, opSign},
	"sigmoid": {"sigmoid", 1, opSigmoid}, "softplus": {"softplus", 1, opSoftplus}, "relu": {"relu", 1, opRelu},
	"erf": {"erf", 1, opErf}, "gauss": {"gauss", 1, opGauss},
	"pow": {"pow", 2, opPow}, "hypot": {"hypot", 2, opHypot},
	"min": {"min", 0, opMin}, "max": {"max", 0, opMax},
}

// functionNames are the names of all functions, sorted.
func functionNames() []string { return slices.Sorted(maps.Keys(functions)) }

// takes says whether the function takes n arguments.
func (f function) takes(n int) bool { return n == f.operands || f.operands == 0 && n >= 2 }

// wants says how many arguments the function takes, as a number.
func (f function) wants() string {
	if f.operands == 0 {
		return "2+"
	}
	return strconv.Itoa(f.operands)
}
