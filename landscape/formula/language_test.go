package formula

import (
	"errors"
	"strings"
	"testing"

	"downhill/landscape/formula/notation"
)

// readings are other people's spellings of a loss, and ours.
var readings = map[string]string{
	// products and signs
	"(2+3)2": "(2 + 3)*2", "(x+1)2.5": "(x + 1)*2.5", "2(3)4": "2*3*4", "|x|2": "abs(x)*2", "2 ∙ 3": "2*3", "4 • 5": "4*5",
	"2×x": "2*x", "3⋅y": "3*y", "x·y": "x*y", "x✕y": "x*y", "x‧y": "x*y", "x÷y": "x/y", "x∕y": "x/y", "x−y": "x - y", "x–y": "x - y",
	"x‐1": "x - 1", "x‑1": "x - 1", "x‒1": "x - 1", "x**2": "x^2", "x ** -y": "x^-y", "x^^2": "x^2", "x.^2 + 2.*y./x": "x^2 + 2*y/x",
	"2^3^2": "2^3^2", "-x^2": "-x^2", "2^-x": "2^-x", "x y": "x*y", "2(x+1)": "2*(x + 1)", "(x+1)(y-1)": "(x + 1)*(y - 1)",
	"x(y+1)": "x*(y + 1)", "1/2x": "1/2*x", "2x^2y": "2*x^2*y", "{x+1}^2": "(x + 1)^2", "2[x+1]": "2*(x + 1)", "[(x+1){y}]^2": "((x + 1)*y)^2",
	"5 - -x": "5 - -x", "2*-3": "2*-3", "x^+2": "x^2", "x^2;": "x^2", "=x^2": "x^2", "∂L/∂x = 2*x": "2*x",
	// Python, NumPy and their like
	"np.sin(x)": "sin(x)", "numpy.sin(x)+math.exp(y)": "sin(x) + exp(y)", "torch.nn.functional.softplus(x)": "softplus(x)", "np.pi*x": "pi*x",
	"math.e**x": "e^x", "math.tau*x": "2*pi*x", "Math.pow(x,2)+Math.PI": "x^2 + pi", "std::exp(x)": "exp(x)", "np.power(x,3)": "x^3",
	"np.abs(x)+np.absolute(y)": "abs(x) + abs(y)", "np.maximum(x, y)": "max(x, y)", "tf.math.tanh(x)": "tanh(x)", "np.arctan(x)": "atan(x)",
	"arcsin(x)": "asin(x)", "Abs(x)": "abs(x)", "Max(0, x)": "max(0, x)", "SIN(x)": "sin(x)", "Sin[x]": "sin(x)", "scipy.special.erf(x)": "erf(x)",
	// the two weights
	"x1^2+x2^2": "x^2 + y^2", "x[0]**2+x[1]**2": "x^2 + y^2", "x[1]^2+x[2]^2": "x^2 + y^2", "x_1^2+x_2^2": "x^2 + y^2", "x_0+x_1": "x + y",
	"x_{1}^{2}+x_{2}": "x^2 + y", "w_1+w_2": "x + y", "w[0]*w[1]": "x*y", "w1 - w2": "x - y", "w0+w1": "x + y", "θ_1^2+θ_2": "x^2 + y", "θ₁^2+θ₂": "x^2 + y",
	"x₁²+x₂²": "x^2 + y^2", "theta1+theta_2": "x + y", "x1": "x", "w2": "y", "x_2": "y", "x[0]": "x", "x[2]": "y", "100*(x[1]-x[0]**2)**2": "100*(y - x^2)^2",
	"let x1 = x; x1 + y": "let x1 = x; x1 + y",
	// heads
	"f(x,y)=x^2+y^2": "x^2 + y^2", "f(x, y) := x*y": "x*y", "z = x^2+y^2": "x^2 + y^2", "L(w) = w_1^2+w_2^2": "x^2 + y^2", "f(a,b) = a^2+2b": "x^2 + 2*y",
	"f(x1, x2) = x2^2": "y^2", "lambda x, y: x**2 + y**2": "x^2 + y^2", "f = lambda x: x[0]**2+x[1]**2": "x^2 + y^2", "def f(x,y): return x*y": "x*y",
	"(x, y) => x*y": "x*y", "@(x,y) x.^2+y.^2": "x^2 + y^2", "f[x_, y_] := x^2 + Sin[y]": "x^2 + sin(y)", "f(x) = x^2": "x^2", "J(θ)=θ_0^2+θ_1": "x^2 + y",
	// powers of functions, arguments without parentheses
	"sin^2(x)": "sin(x)^2", "sin²(x)": "sin(x)^2", "sin^2 x+cos^2 x": "sin(x)^2 + cos(x)^2", "log^2(x)": "ln(x)^2", "cos^{2}(x)": "cos(x)^2", "tanh**2(x)": "tanh(x)^2",
	"sin x": "sin(x)", "sin 2x": "sin(2*x)", "sin 2 pi x": "sin(2*pi*x)", "log x + 1": "ln(x) + 1", "sin x^2": "sin(x^2)", "exp x": "exp(x)", "sin cos x": "sin(cos(x))",
	"3 sin x cos y": "3*sin(x)*cos(y)", "sin x * cos y": "sin(x)*cos(y)", "2sin(x)": "2*sin(x)",
	"√x": "sqrt(x)", "√(x+1)": "sqrt(x + 1)", "∛8": "cbrt(8)", "2√x": "2*sqrt(x)", "√2·x": "sqrt(2)*x",
	// bars
	"|x|": "abs(x)", "||x|-|y||": "abs(abs(x) - abs(y))", "|x||y|": "abs(x)*abs(y)", "2|x|": "2*abs(x)", "|x|y": "abs(x)*y", "|x|y + |y|x": "abs(x)*y + abs(y)*x", "|x||y||x-y|": "abs(x)*abs(y)*abs(x - y)", "||x||y||": "abs(abs(x)*abs(y))",
	"sin|x|": "sin(abs(x))", "|-x|": "abs(-x)", "|x+1|^2": "abs(x + 1)^2", "e^-|x|": "e^-abs(x)", "|(|x|+1)y|": "abs((abs(x) + 1)*y)", "max(|x|, |y|)": "max(abs(x), abs(y))",
	// LaTeX
	`\frac{x}{2}`: "x/2", `\frac12 x^2`: "1/2*x^2", `\dfrac{1}{2}x^{2}`: "1/2*x^2", `\tfrac x{2}`: "x/2", `\left(x-1\right)^2`: "(x - 1)^2", `x\cdot y`: "x*y", `x\times 2`: "x*2",
	`\sqrt{x}`: "sqrt(x)", `\sqrt[3]{x}`: "cbrt(x)", `\sqrt[4]{x}`: "x^(1/4)", `\sqrt2x`: "sqrt(2)*x", `\sin x \cos y`: "sin(x)*cos(y)", `\sin 2\pi x`: "sin(2*pi*x)",
	`\sin^2 x`: "sin(x)^2", `\sin(x)\,e^{-y}`: "sin(x)*e^-y", `\exp\left(-\frac{x^2}{2}\right)`: "exp(-(x^2/2))", `e^{-x^2}`: "e^-x^2", `\left|x\right|`: "abs(x)", `\lvert x \rvert`: "abs(x)",
	`\left\lvert x\right\rvert`: "abs(x)", `\bigl|x\bigr|`: "abs(x)", `\mathrm{sin}(x)`: "sin(x)", `\operatorname{sigmoid}(x)`: "sigmoid(x)", `\text{ReLU}(x)`: "relu(x)", `$x^2$`: "x^2",
	`\[x^2+y^2\]`: "x^2 + y^2", `$$x^2,$$`: "x^2", `\(x\)`: "x", `x^{10}+\pi`: "x^10 + pi", `xy+\pi`: "x*y + pi", `xe^{-x}\,`: "x*e^-x", `\frac{xy^2}{2}`: "x*y^2/2",
	`\log\left(1+x^2\right)`: "ln(1 + x^2)", `\log_{10} x`: "log10(x)", `\log_{10}(x)`: "log10(x)", `\ln|x|`: "ln(abs(x))", `\sin{\left(x \right)}`: "sin(x)", `\sin^{2}{\left(x \right)}`: "sin(x)^2",
	`\max\left(0, x\right)`: "max(0, x)", `\max{\left(x, y \right)}`: "max(x, y)", `\begin{equation} x^2 + y^2. \end{equation}`: "x^2 + y^2", `x_1x_2 + \pi`: "x*y + pi", `\theta_1^2+\theta_{2}`: "x^2 + y",
	`f(x,y) = \frac{1}{2}(x-1)^2`: "1/2*(x - 1)^2", `L(\theta)=\theta_1^2+\theta_2^2`: "x^2 + y^2", `\mathcal{L}(\mathbf{w}) = w_1^2`: "x^2", `1.5 \times 10^{-3} x`: "1.5*10^-3*x", `\mathrm{e}^{x}`: "e^x",
	`\exp\{-x\}`: "exp(-x)", `x^\frac{1}{2}`: "x^(1/2)", `\sigma(x)`: "sigmoid(x)", `\left[x + 1\right]^{2}`: "(x + 1)^2", `2\frac{x}{3}`: "2*(x/3)", `\left\{x\right\}`: "x", `\operatorname{erf}{\left(x \right)}`: "erf(x)",
	// characters
	"ｘ＾２＋ｙ": "x^2 + y", "𝑥^2+𝑦²": "x^2 + y^2", "𝐬𝐢𝐧(𝗑)": "sin(x)", "x⁻²": "x^-2", "x⁺²": "x^2", "eˣ": "e^x", "x⁽¹⁺ʸ⁾": "x^(1 + y)", "x¹⁰": "x^10", "½x": "1/2*x", "x^½": "x^(1/2)", "x^1⁄2": "x^(1/2)", "3⁄4 x": "3/4*x",
	"x\u200b^2": "x^2", "\ufeffx^2": "x^2", "x\u00a0+\u2009y": "x + y", "“x^2”": "x^2", "'x^2'": "x^2", "x\u2062y": "x*y", "sin\u2061(x)": "sin(x)", "sin\u2061x": "sin(x)", "✖\ufe0f x": "",
	"2✖\ufe0fx": "2*x", "σ(x)": "sigmoid(x)", "ReLU\u2061(x)": "relu(x)", "sgn(x)": "sign(x)", "ℯ^x": "e^x", "2𝜋": "2*pi", "let α = 2; αx": "let alpha = 2; alpha*x", "let α = 2; α x": "let alpha = 2; alpha*x",
	// numbers
	"2e": "2*e", "2e^x": "2*e^x", "2e-3": "0.002", "2e-x": "2*e - x", "max(1,2)": "max(1, 2)", "pow(1,2)": "1^2", "min(0,5, x)": "min(0, 5, x)", ".5x": "0.5*x", "1.": "1",
}

// TestOtherSpellings: what is pasted is read as what it means, and kept in our
// own spelling, which reads as the same.
func TestOtherSpellings(t *testing.T) {
	for text, want := range readings {
		p, err := Compile(text)
		if want == "" {
			if err == nil {
				t.Errorf("%s reads as %s", text, p.Plain())
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v, want %s", text, err, want)
			continue
		}
		if got := p.Plain(); got != want {
			t.Errorf("%s reads as %s, want %s", text, got, want)
		}
		if again := compile(t, p.Text()); again.Text() != p.Text() || again.Plain() != want {
			t.Errorf("%s is kept as %s, which reads as %s and is kept as %s", text, p.Text(), again.Plain(), again.Text())
		}
	}
}

// TestTextInALink: our own spellings stay as they are typed, as every link has
// them; other ones become ours.
func TestTextInALink(t *testing.T) {
	for text, want := range map[string]string{
		"x²·π − y": "x²·π − y", "w1^2  + w2": "w1^2  + w2", "x ** 2": "x ** 2", "let r = x; (r+1)2": "let r = x; (r+1)2", "x y/2": "x y/2",
		`\frac{x}{2}`: "x/2", "np.sin(x)": "sin(x)", "f(x,y) = x": "x", "|x|": "abs(x)", "x1+x2": "x + y", "w_1": "x", "ｘ": "x",
	} {
		if got := compile(t, text).Text(); got != want {
			t.Errorf("%s is kept as %s, want %s", text, got, want)
		}
	}
	long := "|x|" + strings.Repeat("+|x|", 120)
	if got := compile(t, long).Text(); got != long {
		t.Errorf("what is too long in our spelling is kept as %s", got)
	}
}

// TestWhatIsNamed: what is not certain is named, with its place in the text as
// it was typed.
func TestWhatIsNamed(t *testing.T) {
	for _, c := range []struct {
		text   string
		column int
		kind   string
		args   string // a value that the message has
	}{
		{"3e-.5", 1, "bad-number", "3e-.5"}, {"x+3e.5", 3, "bad-number", "3e.5"}, {"3e0.5", 1, "bad-number", "3e0.5"}, {"3.2e2.2", 1, "bad-number", "3.2e2.2"},
		{"1e", 1, "bad-number", "1e"}, {"1_000", 1, "bad-number", "1_000"}, {"1..2", 1, "bad-number", "1..2"}, {"0x", 1, "hex-number", "0x"}, {"y+0x1F", 3, "hex-number", "0x1F"},
		{"0,5", 1, "decimal-comma", "0.5"}, {"0,5x + y", 1, "decimal-comma", "0.5"}, {"x^2,5", 3, "decimal-comma", "2.5"}, {"(1,5+x)^2", 2, "decimal-comma", "1.5"},
		{"sin(0,5)", 5, "decimal-comma", "0.5"}, {"pow(x,0,5)", 7, "decimal-comma", "0.5"}, {`0{,}5 \cdot x`, 1, "decimal-comma", "0.5"}, {"max(0,5;x)", 5, "decimal-comma", "0.5"},
		{"x, y", 2, "unexpected-separator", ","}, {"x:y", 2, "unexpected-separator", ":"}, {"x^2+y^2=1", 8, "equation", ""}, {"y = x^2", 3, "equation", ""},
		{"x<y", 2, "no-operator", "<"}, {"x == y", 3, "no-operator", "=="}, {"5!", 2, "no-operator", "!"}, {"x%2", 2, "no-operator", "%"}, {"x?y:1", 2, "no-operator", "?"},
		{"x≤y", 2, "no-operator", "≤"}, {"~x", 1, "no-operator", "~"}, {"x//2", 2, "no-operator", "//"}, {"x—1", 2, "bad-character-near", "—"}, {"x⁄y", 2, "bad-character-near", "/"}, {"2 1⁄2", 1, "mixed-number", "2"},
		{"x'", 2, "bad-character", "'"}, {"x∂", 2, "bad-symbol", "U+2202"}, {"2₁", 2, "bad-symbol", "U+2081"}, {"x①", 2, "bad-symbol", "U+2460"},
		{"х^2", 1, "looks-like", "U+0445"}, {"ѕin(x)", 1, "looks-like", "s"}, {"si\u200bn(x)", 3, "invisible-character", "U+200B"}, {"2\u200d3", 2, "invisible-character", "U+200D"},
		{"x^2\u202e", 4, "invisible-character", "U+202E"}, {"x\x00", 2, "invisible-character", "U+0000"}, {"x\u0302", 2, "bad-symbol", "U+0302"}, {"\u3164", 1, "invisible-character", "U+3164"},
		{"xⁿ", 2, "not-a-weight", "ⁿ"}, {"α x", 1, "not-a-weight", "α"}, {"x²3", 3, "unexpected-token", "3"}, {"2½", 2, "mixed-number", "2½"}, {`2\frac{1}{2}`, 1, "mixed-number", "2"},
		{"x1^2 + x", 8, "mixed-weights", "x1"}, {"w1*x+w2", 4, "mixed-weights", "x"}, {"x1+y", 4, "mixed-weights", "y"}, {"x_1 + w_2", 7, "mixed-weights", "w_2"}, {"x1+x[1]", 4, "mixed-weights", "x[1]"},
		{"x1+x2+x3", 7, "weight-count", "x3"}, {"x0+x2", 4, "weight-count", "x2"}, {"x2", 1, "weight-unclear", "x2"}, {"(x-1)2+x2", 8, "mixed-weights", "x2"}, {"x[1]", 1, "weight-unclear", "x[1]"},
		{"x(1)^2+x(2)^2", 1, "weight-unclear", "x(1)"}, {"y[0]", 1, "weight-unclear", "y[0]"}, {"x1x2", 1, "unknown-name-near", "x1*x2"}, {"z", 1, "unknown-name", "z"},
		{"f(x,y,z)=x", 7, "head-arguments", ""}, {"f(y,x)=x", 3, "head-arguments", ""}, {"f(u,v)=u+x", 10, "mixed-weights", "x"}, {"f(x,y)=", 1, "empty", ""},
		{"sin^-1(x)", 1, "inverse-unclear", "asin(…), 1/sin(…)"}, {"sin⁻¹(x)", 1, "inverse-unclear", "sin"}, {`\tan^{-1} x`, 1, "inverse-unclear", "tan"}, {"exp^2(x)", 1, "argument-unclear", "exp(…)"},
		{"sin^x(y)", 1, "argument-unclear", "sin"}, {"sin^2(x)^2", 1, "argument-unclear", "sin"}, {"sin x y", 1, "argument-unclear", "sin"}, {"sin x/2", 1, "argument-unclear", "sin"}, {"sin 2(x)", 1, "argument-unclear", "sin"},
		{`\sin xy`, 1, "argument-unclear", "sin"}, {"sin -x", 1, "function-alone", "sin"}, {"abs x", 1, "function-alone", "abs"}, {"2√2x", 2, "argument-unclear", "sqrt(…)"}, {"√x^2", 1, "argument-unclear", "sqrt(…)"},
		{"|x|y|x|", 1, "bars-unclear", ""}, {"|x", 1, "bars-unpaired", ""}, {"(x|)", 3, "bars-unpaired", ""}, {"‖x‖", 1, "bad-character-near", "‖"}, {`\|x\|`, 1, "bad-character-near", `\|`},
		{`x^10+\pi`, 3, "latex-exponent", "10"}, {`\sum_{i=1}^n x`, 1, "latex-command", `\sum`}, {`x + \partial y`, 5, "latex-command", `\partial`}, {`\begin{cases}x\end{cases}`, 1, "latex-command", `\begin`},
		{`x \\ y`, 3, "latex-command", `\\`}, {`\frac{x}`, 9, "expected-token", "{"}, {`\sqrt[5]{x}`, 1, "argument-unclear", ""}, {`\left.x\right|`, 6, "latex-command", `\left.`}, {"{x", 3, "expected-close", "}"},
		{"(x]", 3, "expected-close", ")"}, {"x]", 2, "unexpected-close", "]"}, {"x.sin()", 2, "method", "sin"}, {"np.foo(x)", 1, "unknown-function", "np.foo"}, {"np.linalg.norm(x)", 1, "unknown-function", "np.linalg.norm"},
		{"  ｘ² + quux", 8, "unknown-name", "quux"}, {"log(x, 2)", 1, "argument-count", "log"}, {`1/xy + \pi`, 2, "quotient-unclear", ""}, {`\pi + 1/x(y+1)`, 8, "quotient-unclear", ""}, {"5 5", 3, "unexpected-token", "5"}, {"1e-400x", 1, "number-too-small", "1e-400"}, {"5..", 1, "bad-number", "5.."}, {"x⁻", 2, "bad-symbol", "⁻"},
		{"x and y", 3, "unknown-name", "and"}, {"x2+y2", 1, "weight-unclear", "x2"}, {"x12+x22", 1, "weight-count", "x12"}, {"x&y", 2, "no-operator", "&"}, {"1,000x", 1, "decimal-comma", "1,000"}, {"np.square(x)", 1, "unknown-function-near", "(…)^2"}, {"x mod 2", 3, "unknown-function", "mod"},
	} {
		_, err := Compile(c.text)
		var e *notation.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v, want %s", c.text, err, c.kind)
			continue
		}
		named := c.args == ""
		for _, value := range e.Args {
			named = named || value == c.args
		}
		if e.Kind != c.kind || e.Column != c.column || !named {
			t.Errorf("%s: got %s at %d (%v), want %s at %d with %s", c.text, e.Kind, e.Column, e, c.kind, c.column, c.args)
		}
	}
}

// TestHints: a hint is given only if the formula with it is one, and means what
// was meant.
func TestHints(t *testing.T) {
	for text, want := range map[string]string{
		"sen(x)": "sin", "sqtr(x)": "sqrt", "expp(x)": "exp", "sinx": "sin(x)", "xy": "x*y", "xsin(y)": "x*sin", "tau": "2*pi", "E^x": "e", "X^2": "x", "sinxy + 1": "sin(x*y)",
		"x*y + xy + quux": "x*y", "Pi": "pi",
		"sen(x,y)": "", "sinc(x)": "", "log3(x)": "ln(…)/ln(3)", "exp2(x)": "2^(…)", "sin2(x)": "", "p": "", "z": "", "x5": "", "floor(x)": "", "tan2(x)": "", "w": "", "t": "", "sech(x)": "1/cosh(…)", "asec(x)": "acos(1/(…))", "rint(x)": "", "silu(x)": "(…)*sigmoid(…)", "cis(x)": "", "expf(x)": "exp", "mid(x,y)": "", "M_PI*x": "pi",
		"w1*xy": "", "1/xy": "(x*y)", "e^xy": "(x*y)", "1/xy^2": "", "xy^2": "x*y", "sinx^2": "", "sinx/2": "", "1/sinx": "sin(x)", "1/xsin(y)": "", "max2(x,y)": "",
	} {
		_, err := Compile(text)
		var e *notation.Error
		if !errors.As(err, &e) || e.Args["near"] != want {
			t.Errorf("%s: got %v, want the hint %q", text, err, want)
		}
	}
}
