package notation

import "strings"

// aliases are names that functions have elsewhere, in small letters.
var aliases = map[string]string{
	"arcsin": "asin", "arccos": "acos", "arctan": "atan", "arctan2": "atan2",
	"arcsinh": "asinh", "arccosh": "acosh", "arctanh": "atanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
	"fabs": "abs", "absolute": "abs", "power": "pow", "maximum": "max", "fmax": "max", "minimum": "min", "fmin": "min",
	"sgn": "sign", "signum": "sign", "expit": "sigmoid", "tg": "tan", "arctg": "atan", "ctg": "cot", "cotg": "cot", "cosec": "csc",
	"log_10": "log10", "log_2": "log2", "log_e": "ln",
}

// moduleConstants are the constants of modules: np.pi, Math.E.
var moduleConstants = map[string]string{"pi": "pi", "PI": "pi", "e": "e", "E": "e", "tau": "tau"}

// lookup finds a function by any of its names, capitals or not: Abs, arctan.
func lookup(name string) (function, bool) {
	if f, ok := functions[name]; ok {
		return f, true
	}
	small := strings.ToLower(name)
	if f, ok := functions[small]; ok {
		return f, true
	}
	f, ok := functions[aliases[small]]
	return f, ok
}

// foreignFunctions are functions of other languages that this one lacks, and how
// their values are written here, where they can be.
var foreignFunctions = map[string]string{
	"sech": "1/cosh(…)", "asec": "acos(1/(…))", "acsc": "asin(1/(…))", "acot": "atan(1/(…))", "arcsec": "acos(1/(…))", "arccsc": "asin(1/(…))", "arccot": "atan(1/(…))",
	"sinpi": "sin(pi*(…))", "cospi": "cos(pi*(…))", "silu": "(…)*sigmoid(…)", "swish": "(…)*sigmoid(…)", "sig": "sigmoid(…)", "sigm": "sigmoid(…)", "sqrd": "(…)^2",
	"logsigmoid": "-softplus(-(…))", "erfi": "", "erfinv": "", "erfcx": "", "cis": "", "cosc": "", "tanc": "", "asind": "", "acosd": "", "atand": "", "isqrt": "", "rhypot": "",
	"celu": "", "prelu": "", "lrelu": "", "leakyrelu": "", "leaky_relu": "", "hardtanh": "", "softmin": "", "softsign": "", "asech": "", "acsch": "", "acoth": "",
	"csch": "1/sinh(…)", "coth": "1/tanh(…)", "square": "(…)^2", "sqr": "(…)^2", "exp2": "2^(…)", "exp10": "10^(…)",
	"erfc": "1 - erf(…)", "rsqrt": "1/sqrt(…)", "reciprocal": "1/(…)", "elu": "", "selu": "", "mish": "", "sinc": "", "floor": "", "ceil": "", "round": "", "trunc": "",
	"mod": "", "fmod": "", "clip": "", "clamp": "", "sum": "", "prod": "", "mean": "", "where": "", "if": "", "gamma": "", "lgamma": "", "step": "", "heaviside": "",
	"logit": "", "norm": "", "dot": "", "sind": "", "cosd": "", "tand": "", "rand": "", "randn": "", "cube": "(…)^3", "log1": "", "expm": "", "softmax": "", "exp1": "", "expint": "",
}

// laterFunctions are the functions that were added when links were in use already:
// a part may have the name of one, which then means the part.
var laterFunctions = map[string]bool{
	"atan2": true, "asinh": true, "acosh": true, "atanh": true, "log1p": true, "expm1": true, "log2": true, "lg": true,
	"cot": true, "sec": true, "csc": true, "gelu": true,
}
