package script

// heads are what a script of each library begins with.
var heads = map[Library]struct{ name, module, precision string }{
	NumPy: {"NumPy", "import numpy", `numpy.seterr(all="ignore")  # a run that diverges is no fault`},
	Torch: {"PyTorch", "import torch", "torch.set_default_dtype(torch.float64)"},
}

// helpers are the functions that a script may need, by name, for each library: empty
// where the library has it under this name, or from where it is imported.
var helpers = map[string]map[Library]string{
	"array": {
		NumPy: "",
		Torch: "def array(values):\n    return torch.tensor(values)",
	},
	"eigh":     {NumPy: "from numpy.linalg import eigh", Torch: "from torch.linalg import eigh"},
	"isfinite": {}, "sqrt": {}, "exp": {}, "expm1": {}, "log": {}, "log10": {}, "log2": {}, "log1p": {}, "sign": {}, "where": {},
	"sin": {}, "cos": {}, "tan": {}, "arcsin": {}, "arccos": {}, "arctan": {}, "sinh": {}, "cosh": {}, "tanh": {},
	"arcsinh": {}, "arccosh": {}, "arctanh": {}, "concatenate": {},
	"cbrt": {Torch: "def cbrt(u):\n    return sign(u) * abs(u) ** (1 / 3)"},
	"tensor": {
		NumPy: "def tensor(u):\n    return u",
		Torch: "def tensor(u):\n    return torch.as_tensor(u, dtype=torch.float64)",
	},
	"minimum": {Torch: "def minimum(a, b):\n    return torch.minimum(tensor(a), tensor(b))"},
	"maximum": {Torch: "def maximum(a, b):\n    return torch.maximum(tensor(a), tensor(b))"},
	"hypot":   {Torch: "def hypot(a, b):\n    return torch.hypot(tensor(a), tensor(b))"},
	"arctan2": {Torch: "def arctan2(a, b):\n    return torch.arctan2(tensor(a), tensor(b))"},
	"hypot3":  both("def hypot3(a, b, c):\n    return sqrt(a * a + b * b + c * c)"),
	"sigmoid": {NumPy: "def sigmoid(u):\n    return 1 / (1 + exp(-u))"},
	"softplus": {
		NumPy: "def softplus(u):\n    return numpy.logaddexp(0, u)",
		Torch: "def softplus(u):\n    return torch.logaddexp(0 * u, u)",
	},
	"relu": {NumPy: "def relu(u):\n    return maximum(u, 0.0)"},
	"erf":  {NumPy: "def erf(u):\n    return numpy.float64(math.erf(u))"},
	"phi": {
		NumPy: "def phi(u):\n    return numpy.float64(math.erfc(-u / math.sqrt(2))) / 2",
		Torch: "def phi(u):\n    return torch.erfc(-u / math.sqrt(2)) / 2",
	},
	"density":  both("def density(u):\n    return exp(-u * u / 2) / math.sqrt(2 * math.pi)"),
	"gelu":     both("def gelu(u):\n    return u * phi(u)"),
	"gauss":    both("def gauss(u):\n    return exp(-u * u)"),
	"cot":      both("def cot(u):\n    return 1 / tan(u)"),
	"sec":      both("def sec(u):\n    return 1 / cos(u)"),
	"csc":      both("def csc(u):\n    return 1 / sin(u)"),
	"positive": both("def positive(u):\n    return 1.0 if u > 0 else 0.0"),
	"sech2":    both("def sech2(u):\n    return 1 / cosh(u) ** 2"),
	"cosquare": both("def cosquare(u):\n    return (1 - u) * (1 + u)"),
	"inverse0": both("def inverse0(u):\n    return 0 * u if u == 0 else 1 / u"),
	"over0":    both("def over0(a, b):\n    return 0 * b if b == 0 else a / b"),
	"log0":     both("def log0(u):\n    return 0 * u if u == 0 else log(u)"),
	"pow0":     both("def pow0(a, b):\n    return 0 * a if a == 0 and b < 0 else a ** b"),
	"powlog":   both("def powlog(a, b):\n    return 0 * a if a == 0 else a ** b * log(a)"),
	"step":     both("def step(a, b):\n    return 1.0 if a > b else 0.5 if a == b else 0.0"),
	"select":   both("def select(a, b, c):\n    return b if a == 1 else c if a == 0 else (b + c) / 2"),
}

// both is a definition that is the same with either library.
func both(text string) map[Library]string { return map[Library]string{NumPy: text, Torch: text} }
