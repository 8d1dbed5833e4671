package landscape_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"downhill/landscape"
)

// A network's whole landscape is its surface: at any weights the loss is the mean of
// what its points make of it, and the products of the chain rule add up to the
// surface's gradient.
func TestWholeNetworksAreTheirSurfaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for _, s := range landscape.Catalog() {
		n := s.Network
		if n == nil {
			continue
		}
		found++
		if err := n.Check(); err != nil || len(n.Ties) != n.Net.Weights() {
			t.Fatalf("%s: %v; %d ties for %d weights", s.ID, err, len(n.Ties), n.Net.Weights())
		}
		o := s.Objective()
		for range 200 {
			x, y := s.View.XMin+r.Float64()*(s.View.XMax-s.View.XMin), s.View.YMin+r.Float64()*(s.View.YMax-s.View.YMin)
			own, mean := []float64{x, y}, 0.0
			for i := range n.Set.X {
				mean += n.Pass(own, i).Loss / float64(len(n.Set.X))
			}
			loss, gx, gy := o.Gradient(x, y)
			g := n.Tied(n.Untied(own), 2)
			for _, pair := range [][2]float64{{mean, loss}, {g[0], gx}, {g[1], gy}} {
				if far := math.Abs(pair[0] - pair[1]); !(far <= 1e-12*(1+math.Abs(pair[1]))) {
					t.Fatalf("%s at (%v, %v): the network has %v, the surface %v", s.ID, x, y, pair[0], pair[1])
				}
			}
		}
	}
	if found != 3 {
		t.Errorf("%d surfaces are whole networks, want 3", found)
	}
}
