package landscape

import "testing"

// Minima that are zero but for the rounding of their place are zero alike; a loss that is
// small where its place is exact is its own.
func TestZeroMinima(t *testing.T) {
	box := View{-5, 5, -5, 5}
	for _, c := range []struct {
		formula string
		loss    float64
	}{
		{"tan(x)^2", 0},
		{"sin(x)^2 + sin(y)^2", 0},
		{"abs(x - 1/3)", 0},
		{"(x - pi)^2 + y^2", 0},
		{"(x - 1)^2 + y^2 + 1e-35", 1e-35},
		{"1e-30 (cos(x) + cos(y))", -2e-30},
		{"x^2 + y^2 + 1", 1},
	} {
		minima := newSurface(t, c.formula, box).Minima
		if len(minima) == 0 {
			t.Errorf("%s: no minimum", c.formula)
		}
		for _, m := range minima {
			if m.Loss != c.loss {
				t.Errorf("%s: the minimum at %v has the loss %v, not %v", c.formula, m.At, m.Loss, c.loss)
			}
		}
	}
}
