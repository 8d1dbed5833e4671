package descent

import (
	"math"
	"testing"
)

func TestClip(t *testing.T) {
	for _, c := range []struct {
		clip         Clip
		gx, gy       float64
		wantX, wantY float64
	}{
		{Clip{}, 30, -40, 30, -40},
		{Clip{"norm", 5}, 30, -40, 30 * 5 / 50.000001, -40 * 5 / 50.000001},
		{Clip{"norm", 51}, 30, -40, 30, -40},
		{Clip{"norm", 5}, 0, 0, 0, 0},
		{Clip{"norm", 5}, 1.5e308, -1.5e308, 5 / math.Sqrt2, -5 / math.Sqrt2},
		{Clip{"norm", 5}, -1.7e308, 0, -5, 0},
		{Clip{"norm", 2}, 1.5e308, 1e308, 2 * 3 / math.Sqrt(13), 2 * 2 / math.Sqrt(13)},
		{Clip{"norm", 5}, math.Inf(-1), 1e308, -5, 0},
		{Clip{"norm", 5}, math.Inf(-1), math.Inf(1), -5 / math.Sqrt2, 5 / math.Sqrt2},
		{Clip{"norm", 5}, 3e-200, -4e-200, 3e-200, -4e-200},
		{Clip{"norm", 5}, 5e-324, 0, 5e-324, 0},
		{Clip{"norm", 1e-3}, 3e-200, 4e300, 0, 1e-3},
		{Clip{"value", 0.5}, 30, -0.25, 0.5, -0.25},
		{Clip{"value", 0.5}, math.Inf(1), -1e308, 0.5, -0.5},
		{Clip{"value", 0.5}, 0.1, -7, 0.1, -0.5},
	} {
		g := []float64{c.gx, c.gy}
		c.clip.Apply(g)
		x, y := g[0], g[1]
		if math.Abs(x-c.wantX) > 1e-15 || math.Abs(y-c.wantY) > 1e-15 {
			t.Errorf("%v of (%g, %g) is (%g, %g), want (%g, %g)", c.clip, c.gx, c.gy, x, y, c.wantX, c.wantY)
		}
	}
	g := []float64{math.Inf(1), math.NaN()}
	if (Clip{"norm", 5}).Apply(g); !math.IsNaN(g[0]) {
		t.Errorf("a gradient that is not a number is clipped to %g", g[0])
	}
}
