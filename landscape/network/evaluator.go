package network

import "slices"

// blockLen is how many points go through a network at once. What they leave in
// each layer stays in the nearest cache until the way back. It is a multiple of
// what the kernels take at once.
const (
	blockLen  = 64
	kernelLen = 16
)

// block is some points of a data set, by columns: input i of point s is
// x[i·blockLen + s], target o of it y[o·blockLen + s].
type block struct {
	x, y []float64
	n    int
}

func newBlock(net *Net) block {
	return block{x: make([]float64, net.Inputs()*blockLen), y: make([]float64, net.Outputs()*blockLen)}
}

// add puts a point into the block, behind those that it has.
func (b *block) add(x, y []float64) {
	for i, v := range x {
		b.x[i*blockLen+b.n] = v
	}
	for o, v := range y {
		b.y[o*blockLen+b.n] = v
	}
	b.n++
}

// Evaluator computes a network's loss over a data set, and its derivatives by the
// weights. It holds scratch memory, so that each goroutine needs its own, and
// allocates nothing once it is made.
type Evaluator struct {
	net    *Net
	set    *Set
	act    *activation
	loss   *lossOf
	blocks []block // the whole set
	some   block   // for points that are chosen

	layers []Layer
	values [][]float64 // what goes into each layer; the last is what comes out
	deltas [][]float64 // ∂loss/∂z of each layer
	ones   []float64
	memory []float64 // for what many points have

	bends *bending // scratch of second derivatives, made when first asked for
}

// NewEvaluator binds a network, which must be in order, to a data set.
func NewEvaluator(net *Net, set *Set) *Evaluator {
	e := &Evaluator{
		net: net, set: set, act: net.Act.of(), loss: net.Loss.of(), some: newBlock(net),
		memory: make([]float64, blockLen), ones: slices.Repeat([]float64{1}, blockLen),
	}
	for from := 0; from < len(set.X); from += blockLen {
		b := newBlock(net)
		for s := from; s < min(from+blockLen, len(set.X)); s++ {
			b.add(set.X[s], set.target(s, net.Outputs()))
		}
		e.blocks = append(e.blocks, b)
	}
	e.values = append(e.values, nil) // a block's own inputs
	for l := range net.Layers() {
		layer := net.Layer(l)
		e.layers = append(e.layers, layer)
		e.values = append(e.values, make([]float64, layer.Out*blockLen))
		e.deltas = append(e.deltas, make([]float64, layer.Out*blockLen))
	}
	return e
}

// Gradient sets g to the gradient of the mean loss over the whole set at w, and
// gives the loss.
func (e *Evaluator) Gradient(w, g []float64) float64 {
	clear(g)
	sum, share := 0.0, e.share(len(e.set.X))
	for i := range e.blocks {
		sum += e.backward(w, g, &e.blocks[i], share)
	}
	return sum * share
}

// Value is the mean loss over the whole set at w.
func (e *Evaluator) Value(w []float64) float64 {
	sum := 0.0
	for i := range e.blocks {
		e.forward(w, &e.blocks[i])
		sum += e.losses(&e.blocks[i])
	}
	return sum * e.share(len(e.set.X))
}

// BatchGradient is Gradient over some points of the set alone, by their numbers.
func (e *Evaluator) BatchGradient(w, g []float64, points []int) float64 {
	clear(g)
	sum, share := 0.0, e.share(len(points))
	for from := 0; from < len(points); from += blockLen {
		e.some.n = 0
		for _, s := range points[from:min(from+blockLen, len(points))] {
			e.some.add(e.set.X[s], e.set.target(s, e.net.Outputs()))
		}
		sum += e.backward(w, g, &e.some, share)
	}
	return sum * share
}

// Outputs sets out to what the network makes of points x: the first output of each.
func (e *Evaluator) Outputs(w []float64, x [][]float64, out []float64) {
	for from := 0; from < len(x); from += blockLen {
		to := min(from+blockLen, len(x))
		e.some.n = 0
		for _, p := range x[from:to] {
			e.some.add(p, nil)
		}
		e.forward(w, &e.some)
		copy(out[from:to], e.values[len(e.layers)])
	}
}

// share is what one output of one of so many points counts in the mean.
func (e *Evaluator) share(points int) float64 { return 1 / float64(points*e.net.Outputs()) }

// forward takes a block through the layers. What lies past its last point is
// computed in vain, and is 0.
func (e *Evaluator) forward(w []float64, b *block) {
	e.values[0] = b.x
	n := wide(b.n)
	for l, layer := range e.layers {
		out, bias := e.values[l+1], layer.Biases(w)
		for o := range layer.Out {
			row := out[o*blockLen:][:n]
			weighted(row, layer.Row(w, o), e.values[l], 1, blockLen, layer.In, n, bias[o])
		}
		eachRow(layer.Out, b.n, func(from, to int) {
			if l < len(e.layers)-1 {
				e.act.values(out[from:to], out[from:to])
			}
			clear(out[to : from+wide(to-from)])
		})
	}
}

// eachRow goes through the rows of a block's points: at once where they are without gaps.
func eachRow(rows, points int, do func(from, to int)) {
	if points == blockLen {
		do(0, rows*blockLen)
		return
	}
	for at := 0; at < rows*blockLen; at += blockLen {
		do(at, at+points)
	}
}

// wide is n points, filled up to what a kernel takes.
func wide(n int) int { return (n + kernelLen - 1) &^ (kernelLen - 1) }

// losses sums the losses of a block that went forward.
func (e *Evaluator) losses(b *block) (sum float64) {
	for o := range e.net.Outputs() {
		sum = e.loss.add(sum, e.memory, e.values[len(e.layers)][o*blockLen:][:b.n], b.y[o*blockLen:][:b.n])
	}
	return sum
}

// backward takes a block forward and back, and adds its part of the gradient to g:
// share times the sum over its points. It gives the sum of their losses.
func (e *Evaluator) backward(w, g []float64, b *block, share float64) (sum float64) {
	e.forward(w, b)
	last, n := len(e.layers)-1, wide(b.n)
	for o := range e.net.Outputs() {
		delta := e.deltas[last][o*blockLen:][:n]
		e.loss.setSlopes(delta, e.values[last+1][o*blockLen:][:b.n], b.y[o*blockLen:][:b.n], share)
		clear(delta[b.n:]) // nothing of what is no point
	}
	for l := last; l >= 0; l-- {
		layer, in, deltas := e.layers[l], e.values[l], e.deltas[l]
		outer(g[layer.From:], deltas, in, layer.Out, layer.In, blockLen, n)
		dots(layer.Biases(g), e.ones, deltas, blockLen, n)
		if l > 0 {
			e.below(w, l, b.n)
		}
	}
	return e.losses(b)
}

// below sets the deltas of layer l−1 from those of layer l.
func (e *Evaluator) below(w []float64, l, points int) {
	layer, n := e.layers[l], wide(points)
	for i := range layer.In {
		weighted(e.deltas[l-1][i*blockLen:][:n], w[layer.From+i:], e.deltas[l], layer.In, blockLen, layer.Out, n, 0)
	}
	eachRow(layer.In, points, func(from, to int) {
		e.act.chain(e.deltas[l-1][from:to], e.values[l][from:to])
	})
}
