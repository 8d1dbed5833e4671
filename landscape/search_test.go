package landscape

import (
	"math"
	"testing"
)

// A formula that is typed is known as well as one of the catalogue: the search
// must find every minimum and saddle that is listed, and nothing else.
func TestSearchFindsTheCatalogsCriticalPoints(t *testing.T) {
	for _, s := range Catalog() {
		found := search(meter(s.Loss, NewBudget(t.Context(), searchBound(s.Loss))), s.View)
		if found.valley != s.Valley {
			t.Errorf("%s: a valley of minima: %v, want %v", s.ID, found.valley, s.Valley)
		}
		if s.Valley {
			continue
		}
		checkMinima(t, s, found.minima)
		if len(found.saddles) != len(s.Saddles) {
			t.Errorf("%s: %d saddles, want %d", s.ID, len(found.saddles), len(s.Saddles))
		}
		for _, want := range s.Saddles {
			if nearest(found.saddles, want) > 1e-9*s.View.Diagonal() {
				t.Errorf("%s: the saddle at %v was not found", s.ID, want)
			}
		}
	}
}

func checkMinima(t *testing.T, s *Surface, found []Minimum) {
	t.Helper()
	if len(found) != len(s.Minima) {
		t.Errorf("%s: %d minima, want %d", s.ID, len(found), len(s.Minima))
	}
	for _, want := range s.Minima {
		ok := false
		for _, m := range found {
			if distance(m.At, want.At) <= 1e-9*s.View.Diagonal() {
				ok = m.Global == want.Global && m.Kink == want.Kink && math.Abs(m.Loss-want.Loss) < 1e-12*(1+math.Abs(want.Loss))
			}
		}
		if !ok {
			t.Errorf("%s: %v was not found", s.ID, want)
		}
	}
}

func nearest(points []Point, p Point) float64 {
	best := math.Inf(1)
	for _, q := range points {
		best = min(best, distance(p, q))
	}
	return best
}
