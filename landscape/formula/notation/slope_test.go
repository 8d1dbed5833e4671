package notation_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"downhill/landscape/formula"
	"downhill/landscape/formula/notation"
)

// TestWrittenGradientIsTheGradient: what is typeset, read as a formula, is
// what is descended.
func TestWrittenGradientIsTheGradient(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	compared := 0
	for range 600 {
		tree := notation.RandomTree(r, 2+r.IntN(5))
		p, err := formula.Compile(tree.Plain())
		if err != nil {
			continue // too long
		}
		for i, by := range []string{"x", "y"} {
			text, ok := notation.WrittenSlope(tree, by)
			if !ok {
				continue
			}
			written, err := formula.Compile(text)
			if err != nil {
				continue // too large
			}
			x, y := 0.3+r.Float64(), 0.3+r.Float64()
			_, gx, gy := p.Evaluator().Gradient(x, y)
			want, got := []float64{gx, gy}[i], written.Evaluator().Value(x, y)
			if math.IsNaN(want-got) || math.Abs(want) > 1e12 {
				continue
			}
			compared++
			if math.Abs(got-want) > 1e-7*(1+math.Abs(want)) {
				t.Errorf("∂/∂%s of %s at (%v, %v) is %v; written as %s it is %v", by, p.Text(), x, y, want, text, got)
			}
		}
	}
	if compared < 300 {
		t.Errorf("only %d gradients could be compared", compared)
	}
}
