package figure

import (
	"testing"

	"downhill/landscape"
)

// TestLinesWithoutEndsOnTheMapAreFaint: a step that only passes over the map is drawn
// with little ink once it is behind, and the others as lines.
func TestLinesWithoutEndsOnTheMapAreFaint(t *testing.T) {
	v := view{landscape.View{XMin: -5, XMax: 5, YMin: -5, YMax: 5}, rect{0, 0, 500, 500}}
	r := &run{x: []float64{-4, 3, -1, 2}, y: []float64{-4, 9, -9, 8}}
	tr := &trails{sheet: &sheet{u: 1}, v: v, runs: []*run{r}, courses: []course{{0, newDensity(v.rect)}}}
	for k, faint := range []int{0, 0, 1, 2} {
		if all := tr.collect(0, k); all.count != faint || all.alone.Empty() != (k == 0) {
			t.Errorf("up to step %d %d lines are faint, want %d", k, all.count, faint)
		}
	}
}
