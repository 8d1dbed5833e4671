package network

// bending is what a block keeps for second derivatives: how values and deltas
// change as the weights move along a direction.
type bending struct {
	values, deltas [][]float64 // of each layer; values[0] is no change of the input
	before         []float64   // ∂loss/∂a of the layer below, and how it changes
	moved          []float64
	unread, column []float64
	direction      []float64
}

func (e *Evaluator) bending() *bending {
	if e.bends != nil {
		return e.bends
	}
	widest := 0
	for _, u := range e.net.Units {
		widest = max(widest, u)
	}
	n := e.net.Weights()
	b := &bending{
		values: [][]float64{make([]float64, e.net.Inputs()*blockLen)},
		before: make([]float64, blockLen), moved: make([]float64, blockLen),
		unread: make([]float64, n), column: make([]float64, n), direction: make([]float64, n),
	}
	for _, layer := range e.layers {
		b.values = append(b.values, make([]float64, layer.Out*blockLen))
		b.deltas = append(b.deltas, make([]float64, layer.Out*blockLen))
	}
	e.bends = b
	return b
}

// Hessian sets h to the n×n second derivatives of the mean loss at w, row by row:
// each row is a product with a unit vector.
func (e *Evaluator) Hessian(w, h []float64) {
	n, b := e.net.Weights(), e.bending()
	for i := range n {
		clear(b.direction)
		b.direction[i] = 1
		e.HessianTimes(w, b.direction, h[i*n:(i+1)*n])
	}
	for i := range n { // rounding alone tells both halves apart
		for j := range i {
			mean := (h[i*n+j] + h[j*n+i]) / 2
			h[i*n+j], h[j*n+i] = mean, mean
		}
	}
}

// HessianTimes sets hv to the second derivatives of the mean loss at w times v,
// exactly: the derivative of backpropagation along v (Pearlmutter, Fast exact
// multiplication by the Hessian, Neural Computation 6, 1994).
func (e *Evaluator) HessianTimes(w, v, hv []float64) {
	clear(hv)
	share := e.share(len(e.set.X))
	for i := range e.blocks {
		e.bendBlock(w, v, hv, &e.blocks[i], share)
	}
}

func (e *Evaluator) bendBlock(w, v, hv []float64, b *block, share float64) {
	bends := e.bending()
	clear(bends.unread)
	e.backward(w, bends.unread, b, share) // leaves values and deltas
	e.bendForward(w, v, b)
	last, n := len(e.layers)-1, wide(b.n)
	for o := range e.net.Outputs() {
		delta, moved := bends.deltas[last][o*blockLen:][:n], bends.values[last+1][o*blockLen:]
		for s, z := range e.values[last+1][o*blockLen:][:b.n] {
			delta[s] = share * e.loss.bend(z, b.y[o*blockLen+s]) * moved[s]
		}
		clear(delta[b.n:])
	}
	for l := last; l >= 0; l-- {
		layer := e.layers[l]
		biases := layer.Biases(hv)
		for o := range layer.Out {
			row, at := layer.Row(hv, o), o*blockLen
			dots(row, bends.deltas[l][at:], e.values[l], blockLen, n)
			dots(row, e.deltas[l][at:], bends.values[l], blockLen, n)
			dots(biases[o:o+1], bends.deltas[l][at:], e.ones, blockLen, n)
		}
		if l > 0 {
			e.bendBelow(w, v, l, b.n)
		}
	}
}

// bendForward is how each layer's values change along v:
// z' = V·a + W·a' + v_b, a' = act'·z'.
func (e *Evaluator) bendForward(w, v []float64, b *block) {
	bends, n := e.bending(), wide(b.n)
	for l, layer := range e.layers {
		for o := range layer.Out {
			out := bends.values[l+1][o*blockLen:][:n]
			weighted(out, layer.Row(v, o), e.values[l], 1, blockLen, layer.In, n, layer.Biases(v)[o])
			weighted(bends.moved[:n], layer.Row(w, o), bends.values[l], 1, blockLen, layer.In, n, 0)
			hidden := l < len(e.layers)-1
			for s := range b.n {
				if out[s] += bends.moved[s]; hidden {
					out[s] *= e.act.slope(e.values[l+1][o*blockLen+s])
				}
			}
			clear(out[b.n:])
		}
	}
}

// bendBelow is how the deltas of layer l−1 change: with u = Wᵀ·δ,
// δ' = act″·z'·u + act'·(Vᵀ·δ + Wᵀ·δ').
func (e *Evaluator) bendBelow(w, v []float64, l, points int) {
	bends, layer, n := e.bending(), e.layers[l], wide(points)
	for i := range layer.In {
		delta := bends.deltas[l-1][i*blockLen:][:n]
		weighted(delta, v[layer.From+i:], e.deltas[l], layer.In, blockLen, layer.Out, n, 0)
		weighted(bends.moved[:n], w[layer.From+i:], bends.deltas[l], layer.In, blockLen, layer.Out, n, 0)
		weighted(bends.before[:n], w[layer.From+i:], e.deltas[l], layer.In, blockLen, layer.Out, n, 0)
		for s := range points {
			a := e.values[l][i*blockLen+s]
			slope := e.act.slope(a)
			delta[s] = slope * (delta[s] + bends.moved[s])
			if slope != 0 { // where it is 0, so is act″ of all there are
				moved := bends.values[l][i*blockLen+s] / slope // z'
				delta[s] += e.act.bend(a) * moved * bends.before[s]
			}
		}
		clear(delta[points:])
	}
}
