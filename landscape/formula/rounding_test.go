package formula

import (
	"math"
	"testing"
)

// What cancels exactly in mathematics leaves no more than the bound.
func TestRoundingBoundsWhatCancels(t *testing.T) {
	for _, text := range []string{
		"(x+y)^2 - x^2 - 2x y - y^2", "sin(x)^2 + cos(x)^2 - 1", "(x-y)(x+y) - (x^2-y^2)",
		"exp(log(abs(x)+1)) - abs(x) - 1", "sqrt(x^2+y^2) - hypot(x, y)", "(x^4)^0.25 - abs(x)",
		"tanh(x) - sinh(x)/cosh(x)", "let h = x; repeat 20: h = h*1.5 - h/2 + y - y; h - x", "1e8 + x - 1e8 - x",
	} {
		e := compile(t, text).Evaluator()
		for i := range 400 {
			x, y := -5+float64(i)*0.02513, 3*math.Sin(float64(i))
			if v, bound := math.Abs(e.Value(x, y)), e.Rounding(x, y); v > bound || bound > 1e-6 {
				t.Fatalf("%s at (%v, %v): off by %v, bounded by %v", text, x, y, v, bound)
			}
		}
	}
}

// Where nothing cancels, the bound is a few units in the last place.
func TestRoundingIsSmallWhereNothingCancels(t *testing.T) {
	for text, most := range map[string]float64{
		"x^2 + y^2": 4, "3": 1, "x": 0, "exp(x) + y^2": 6, "1e10 + x^2": 4, "1e-9(x^2 + y^2)": 5,
		"20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)": 300,
	} {
		e := compile(t, text).Evaluator()
		if v, bound := math.Abs(e.Value(1.3, 0.7)), e.Rounding(1.3, 0.7); bound > most*unit*v {
			t.Errorf("%s: %v is %v units of %v, at most %v expected", text, bound, bound/(unit*v), v, most)
		}
	}
}

func TestOperationsCountWhatIsDone(t *testing.T) {
	short, long := compile(t, "x^2 + y^2"), compile(t, "let h = x; repeat 100: h = sin(h)*y; h")
	for order := range 3 {
		if s, l := short.Operations(order), long.Operations(order); s < 1 || s > 10 || l < 2000 {
			t.Errorf("order %d: %d and %d operations", order, s, l)
		}
	}
	if long.Operations(1) <= long.Operations(0) || long.Operations(2) <= long.Operations(1) {
		t.Error("derivatives are no work")
	}
}
