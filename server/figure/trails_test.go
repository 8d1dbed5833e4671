package figure

import (
	"testing"

	"downhill/landscape"
	"downhill/server/draw"
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

// blank is a pen that leaves nothing.
type blank struct{ draw.Pen }

func (blank) Stroke(draw.Path, draw.Stroke) {}
func (blank) Fill(draw.Path, draw.Ink)      {}

// TestStartIsNamedBesideTheRuns: a run that goes straight down from its start, as on
// Beale, strikes nothing out.
func TestStartIsNamedBesideTheRuns(t *testing.T) {
	v := view{landscape.View{XMin: -5, XMax: 5, YMin: -5, YMax: 5}, rect{0, 0, 500, 500}}
	s := &sheet{blank{}, themes()["light"], 1, true}
	for name, r := range map[string]*run{"down": {x: []float64{0, 0}, y: []float64{0, -4}}, "right": {x: []float64{0, 4}, y: []float64{0, 0}}} {
		taken := &labels{in: v.rect}
		paintStart(s, v, v.at(0, 0), "Start", taken, []*run{r})
		place := taken.taken[len(taken.taken)-1]
		if len(taken.taken) != 2 || crossings([]*run{r}, v, place) > 0 {
			t.Errorf("%s: named at %v, which the run crosses", name, place)
		}
	}
}
