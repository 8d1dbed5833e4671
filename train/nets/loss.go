package nets

import (
	"downhill/landscape"
	"downhill/landscape/formula"
	"downhill/landscape/network"
	"downhill/train/descent"
)

// Objective makes what evaluates the loss on the network's plane.
func (n *Net) Objective() landscape.Objective {
	memory := make([]float64, 3*len(n.Initial))
	size := len(n.Initial)
	return &onPlane{n, network.NewEvaluator(&n.Shape, n.Train), memory[:size], memory[size : 2*size], memory[2*size:]}
}

// Text names the landscape by the keys of a link that it depends on.
func (n *Net) Text() string { return n.text }

// MathML is the loss on a plane through weights c: L(c + x·d₁ + y·d₂).
func (n *Net) MathML() string {
	return `<mrow><mi>L</mi><mo>(</mo><mi mathvariant="bold">c</mi><mo>+</mo><mi>x</mi><msub><mi mathvariant="bold">d</mi><mn>1</mn></msub>` +
		`<mo>+</mo><mi>y</mi><msub><mi mathvariant="bold">d</mi><mn>2</mn></msub><mo>)</mo></mrow>`
}

// GradientMathML is none: backpropagation is no formula in x and y.
func (n *Net) GradientMathML() string { return "" }

// multiplications is what one gradient over the training set takes.
func (n *Net) multiplications() int { return 3 * len(n.Initial) * len(n.Train.X) }

// Cost is how much work a network is; see landscape.Cost.
func (n *Net) Cost() int { return n.multiplications() }

// Ops is how many operations a point takes; see landscape.ChunkSize.
func (n *Net) Ops() int { return n.multiplications() }

// Operations is the work of an evaluation, by order of derivatives.
func (n *Net) Operations(order int) int {
	return n.multiplications() * [...]int{1, 3, 18}[order] / 3
}

// EvaluatorBytes is about what computing the network holds for one goroutine: its data
// by columns, what goes through its layers, and some vectors of weights.
func (n *Net) EvaluatorBytes() int {
	neurons := 0
	for _, units := range n.Spec.Units {
		neurons += units
	}
	return 8 * (len(n.Train.X)*(n.Spec.Units[0]+1) + 2*64*neurons + 8*len(n.Initial))
}

// onPlane evaluates a network at the points of a plane through its weights.
type onPlane struct {
	n     *Net
	e     *network.Evaluator
	w     []float64
	g, hv []float64
}

func (o *onPlane) Value(x, y float64) float64 {
	o.n.Plane.At(x, y, o.w)
	return o.e.Value(o.w)
}

func (o *onPlane) Gradient(x, y float64) (loss, gx, gy float64) {
	o.n.Plane.At(x, y, o.w)
	loss = o.e.Gradient(o.w, o.g)
	along := o.n.Drawn.Along(o.g)
	return loss, along.X, along.Y
}

// Hessian is that of the weights between the axes: dᵢᵀ·H·dⱼ.
func (o *onPlane) Hessian(x, y float64) (xx, xy, yy float64) {
	o.n.Plane.At(x, y, o.w)
	o.e.HessianTimes(o.w, o.n.Drawn.X, o.hv)
	first := o.n.Drawn.Along(o.hv)
	o.e.HessianTimes(o.w, o.n.Drawn.Y, o.hv)
	return first.X, first.Y, o.n.Drawn.Along(o.hv).Y
}

func (o *onPlane) Jet(x, y float64) (j formula.Jet) {
	j.F, j.X, j.Y = o.Gradient(x, y)
	j.XX, j.XY, j.YY = o.Hessian(x, y)
	return j
}

func (o *onPlane) Values(xs, ys, f []float64) {
	for i := range f {
		f[i] = o.Value(xs[i], ys[i])
	}
}

func (o *onPlane) Gradients(xs, ys, f, gx, gy []float64) {
	for i := range f {
		f[i], gx[i], gy[i] = o.Gradient(xs[i], ys[i])
	}
}

// Task is a run of the network from its initial weights, on mini-batches of so many
// points, which are shuffled by a seed; batch is 0 for the whole training set.
func (n *Net) Task(batch int, seed uint64) descent.Task {
	e := network.NewEvaluator(&n.Shape, n.Train)
	t := descent.Task{Objective: uncurved{e}, Start: n.Initial, Best: 0, Plane: &n.Drawn}
	if len(n.Initial) <= MostCurved {
		t.Objective = e
	}
	if size := len(n.Train.X); batch > 0 && batch < size {
		batches := network.NewBatches(seed, size, batch)
		t.Batch = func(k int, w, g []float64) { e.BatchGradient(w, g, batches.At(k)) }
	}
	return t
}

// uncurved is a network too large for its second derivatives.
type uncurved struct{ e *network.Evaluator }

func (u uncurved) Gradient(w, g []float64) float64 { return u.e.Gradient(w, g) }
func (u uncurved) Value(w []float64) float64       { return u.e.Value(w) }

// Pass is what training point i makes of the network with weights w, forward layer
// by layer and backward by the chain rule.
func (n *Net) Pass(w []float64, point int) network.Pass {
	return n.Shape.Backpropagate(w, n.Train.X[point], n.Train.Y[point:point+1])
}
