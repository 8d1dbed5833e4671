package landscape

import (
	"math"
	"testing"
)

func TestEigenvalues(t *testing.T) {
	for _, c := range []struct{ xx, xy, yy, largest, smallest float64 }{
		{1, 0, 1, 1, 1},
		{1, 0, 25, 25, 1},
		{25, 0, 1, 25, 1},
		{10, 8, 10, 18, 2},
		{0.52, -0.48, 0.52, 1, 0.04},
		{0, 3, 0, 3, -3},
		{0, 0, 0, 0, 0},
		{1e308, 0, 1e308, 1e308, 1e308}, // no overflow on the way
	} {
		largest, smallest := Eigenvalues(c.xx, c.xy, c.yy)
		if !near(largest, c.largest) || !near(smallest, c.smallest) {
			t.Errorf("%v: %v and %v", c, largest, smallest)
		}
	}
	if largest, smallest := Eigenvalues(1, math.NaN(), 1); !math.IsNaN(largest) || !math.IsNaN(smallest) {
		t.Error("numbers were made of NaN")
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-15*(1+math.Abs(b)) }

func TestCriticalRate(t *testing.T) {
	if rate, ok := CriticalRate(25); !ok || rate != 0.08 {
		t.Errorf("2/25 is %v, %v", rate, ok)
	}
	for _, none := range []float64{0, -1, math.NaN(), math.Inf(-1)} {
		if rate, ok := CriticalRate(none); ok || rate != 0 {
			t.Errorf("a critical rate %v for the curvature %v", rate, none)
		}
	}
}
