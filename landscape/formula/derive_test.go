package formula

import (
	"math"
	"math/rand/v2"
	"testing"
)

// ridders differentiates f at 0 by central differences, extrapolated, and
// says how far off that may be (Ridders 1982).
func ridders(f func(h float64) float64) (slope, off float64) {
	const rows = 9
	var a [rows][rows]float64
	h := 0.05
	off = math.Inf(1)
	for i := range rows {
		a[i][0] = (f(h) - f(-h)) / (2 * h)
		h /= 1.5
		factor := 1.0
		for j := 1; j <= i; j++ {
			factor *= 2.25
			a[i][j] = (a[i][j-1]*factor - a[i-1][j-1]) / (factor - 1)
			if e := max(math.Abs(a[i][j]-a[i][j-1]), math.Abs(a[i][j]-a[i-1][j-1])); e <= off {
				slope, off = a[i][j], e
			}
		}
	}
	return slope, off
}

// TestDerivatives compares exact derivatives of random formulas with
// differences of values, and second ones with differences of gradients.
func TestDerivatives(t *testing.T) {
	checked := 0
	randomPrograms(t, smooth, func(r *rand.Rand, p *Program) {
		e := p.Evaluator()
		x, y := 0.3+r.Float64(), 0.3+r.Float64()
		j := e.Jet(x, y)
		gradient := func(px, py float64) (gx, gy float64) { _, gx, gy = e.Gradient(px, py); return gx, gy }
		for _, c := range []struct {
			name  string
			exact float64
			along func(h float64) float64
		}{
			{"x", j.X, func(h float64) float64 { return e.Value(x+h, y) }},
			{"y", j.Y, func(h float64) float64 { return e.Value(x, y+h) }},
			{"xx", j.XX, func(h float64) float64 { g, _ := gradient(x+h, y); return g }},
			{"xy", j.XY, func(h float64) float64 { g, _ := gradient(x, y+h); return g }},
			{"yx", j.XY, func(h float64) float64 { _, g := gradient(x+h, y); return g }},
			{"yy", j.YY, func(h float64) float64 { _, g := gradient(x, y+h); return g }},
		} {
			slope, off := ridders(c.along)
			off += 1e-14 * math.Abs(c.along(0)) // a difference keeps no more digits
			if scale := 1 + math.Abs(slope); math.IsNaN(slope) || !(off < 1e-7*scale) {
				continue // no smooth stretch around the point
			}
			checked++
			if d := math.Abs(slope - c.exact); !(d <= 100*off+1e-7*(1+math.Abs(slope))) {
				t.Errorf("%s: ∂%s at (%v, %v) is %v, differences say %v", p.Plain(), c.name, x, y, c.exact, slope)
			}
		}
	})
	if checked < 1000 {
		t.Errorf("only %d derivatives could be compared", checked)
	}
}

// TestKinks holds what is documented of the points where a function has no
// slope: see the package's documentation.
func TestKinks(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		text   string
		x, y   float64
		f      float64
		gx, gy float64
	}{
		{"abs(x)", 0, 0, 0, 0, 0},
		{"sign(x)", 0, 0, 0, 0, 0},
		{"relu(x)", 0, 0, 0, 0, 0},
		{"relu(-ln(x)*0-1)", 1, 0, 0, 0, 0},
		{"sqrt(x)", 0, 0, 0, 0, 0},
		{"cbrt(x)", 0, 0, 0, 0, 0},
		{"x^0.3", 0, 0, 0, 0, 0},
		{"x^1.5", 0, 0, 0, 0, 0},
		{"sqrt(x^2+y^2)", 0, 0, 0, 0, 0},
		{"hypot(x,y)", 0, 0, 0, 0, 0},
		{"max(x,y)", 2, 2, 2, 0.5, 0.5},
		{"min(x,y)", 2, 2, 2, 0.5, 0.5},
		{"max(x,-x)", 0, 0, 0, 0, 0},
		{"max(0,ln(x))", 0, 1, 0, 0, 0},
		{"x^3", -2, 0, -8, 12, 0},
		{"x^-1", -2, 0, -0.5, -0.25, 0},
		{"x^0", 0, 0, 1, 0, 0},
		{"ln(x)", 0, 0, -inf, inf, 0},
		{"1/x", 0, 0, inf, -inf, 0},
		{texts["ackley"], 0, 0, 0, 0, 0},
	} {
		f, gx, gy := compile(t, c.text).Evaluator().Gradient(c.x, c.y)
		near := func(a, b float64) bool { return a == b || math.Abs(a-b) < 1e-14 }
		if !near(f, c.f) || !near(gx, c.gx) || !near(gy, c.gy) {
			t.Errorf("%s at (%v, %v): got %v, (%v, %v), want %v, (%v, %v)", c.text, c.x, c.y, f, gx, gy, c.f, c.gx, c.gy)
		}
	}
	for _, text := range []string{"sqrt(x)", "ln(x)", "x^0.5", "x^y", "asin(x-4)"} {
		if f := compile(t, text).Evaluator().Value(-2, 0.3); !math.IsNaN(f) {
			t.Errorf("%s at -2 is %v, want NaN", text, f)
		}
	}
}
