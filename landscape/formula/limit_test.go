package formula

import (
	"math"
	"testing"
)

// TestKinksStayKinks: where the rays from a point do not agree there is no
// derivative, and the conventions hold: a slope, or a curvature, of 0 for what
// has none. Where the value has none, nothing is found.
func TestKinksStayKinks(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		text string
		want Jet // at (0, 0)
	}{
		{"abs(x)", Jet{}}, {"abs(x)+x^2", Jet{XX: 2}}, {"x*abs(x)+y", Jet{Y: 1}}, {"hypot(x,y)", Jet{}}, {"sqrt(x^2+y^2)", Jet{}},
		{"hypot(x,y)^1.5", Jet{}}, {"abs(x)*y", Jet{}}, {"cbrt(x)", Jet{}}, {"sqrt(abs(x))", Jet{}}, {"atan2(y,x)", Jet{}},
		{"max(x,y)", Jet{X: 0.5, Y: 0.5}}, {"min(x^2,y)", Jet{Y: 0.5, XX: 1}}, {"relu(x)", Jet{}}, {"relu(x)^2", Jet{}},
		{"sqrt(x)^2", Jet{}}, {"sqrt(x*y)^2", Jet{}}, {"cos(hypot(x,y))*hypot(x,y)", Jet{}}, {"sin(hypot(x,y))", Jet{}},
		{"sin(x)/x", Jet{F: nan, X: nan, XX: nan}}, {"x^2*ln(x^2)", Jet{F: nan, X: nan, XX: nan}},
	} {
		j := compile(t, c.text).Evaluator().Jet(0, 0)
		got, want := [6]float64{j.F, j.X, j.Y, j.XX, j.XY, j.YY}, [6]float64{c.want.F, c.want.X, c.want.Y, c.want.XX, c.want.XY, c.want.YY}
		for i := range got {
			if got[i] != want[i] && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
				t.Errorf("%s: %+v, want %+v", c.text, j, c.want)
				break
			}
		}
	}
}

// TestPlainsAreNotSearched: on a plain that a root is 0 on, and at a kink, no
// series is computed: a map of them would take a hundred times as long.
func TestPlainsAreNotSearched(t *testing.T) {
	for text, x := range map[string]float64{"sqrt(relu(x))": -1, "max(relu(x),0)": -2, "sqrt(exp(-400*x^2))": 2, "abs(relu(x))*y": -3} {
		if e := compile(t, text).Evaluator(); e.isolated(1, x, 0.3) {
			t.Errorf("%s at %v counts as isolated", text, x)
		}
	}
	for text, creased := range map[string]bool{"abs(x)+abs(y)": true, "hypot(x,y)": true, "max(x,2*x)": true, "abs(x)^3": false, "cbrt(x^3)": false, "relu(x)-relu(-x)": false} {
		if e := compile(t, text).Evaluator(); e.isCreased(0, 0) != creased {
			t.Errorf("%s is creased: %v", text, !creased)
		}
	}
}

// TestLongFormulasHaveOneLook: what is evaluated twice is bounded.
func TestLongFormulasHaveOneLook(t *testing.T) {
	if p := compile(t, "let h=x; repeat 300: h=softplus(h)^y; h"); p.rechecked() {
		t.Error("a recurrence of 600 operations is looked at again")
	}
	if p := compile(t, texts["ackley"]); !p.rechecked() {
		t.Error("Ackley's function is not looked at again")
	}
}

// TestSeriesAlongRays compares a value's series along a ray with the value.
func TestSeriesAlongRays(t *testing.T) {
	for _, text := range []string{
		"sin(x+0.3)*cos(y)", "tan(x-y)", "asin(0.3+x)", "acos(y-0.2)", "atan(1+x*y+x)", "sinh(x)+cosh(y+1)", "tanh(x+0.4)",
		"asinh(x+2)", "acosh(y+2)", "atanh(x-0.1)", "exp(x)*expm1(y)", "ln(2+x)+log2(3+y)", "log10(1.5+x)+log1p(x*y)", "cot(x+1)+sec(y)+csc(x-1)",
		"sigmoid(x-1)+softplus(y+1)", "erf(x+0.3)+gauss(y-0.4)", "gelu(x+y-0.5)", "(2+x)^(1+y)", "cbrt(x+3)-cbrt(y-2)", "hypot(x+1,y,2)",
		"atan2(y+1,x-2)", "atan2(y-1,x-2)", "atan2(y-1,x)", "max(x+1,y)*min(x,y-1)", "abs(x-1)*sign(y-1)", "relu(x+1)/(3+x)", "sqrt(x+2)^3", "sqrt(x^2+y^2)",
		"cos(sqrt(x^2+y^4))", "acos(1-x^2-y^2)", "acosh(1+x^2)*y", "asin(y^2-1)", "atan(1/x)", "tanh(1/(x+2*y))", "(x^2+y^2)^0.3",
	} {
		p := compile(t, text)
		e, code := p.Evaluator(), p.decodedCode(0)
		for _, u := range rays[:4] {
			s, step := code.along(make([]ray, code.registers), 0, 0, u[0], u[1]), 1e-3
			sum := 0.0
			for i := range s.n {
				sum += s.c[i] * math.Pow(step, s.p[i])
			}
			if want := e.Value(u[0]*step, u[1]*step); s.closed || !(math.Abs(sum-want) <= 1e-11*(1+math.Abs(want))) {
				t.Errorf("%s along %v: the series is %v (closed %v), the value %v", text, u, sum, s.closed, want)
			}
		}
	}
}
