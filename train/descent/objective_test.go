package descent

import (
	"math"
	"testing"

	"downhill/landscape"
)

// curve is shallow-and-deep written out.
type curve struct{}

func (curve) Value(w []float64) float64 {
	x := w[0]
	return 0.1*(x-2)*(x-2) - 1.2*math.Exp(-4*(x+2)*(x+2))
}

func (curve) Gradient(w, g []float64) float64 {
	x := w[0]
	g[0] = 0.2*(x-2) + 9.6*(x+2)*math.Exp(-4*(x+2)*(x+2))
	return curve{}.Value(w)
}

func (curve) Hessian(w, h []float64) {
	x := w[0]
	h[0] = 0.2 + 9.6*(1-8*(x+2)*(x+2))*math.Exp(-4*(x+2)*(x+2))
}

// TestCurveIsWhatItSays: loss, slope and curvature of one weight are those of the formula.
func TestCurveIsWhatItSays(t *testing.T) {
	s, _ := landscape.Lookup("shallow-and-deep")
	o := weightsOf(s).(*oneWeight)
	for x := -6.0; x <= 6; x += 0.37 {
		var g, h, wantG, wantH [1]float64
		w := []float64{x}
		f, want := o.Gradient(w, g[:]), curve{}.Gradient(w, wantG[:])
		o.Hessian(w, h[:])
		curve{}.Hessian(w, wantH[:])
		if !agree(f, want) || !agree(o.Value(w), want) || !agree(g[0], wantG[0]) || !agree(h[0], wantH[0]) {
			t.Errorf("at %v: %v, %v, %v; want %v, %v, %v", x, f, g, h, want, wantG, wantH)
		}
		fs, gs := []float64{0, 0}, [][]float64{{0, 0}}
		o.Gradients([][]float64{{x, 1}}, fs, gs)
		if fs[0] != f || gs[0][0] != g[0] {
			t.Errorf("at %v a block has %v, %v", x, fs, gs)
		}
	}
}

func agree(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }
