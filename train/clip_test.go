package train

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
		{Clip{"value", 0.5}, 30, -0.25, 0.5, -0.25},
		{Clip{"value", 0.5}, 0.1, -7, 0.1, -0.5},
	} {
		x, y := c.clip.apply(c.gx, c.gy)
		if math.Abs(x-c.wantX) > 1e-15 || math.Abs(y-c.wantY) > 1e-15 {
			t.Errorf("%v of (%g, %g) is (%g, %g), want (%g, %g)", c.clip, c.gx, c.gy, x, y, c.wantX, c.wantY)
		}
	}
}
