package network

// Whole is a network of so few weights that they are a landscape by themselves: no
// slice of anything. Its own weights are those of that landscape. A weight of the
// net is one of them, which several may share, or none and 0 for ever.
type Whole struct {
	Net
	Set  Set   // what it learns from
	Ties []int // for each weight of the net, the number of its own weight; −1 for none
}

// Weights are all weights of the net, where its own ones are these.
func (w *Whole) Weights(own []float64) []float64 {
	all := make([]float64, len(w.Ties))
	for i, tie := range w.Ties {
		if tie >= 0 {
			all[i] = own[tie]
		}
	}
	return all
}

// Pass is what point i of its set makes of it, forward and backward.
func (w *Whole) Pass(own []float64, i int) Pass {
	return w.Backpropagate(w.Weights(own), w.Set.X[i], w.Set.target(i, w.Outputs()))
}

// Untied is the gradient of the mean loss over the whole set by each weight of the
// net, as if it shared none. What is 0 for ever has none.
func (w *Whole) Untied(own []float64) []float64 {
	g := make([]float64, len(w.Ties))
	for i := range w.Set.X {
		for j, part := range w.Pass(own, i).Gradient {
			if w.Ties[j] >= 0 {
				g[j] += part / float64(len(w.Set.X))
			}
		}
	}
	return g
}

// Tied is that by its own weights: what the weights that share one have, together.
func (w *Whole) Tied(untied []float64, own int) []float64 {
	g := make([]float64, own)
	for i, tie := range w.Ties {
		if tie >= 0 {
			g[tie] += untied[i]
		}
	}
	return g
}
