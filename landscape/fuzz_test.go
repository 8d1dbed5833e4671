package landscape

import (
	"math"
	"testing"
)

// Whatever compiles can be explored: it ends, and what it finds is finite and
// in the view.
func FuzzNew(f *testing.F) {
	for _, text := range []string{
		"x^2 + y^2", "abs(x) - y", "1/(x y)", "ln(x) + ln(-x)", "x^x", "exp(exp(x))", "sin(100x) cos(100y)",
		"let r = hypot(x, y); -cos(r)", "let h = x; repeat 50: h = h^2 + y; h", "sign(x) + max(x, y)", "1e308x*1e308",
		"sqrt(x^3)", "tan(x) + asin(y)", "0^x", "min(x, y)^2", "x^1e9", "1/0", "-0", "x^0.1 + y^-3",
	} {
		f.Add(text)
	}
	view := View{-3, 2, -1, 4}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := New(t.Context(), text, view)
		if err != nil {
			return
		}
		points := append(places(s.Minima), s.Saddles...)
		for _, p := range append(points, s.Start) {
			if !(view.Distance(p) <= 1+1e-6) {
				t.Errorf("%v is outside the view", p)
			}
		}
		for _, m := range s.Minima {
			if m.Loss-m.Loss != 0 {
				t.Errorf("the loss at %v is %v", m.At, m.Loss)
			}
		}
		if best, known := s.Best(); known && math.IsNaN(best) {
			t.Error("the best loss is not a number")
		}
	})
}
