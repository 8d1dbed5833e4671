package descent

import (
	"math"
	"math/rand/v2"
	"testing"

	"downhill/train/rule"
)

// TestQuickEndsAreTheRule: what ends a run of many weights is told by a few of them where
// they tell enough. It is the same as by all lengths, at the borders above all.
func TestQuickEndsAreTheRule(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for n := 3; n < 40; n++ {
		start, way := make([]float64, n), make([]float64, n)
		for i := range start {
			start[i], way[i] = r.NormFloat64(), r.NormFloat64()
		}
		var b ball
		b.from(start)
		g := make([]float64, n)
		for _, share := range []float64{0, 1e-9, 0.9, 0.948, 0.949, 0.95, 1 - 1e-15, 1, 1 + 1e-15, 1.1, 1e200, math.NaN(), math.Inf(1)} {
			w := farOn(start, way, share*b.far)
			if got, want := b.left(w, 1, g), !(rule.Apart(w, start) <= b.far); got != want {
				t.Errorf("%d weights, %v of the way: left is %v", n, share, got)
			}
		}
		for _, bad := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			g[n-1] = bad
			if !b.left(start, 1, g) || !b.left(start, bad, make([]float64, n)) {
				t.Errorf("%d weights: a gradient or a loss of %v has not left", n, bad)
			}
		}
		for _, from := range [][]float64{start, farOn(start, way, b.far)} {
			for _, share := range []float64{0, 0.5, 0.99, 1, 1.01, 2, 300, math.NaN()} {
				next := farOn(from, way, share*StillMove*(1+rule.Norm(from)))
				if got, want := b.still(from, next), rule.Apart(next, from) < StillMove*(1+rule.Norm(from)); got != want {
					t.Errorf("%d weights, %v of a move: still is %v", n, share, got)
				}
			}
		}
	}
}

// farOn is a distance from w in a direction.
func farOn(w, way []float64, distance float64) []float64 {
	there := make([]float64, len(w))
	for i := range w {
		there[i] = w[i] + distance*way[i]/rule.Norm(way)
	}
	return there
}
