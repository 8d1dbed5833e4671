package landscape

import (
	"math"
	"slices"
	"testing"
)

// What rounding leaves of a constant has no critical points, one height and
// one colour; a bowl on a high plateau has its shape.
func TestRoundingIsNoStructure(t *testing.T) {
	for _, text := range []string{
		"(x+y)^2-x^2-2*x*y-y^2", "sin(x)^2+cos(x)^2", "(x-y)*(x+y)-(x^2-y^2)", "exp(log(x))-x",
		"(x+1)^3-x^3-3x^2-3x-1", "cosh(x)^2-sinh(x)^2", "1e6+sin(y)^2+cos(y)^2", "tanh(x)-sinh(x)/cosh(x)", "3", "x-x",
	} {
		s := newSurface(t, text, square(5))
		if !s.Level() || len(s.Minima)+len(s.Saddles) > 0 || s.Valley || s.Unbounded || s.Pole != nil {
			t.Errorf("%s: level %v, minima %v, saddles %v, valley %v", text, s.Level(), s.Minima, s.Saddles, s.Valley)
		}
		if lowest, p95 := s.Heights(); lowest != p95 {
			t.Errorf("%s: heights from %v to %v", text, lowest, p95)
		}
		g, err := GridAbove(t.Context(), s, s.View, 65, 0)
		if err != nil || g.Min != g.Max {
			t.Errorf("%s: a grid from %v to %v, %v", text, g.Min, g.Max, err)
		}
		if slopes, err := Gradients(t.Context(), s, s.View, 65); err != nil || slices.ContainsFunc(slopes.GX, func(v float32) bool { return v-v == 0 && v != 0 }) {
			t.Errorf("%s: slopes on level ground, %v", text, err)
		}
		for _, f := range g.Heights {
			if f-f == 0 && float64(f) != g.Min {
				t.Fatalf("%s: a height of %v in a level grid", text, f)
			}
		}
	}
	for text, rise := range map[string]float64{
		"1e10 + x^2 + y^2": 50, "1e14 + x^2 + y^2": 50, "1e-30(x^2 + y^2)": 5e-29, "x^2 + y^2 - 1e6": 50,
	} {
		s := newSurface(t, text, square(5))
		if s.Level() || len(s.Minima) != 1 || nearest(places(s.Minima), Point{}) > 1e-9 {
			t.Errorf("%s: level %v, minima %v", text, s.Level(), s.Minima)
		}
		above, _ := s.Best()
		if g, err := GridAbove(t.Context(), s, s.View, 65, above); err != nil || math.Abs(g.Max-g.Min-rise) > 0.05*rise {
			t.Errorf("%s: a grid from %v to %v, %v", text, g.Min, g.Max, err)
		}
	}
}

// A needle between the points that are asked is no rounding.
func TestNeedleIsNoRounding(t *testing.T) {
	s := newSurface(t, "-exp(-(x-3.3)^2-(y-2.1)^2)", square(100))
	if len(s.Minima) != 1 || distance(s.Minima[0].At, Point{3.3, 2.1}) > 1e-9 {
		t.Fatalf("minima %v", s.Minima)
	}
	if g, err := GridAbove(t.Context(), s, s.View, 257, 0); err != nil || g.Min > -0.8 {
		t.Errorf("the grid's lowest height is %v, %v", g.Min, err)
	}
}

// Far down in a bowl only rounding is left; a little further out it is a bowl.
func TestDeepZoomIsLevel(t *testing.T) {
	s, _ := Lookup("rastrigin")
	for half, level := range map[float64]bool{1e-10: true, 1e-3: false} {
		g, err := GridAbove(t.Context(), s, View{-half, half, -half, half}, 33, 0)
		if err != nil || (g.Min == g.Max) != level {
			t.Errorf("within %v: from %v to %v, %v", half, g.Min, g.Max, err)
		}
	}
}
