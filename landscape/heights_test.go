package landscape

import (
	"math"
	"testing"
)

// On the bowl (x² + y²)/2 over [−5, 5]² all can be computed by hand: the cells
// nearest the centre lie at ±5/64 in both.
func TestHeightsOfTheBowl(t *testing.T) {
	s, _ := Lookup("bowl")
	lowest, p95 := s.Heights()
	if want := (5.0 / 64) * (5.0 / 64); math.Abs(lowest-want) > 1e-15 {
		t.Errorf("lowest %v, want %v", lowest, want)
	}
	// The reference has 18.03 on a grid of 401×401 that reaches the edge.
	if p95 < 17.5 || p95 > 18.1 {
		t.Errorf("95th percentile %v", p95)
	}
}

func TestHeightsLeaveOutWhatIsNotFinite(t *testing.T) {
	s := newSurface(t, "sqrt(x) + 1/max(0, y)", square(1)) // NaN for x < 0, ∞ for y < 0
	if lowest, p95 := s.Heights(); !(lowest > 1 && p95 < 65) {
		t.Errorf("heights %v to %v of a surface with holes", lowest, p95)
	}
	s = newSurface(t, "0/0", square(1))
	if lowest, p95 := s.Heights(); !math.IsNaN(lowest) || !math.IsNaN(p95) {
		t.Errorf("heights %v and %v of nothing", lowest, p95)
	}
}

func TestQuantile(t *testing.T) {
	sorted := []float64{1, 2, 3, 4, 5}
	for q, want := range map[float64]float64{0: 1, 0.5: 3, 0.95: 5, 1: 5} {
		if got := quantile(sorted, q); got != want {
			t.Errorf("quantile %v is %v, want %v", q, got, want)
		}
	}
}
