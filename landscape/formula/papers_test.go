package formula

import (
	"math"
	"testing"
)

// papers are test functions as an encyclopedia and papers typeset them, with
// our own spelling of them.
var papers = map[string]string{
	`{\displaystyle f(x,y)=-20\exp \left[-0.2{\sqrt {0.5\left(x^{2}+y^{2}\right)}}\right]-\exp \left[0.5\left(\cos 2\pi x+\cos 2\pi y\right)\right]+e+20}`: "-20exp(-0.2sqrt(0.5(x^2+y^2)))-exp(0.5(cos(2pi x)+cos(2pi y)))+e+20",
	`f(x,y)=\left(1.5-x+xy\right)^{2}+\left(2.25-x+xy^{2}\right)^{2}+\left(2.625-x+xy^{3}\right)^{2}`:                                                      "(1.5-x+x y)^2+(2.25-x+x y^2)^2+(2.625-x+x y^3)^2",
	`f(x,y)=100{\sqrt {\left|y-0.01x^{2}\right|}}+0.01\left|x+10\right|.\quad`:                                                                             "100sqrt(abs(y-0.01x^2))+0.01abs(x+10)",
	`f(x,y)=0.26\left(x^{2}+y^{2}\right)-0.48xy`:                                                                                                           "0.26(x^2+y^2)-0.48x y",
	`f(x,y)=\sin ^{2}3\pi x+\left(x-1\right)^{2}\left(1+\sin ^{2}3\pi y\right)+\left(y-1\right)^{2}\left(1+\sin ^{2}2\pi y\right)`:                         "sin(3pi x)^2+(x-1)^2(1+sin(3pi y)^2)+(y-1)^2(1+sin(2pi y)^2)",
	`f(x,y)=2x^{2}-1.05x^{4}+{\frac {x^{6}}{6}}+xy+y^{2}`:                                                                                                  "2x^2-1.05x^4+x^6/6+x y+y^2",
	`f(x,y)=-\cos \left(x\right)\cos \left(y\right)\exp \left(-\left(\left(x-\pi \right)^{2}+\left(y-\pi \right)^{2}\right)\right)`:                        "-cos(x)cos(y)exp(-((x-pi)^2+(y-pi)^2))",
	`f(x,y)=-0.0001\left[\left|\sin x\sin y\exp \left(\left|100-{\frac {\sqrt {x^{2}+y^{2}}}{\pi }}\right|\right)\right|+1\right]^{0.1}`:                   "-0.0001(abs(sin(x)sin(y)exp(abs(100-sqrt(x^2+y^2)/pi)))+1)^0.1",
	`f(x,y)=-\left(y+47\right)\sin {\sqrt {\left|{\frac {x}{2}}+\left(y+47\right)\right|}}-x\sin {\sqrt {\left|x-\left(y+47\right)\right|}}`:               "-(y+47)sin(sqrt(abs(x/2+y+47)))-x sin(sqrt(abs(x-(y+47))))",
	`f(x,y)=-\left|\sin x\cos y\exp \left(\left|1-{\frac {\sqrt {x^{2}+y^{2}}}{\pi }}\right|\right)\right|`:                                                "-abs(sin(x)cos(y)exp(abs(1-sqrt(x^2+y^2)/pi)))",
	`f(x,y)=\sin \left(x+y\right)+\left(x-y\right)^{2}-1.5x+2.5y+1`:                                                                                        "sin(x+y)+(x-y)^2-1.5x+2.5y+1",
	`f(x,y)=0.5+{\frac {\sin ^{2}\left(x^{2}-y^{2}\right)-0.5}{\left[1+0.001\left(x^{2}+y^{2}\right)\right]^{2}}}`:                                         "0.5+(sin(x^2-y^2)^2-0.5)/(1+0.001(x^2+y^2))^2",
	`{\displaystyle f(x,y)=\left(x^{2}+y-11\right)^{2}+\left(x+y^{2}-7\right)^{2}.\quad }`:                                                                 "(x^2+y-11)^2+(x+y^2-7)^2",
	`f({\boldsymbol {x}})=100\left(x_{2}-x_{1}^{2}\right)^{2}+\left(1-x_{1}\right)^{2}`:                                                                    "100(y-x^2)^2+(1-x)^2",
	`\begin{align} L(\mathbf{w}) &= \tfrac12\left(w_1^2 + 10 w_2^2\right) \end{align}`:                                                                     "(w1^2+10w2^2)/2",
	`$$J(\theta_0, \theta_1) = \frac{1}{2}\bigl(\theta_0 + 2\theta_1 - 3\bigr)^2$$`:                                                                        "(x+2y-3)^2/2",
	`\frac{1}{1+\mathrm{e}^{-x}}\cdot\ln\left(1+\mathrm{e}^{y}\right)`:                                                                                     "sigmoid(x)*softplus(y)",
	`20 + x^2 - 10\cos(2\pi x) + y^2 - 10\cos(2\pi y)`:                                                                                                     "20+x^2-10cos(2pi x)+y^2-10cos(2pi y)",
	`\log_{2}\!\left(1 + x^{2}\right) + \operatorname{atan_{2}}{\left(y,x \right)}`:                                                                        "log2(1+x^2)+atan2(y,x)",
	"f = lambda x: (x[0]**2 + x[1] - 11)**2 + (x[0] + x[1]**2 - 7)**2":                                                                                     "(x^2+y-11)^2+(x+y^2-7)^2",
	"-20 * np.exp(-0.2 * np.sqrt(0.5 * (x**2 + y**2))) - np.exp(0.5 * (np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y))) + np.e + 20":                        "-20exp(-0.2sqrt(0.5(x^2+y^2)))-exp(0.5(cos(2pi x)+cos(2pi y)))+e+20",
	"def f(x, y):\n    return (1 - x)**2 + 100*(y - x**2)**2\n":                                                                                            "(1-x)^2+100(y-x^2)^2",
	"(x, y) => Math.sin(x)**2 + Math.abs(y) * Math.exp(-(x ** 2));":                                                                                        "sin(x)^2+abs(y)exp(-x^2)",
	"@(x,y) x.^2 + 3*y.^2 - 0.3*cos(3*pi*x);":                                                                                                              "x^2+3y^2-0.3cos(3pi x)",
	"rosenbrock(x) = (1.0 - x[1])^2 + 100.0 * (x[2] - x[1]^2)^2":                                                                                           "(1-x)^2+100(y-x^2)^2",
}

// TestPapers: what is pasted of a paper or a program is the loss that it says.
func TestPapers(t *testing.T) {
	for text, own := range papers {
		got, want := compile(t, text).Evaluator(), compile(t, own).Evaluator()
		for _, at := range [][2]float64{{0.3, -0.7}, {1.9, 2.1}, {-2.5, 0.4}} {
			a, b := got.Value(at[0], at[1]), want.Value(at[0], at[1])
			if math.Abs(a-b) > 1e-12*(1+math.Abs(b)) || math.IsNaN(a) != math.IsNaN(b) {
				t.Errorf("%s is %v at %v, want %v", text, a, at, b)
			}
		}
	}
}
