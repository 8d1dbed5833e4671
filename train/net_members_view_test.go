package train

import (
	"testing"

	"downhill/landscape"
)

// The view of an ensemble of networks holds where its members start, whatever their
// initialisation and plane; it is the network's own where that holds them all. Plane,
// start and the surface that is descended stay.
func TestShownHoldsTheStartsOfMembers(t *testing.T) {
	widened := 0
	for _, query := range []string{
		"surface=net&init=large&seeds=40&lr=0.9", "surface=net&init=he&seeds=40&lr=0.9", "surface=net&seeds=40&lr=0.9",
		"surface=net&init=small&seeds=40&lr=0.9", "surface=net&init=zero&batch=8&seeds=9&lr=0.9",
		"surface=net&init=large&seeds=40&lr=0.9&plane=random", "surface=net&init=large&seeds=200&steps=50&lr=0.9&plane=weights:3,17",
		"surface=net&data=curve&units=1,8,1&init=large&seeds=40&lr=0.01",
	} {
		sc := mustParse(t, query)
		own, shown := sc.Surface, sc.Shown()
		if shown.Loss != own.Loss || shown.Start != own.Start {
			t.Errorf("%s: another network is shown", query)
		}
		inside := true
		for i, member := range sc.Ensemble() {
			inside = inside && own.View.Distance(member.Start) <= 1
			if own.View.Distance(member.Start) <= 8 && shown.View.Distance(member.Start) > 1 {
				t.Errorf("%s: member %d starts at %v, outside of %v", query, i, member.Start, shown.View)
			}
		}
		if inside != (shown == own) {
			t.Errorf("%s: all start inside of %v: %v, but %v is shown", query, own.View, inside, shown.View)
		}
		if !inside {
			widened++
		}
		hx, hy := shown.View.HalfWidths()
		if hx < 0.999*hy || hx > 1.001*hy {
			t.Errorf("%s: the view %v is no square", query, shown.View)
		}
		for _, x := range []float64{own.View.XMin, own.View.XMax} {
			for _, y := range []float64{own.View.YMin, own.View.YMax} {
				if shown.View.Distance(landscape.Point{X: x, Y: y}) > 1+1e-9 {
					t.Errorf("%s: (%v, %v) of the network's own view is outside of %v", query, x, y, shown.View)
				}
			}
		}
	}
	if widened < 4 {
		t.Errorf("only %d of the ensembles start outside of their network's own view", widened)
	}
}

// A rate moves no view: the landscape stands still while a flag is dragged.
func TestShownStandsStillWhateverTheRate(t *testing.T) {
	a, b := mustParse(t, "surface=net&init=large&seeds=40&lr=0.9"), mustParse(t, "surface=net&init=large&seeds=40&lr=0.01,3&opt=adam&steps=50&batch=32")
	if a.Shown().View != b.Shown().View {
		t.Errorf("%v and %v", a.Shown().View, b.Shown().View)
	}
}
