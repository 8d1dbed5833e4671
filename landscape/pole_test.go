package landscape

import (
	"math"
	"testing"
)

// Poles and the edges of domains are no minima, and where the loss falls
// without bound, or is lower on the edge of the view, no minimum is global.
func TestPolesAreNoMinima(t *testing.T) {
	for _, c := range []struct {
		text   string
		minima []Point
		global int
		pole   bool
	}{
		{"x^2 - log(x) + y^2", []Point{{math.Sqrt(0.5), 0}}, 1, false},
		{"x^2 - log(abs(x)) + y^2", []Point{{-math.Sqrt(0.5), 0}, {math.Sqrt(0.5), 0}}, 2, false},
		{"x log(x) + y^2", []Point{{1 / math.E, 0}}, 1, false},
		{"tan(x) + y^2", nil, 0, true},
		{"tan(x)^2 + y^2", []Point{{-math.Pi, 0}, {0, 0}, {math.Pi, 0}}, 3, false},
		{"1/(x-1) + y^2", nil, 0, true},
		{"1/(x^2+y^2-1)", nil, 0, true},
		{"1/(x^2+y^2-1) + x^2", nil, 0, true},
		{"1/x + 1/y", nil, 0, true},
		{"1/x", nil, 0, true},
		{"1/x^2 + y^2", nil, 0, false},
		{"-1/(x^2+y^2)", nil, 0, true},
		{"-1/((x-0.3)^2+(y+0.7)^2)", nil, 0, true},
		{"log(x) + y^2", nil, 0, true},
		{"ln(x^2+y^2)", nil, 0, true},
		{"log(abs(x-1.1)) + y^2", nil, 0, true},
		{"sqrt(x) + y^2", nil, 0, false},
		{"x^2 + y^2 + 1/x^2", []Point{{-1, 0}, {1, 0}}, 2, false},
		{"1/sin(x) + y^2", []Point{{-1.5 * math.Pi, 0}, {math.Pi / 2, 0}}, 0, true},
		{"y^2 + x^2/(x-1)", []Point{{2, 0}}, 0, true},
		{"x^3 - 3x + y^2", []Point{{1, 0}}, 0, false},
		{"sqrt(abs(x)) + sqrt(abs(y))", []Point{{0, 0}}, 1, false},
		{"abs(x)^0.1 + y^2", []Point{{0, 0}}, 1, false},
	} {
		s := newSurface(t, c.text, square(5))
		checkPoints(t, c.text+": minima", places(s.Minima), c.minima)
		global := 0
		for _, m := range s.Minima {
			if m.Global {
				global++
			}
			if m.Loss-m.Loss != 0 {
				t.Errorf("%s: a minimum without a loss: %v", c.text, m)
			}
		}
		if global != c.global || (s.Pole != nil) != c.pole {
			t.Errorf("%s: %d global minima, pole %v; want %d and %v", c.text, global, s.Pole, c.global, c.pole)
		}
	}
}

// One loss that is not a number decides nothing.
func TestNotANumberDecidesNoComparison(t *testing.T) {
	minima := []Minimum{{At: Point{1, 1}, Loss: math.NaN()}, {At: Point{2, 2}, Loss: 3}, {At: Point{3, 3}, Loss: 4}}
	markGlobal(minima)
	if minima[0].Global || !minima[1].Global || minima[2].Global {
		t.Errorf("%v", minima)
	}
	s := &Surface{Minima: minima}
	if best, ok := s.Best(); !ok || best != 3 {
		t.Errorf("the best is %v, %v", best, ok)
	}
	if low, p95 := newSurface(t, "sqrt(x)*sqrt(y) + 0*x", square(5)).Heights(); !(low < p95) {
		t.Errorf("heights %v and %v of a quarter of the view", low, p95)
	}
}
