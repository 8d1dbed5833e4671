package landscape

import (
	"downhill/landscape/elementary"
	"downhill/landscape/network"
)

// saturatedUnit is the network of the saturated units: one neuron with weight x and
// bias y, and four examples whose targets are those of one with weight 2 and bias −1.
func saturatedUnit(loss network.Loss) *network.Whole {
	w := &network.Whole{Net: network.Net{Units: []int{1, 1}, Act: network.Sigmoid, Loss: loss}, Ties: []int{0, 1}}
	for _, s := range []float64{-1.5, -0.5, 0.5, 1.5} {
		w.Set.X = append(w.Set.X, []float64{s})
		w.Set.Y = append(w.Set.Y, elementary.Sigmoid(2*s-1))
	}
	return w
}

// linearChain is the cliff's: a neuron a layer, the first so many with weight x, the
// last one with weight y, no biases, and one example that is to stay 1.
func linearChain(shared int) *network.Whole {
	w := &network.Whole{
		Net: network.Net{Units: []int{1}, Act: network.Linear, Loss: network.HalfMSE},
		Set: network.Set{X: [][]float64{{1}}, Y: []float64{1}},
	}
	for range shared {
		w.Units, w.Ties = append(w.Units, 1), append(w.Ties, 0, -1)
	}
	w.Units, w.Ties = append(w.Units, 1), append(w.Ties, 1, -1)
	return w
}
