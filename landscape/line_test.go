package landscape

import (
	"errors"
	"math"
	"testing"
)

// TestOneWeight: a formula in x alone is of one weight, whatever box it is given; any
// other is of two.
func TestOneWeight(t *testing.T) {
	for text, want := range map[string]bool{
		"x^2": true, "let a = x + 1; a^2": true, "let b = y; x^2": true, "abs(x)": true, "x y": false, "y^2": false,
		"3": false, "x^2 + y": false, "let u = x + y; u^2": false,
	} {
		s := newSurface(t, text, square(5))
		if s.OneWeight != want || s.View.Flat() != want || want && s.Start.Y != 0 {
			t.Errorf("%s: of one weight %v, view %v, start %v", text, s.OneWeight, s.View, s.Start)
		}
		if !want {
			if _, err := New(t.Context(), text, interval(-5, 5)); !errors.Is(err, ErrFlat) {
				t.Errorf("%s about an interval: %v", text, err)
			}
			continue
		}
		if again := newSurface(t, text, interval(-5, 5)); again != s {
			t.Errorf("%s about an interval is another surface", text)
		}
		plain, err := Unexplored(t.Context(), text+" + 0", View{-5, 5, -1, 1})
		if err != nil || !plain.OneWeight {
			t.Errorf("%s, unexplored: %v", text, err)
		}
	}
}

// TestMinimaOfCurves: isolated ones, kinks, poles, bends and floors.
func TestMinimaOfCurves(t *testing.T) {
	for _, c := range []struct {
		text            string
		minima, saddles []float64
		kink, valley    bool
		pole, unbounded bool
		global          int
	}{
		{text: "x^2", minima: []float64{0}, global: 1},
		{text: "x^4", minima: []float64{0}, global: 1},
		{text: "(x - 1.25)^2 + 3", minima: []float64{1.25}, global: 1},
		{text: "x^4/4 - x^2 + 0.3x", minima: []float64{-1.4839678931977265, 1.3322207371911863}, global: 1},
		{text: "x^4/4 - x^2", minima: []float64{-math.Sqrt2, math.Sqrt2}, global: 2},
		{text: "abs(x - 0.3)", minima: []float64{0.3}, kink: true, global: 1},
		{text: "sqrt(abs(x))", minima: []float64{0}, kink: true, global: 1},
		{text: "x^3", saddles: []float64{0}, unbounded: true},
		{text: "x^3 + x", unbounded: true},
		{text: "(x - 1)^3 (x + 3)", minima: []float64{-2}, saddles: []float64{1}, global: 1},
		{text: "max(abs(x) - 1, 0)", valley: true},
		{text: "min((x + 3)^2, 1) - 1", minima: []float64{-3}, global: 1},
		{text: "exp(-x)"},
		{text: "tanh(x)"},
		{text: "-x^2", unbounded: true},
		{text: "1/x", pole: true},
		{text: "-1/x", pole: true},
		{text: "-1/(x - 0.01)^2", pole: true},
		{text: "1/x^2"},
		{text: "log(abs(x - 0.017))", pole: true},
		{text: "x^2 - 3log(abs(x - 1))", minima: []float64{-0.8228756555322954, 1.8228756555322954}, global: 1},
		{text: "-(x^2) + x^4/50", minima: []float64{-5, 5}, global: 2},
		{text: "(x - 2)^2 - x^3/10", unbounded: true},
	} {
		s := newSurface(t, c.text, interval(-6, 6))
		checkPoints(t, c.text+": minima", places(s.Minima), along(c.minima))
		checkPoints(t, c.text+": bends", s.Saddles, along(c.saddles))
		global := 0
		for _, m := range s.Minima {
			if m.Global {
				global++
			}
			if m.Kink != c.kink {
				t.Errorf("%s: a kink at %v: %v", c.text, m.At, m.Kink)
			}
		}
		if s.Valley != c.valley || (s.Pole != nil) != c.pole || s.Unbounded != c.unbounded || global != c.global {
			t.Errorf("%s: valley %v, pole %v, unbounded %v, %d global", c.text, s.Valley, s.Pole, s.Unbounded, global)
		}
	}
}

// along are points of x alone.
func along(xs []float64) []Point {
	var points []Point
	for _, x := range xs {
		points = append(points, Point{X: x})
	}
	return points
}

// TestManyMinimaOfACurve: close together, each is found.
func TestManyMinimaOfACurve(t *testing.T) {
	s := newSurface(t, "cos(40x) + x^2/4", interval(-5, 5))
	if len(s.Minima) != 64 {
		t.Errorf("%d minima, want 64", len(s.Minima))
	}
}

// TestCurveStandsForThePlane: across, its Hessian has the one curvature again, and
// nothing else changes along y.
func TestCurveStandsForThePlane(t *testing.T) {
	o := newSurface(t, "x^3 - x", interval(-2, 2)).Objective()
	f, gx, gy := o.Gradient(0.5, 7)
	xx, xy, yy := o.Hessian(0.5, 7)
	if f != -0.375 || gx != -0.25 || gy != 0 || xx != 3 || xy != 0 || yy != 3 {
		t.Error(f, gx, gy, xx, xy, yy)
	}
}
