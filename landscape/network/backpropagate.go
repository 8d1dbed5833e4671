package network

// Pass is what one point makes of a network, forward and backward.
type Pass struct {
	// Sums are z_l, Values a_l with the input first, Deltas δ_l = ∂loss/∂z_l:
	// Sums[l] and Deltas[l] belong to layer l, counted from 0, Values[l] is what
	// goes into it.
	Sums, Values, Deltas [][]float64
	Loss                 float64   // of this point alone
	Gradient             []float64 // its derivative by each weight
}

// Backpropagate takes one point x with targets y through a network: forward layer
// by layer, then backward by the chain rule. It is the plain statement of what an
// Evaluator does in blocks.
func (n *Net) Backpropagate(w, x, y []float64) Pass {
	p := Pass{Gradient: make([]float64, n.Weights())}
	n.forward(&p, w, x)
	n.backward(&p, w, y)
	return p
}

func (n *Net) forward(p *Pass, w, x []float64) {
	p.Values = append(p.Values, x)
	for l := range n.Layers() {
		layer, in := n.Layer(l), p.Values[l]
		z := make([]float64, layer.Out)
		for o := range z {
			z[o] = layer.Biases(w)[o]
			for i, weight := range layer.Row(w, o) {
				z[o] += weight * in[i]
			}
		}
		a := make([]float64, layer.Out)
		if copy(a, z); l < n.Layers()-1 {
			n.Act.of().values(a, z)
		}
		p.Sums, p.Values = append(p.Sums, z), append(p.Values, a)
	}
}

func (n *Net) backward(p *Pass, w, y []float64) {
	loss, act, last := n.Loss.of(), n.Act.of(), n.Layers()-1
	p.Deltas = make([][]float64, n.Layers())
	outputs := float64(n.Outputs())
	for o, z := range p.Sums[last] {
		p.Loss += loss.value(z, y[o]) / outputs
		p.Deltas[last] = append(p.Deltas[last], loss.slope(z, y[o])/outputs)
	}
	for l := last; l >= 0; l-- {
		layer, in := n.Layer(l), p.Values[l]
		before := make([]float64, layer.In) // ∂loss/∂a of the layer below
		for o, delta := range p.Deltas[l] {
			layer.Biases(p.Gradient)[o] = delta
			for i, weight := range layer.Row(w, o) {
				layer.Row(p.Gradient, o)[i] = delta * in[i]
				before[i] += weight * delta
			}
		}
		if l == 0 {
			return
		}
		for i := range before {
			before[i] *= act.slope(in[i])
		}
		p.Deltas[l-1] = before
	}
}
