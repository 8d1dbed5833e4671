package formula

import (
	"math"
	"testing"
)

// Weights in a slice are the same point: where a step on the way overflows or a
// kink cancels, too.
func TestWeightsAreThePoint(t *testing.T) {
	for _, text := range []string{"1/(1+exp(-200*x))", "1/exp(x^6)", "sqrt(x^2+y^2)^2", "hypot(x,y)^2", "abs(x)^2+y", "log(x)+y^2", "x^2+y^2"} {
		p, err := Compile(text)
		if err != nil {
			t.Fatal(err)
		}
		e := p.Evaluator()
		w, g := e.Weights(), make([]float64, 2)
		for _, at := range [][2]float64{{0, 0}, {-4, 0}, {4, 0}, {1, 2}, {-1, 1e200}} {
			f, gx, gy := p.Evaluator().Gradient(at[0], at[1])
			loss := w.Gradient(at[:], g)
			for i, pair := range [][2]float64{{loss, f}, {g[0], gx}, {g[1], gy}} {
				if math.Float64bits(pair[0]) != math.Float64bits(pair[1]) && !(math.IsNaN(pair[0]) && math.IsNaN(pair[1])) {
					t.Errorf("%s at %v, number %d: %g as weights, %g as a point", text, at, i, pair[0], pair[1])
				}
			}
		}
	}
}
