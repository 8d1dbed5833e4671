package train

import (
	"math"
	"testing"

	"downhill/landscape/network"
	"downhill/train/nets"
)

// The plane changes no loss and no outcome; its distance and its sight of the
// weights belong together.
func TestPlaneChangesNothingOfARun(t *testing.T) {
	var first *Walk
	for _, plane := range []nets.PlaneSpec{{Kind: "reference"}, {Kind: "random"}, {Kind: "weights", I: 3, J: 17}} {
		spec := moonsSpec()
		spec.Plane = plane
		sc := netScenario(t, spec, 80, "sgd", 2)
		w := walksOf(t, sc)[0]
		if first == nil {
			first = w
		}
		for k := range w.all {
			if w.all[k].Loss != first.all[k].Loss {
				t.Fatalf("%s: the loss of step %d is %v, on another plane %v", plane.Text(), k, w.all[k].Loss, first.all[k].Loss)
			}
		}
		if a, b := w.Outcome(t.Context()), first.Outcome(t.Context()); a.Kind != b.Kind || a.K != b.K {
			t.Errorf("%s: %s at %d, on another plane %s at %d", plane.Text(), a.Kind, a.K, b.Kind, b.K)
		}
		rows, err := WeightRows(t.Context(), sc, 0, 33, 1)
		if err != nil {
			t.Fatal(err)
		}
		at := rows[0]
		_, distances, _ := w.Beside()
		x, y, off := sc.Net().Plane.Project(at)
		if p := w.all[33].W; math.Abs(p.X-x) > 1e-12 || math.Abs(p.Y-y) > 1e-12 || distances[33] != off {
			t.Errorf("%s: step 33 is at %v, %v off; its weights at %v, %v, %v off", plane.Text(), p, distances[33], x, y, off)
		}
		on := sc.Objective()
		center := make([]float64, len(at))
		sc.Net().Plane.At(0.1, 0.2, center)
		n := sc.Net()
		if loss := network.NewEvaluator(&n.Shape, n.Train).Value(center); on.Value(0.1, 0.2) != loss {
			t.Errorf("%s: the landscape's height is %v, the loss there %v", plane.Text(), on.Value(0.1, 0.2), loss)
		}
	}
}

// The landscape's slope and curvature are those of its heights.
func TestLandscapeOfANetworkHasItsDerivatives(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 10, "sgd", 1)
	o := sc.Objective()
	const h = 1e-5
	for _, p := range [][2]float64{{0, 0}, {0.5, -1}, {-2, 0.7}} {
		x, y := p[0], p[1]
		j := o.Jet(x, y)
		_, left, _ := o.Gradient(x-h, y)
		_, right, across := o.Gradient(x+h, y)
		_, _, below := o.Gradient(x-h, y)
		_, _, down := o.Gradient(x, y-h)
		_, _, up := o.Gradient(x, y+h)
		for name, pair := range map[string][2]float64{
			"x":  {j.X, (o.Value(x+h, y) - o.Value(x-h, y)) / (2 * h)},
			"y":  {j.Y, (o.Value(x, y+h) - o.Value(x, y-h)) / (2 * h)},
			"xx": {j.XX, (right - left) / (2 * h)},
			"xy": {j.XY, (across - below) / (2 * h)},
			"yy": {j.YY, (up - down) / (2 * h)},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6*(1+math.Abs(pair[1])) {
				t.Errorf("at %v: derivative %s is %v, by differences %v", p, name, pair[0], pair[1])
			}
		}
	}
	if v := sc.Surface.View; v.XMax-v.XMin != v.YMax-v.YMin || v.Distance(sc.Start) > 1 {
		t.Errorf("the view %+v is no square about the start %v", v, sc.Start)
	}
}
