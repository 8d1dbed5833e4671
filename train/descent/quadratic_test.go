package descent

import (
	"math"
)

// quadratic is (w − c)ᵀ·A·(w − c)/2 with A = Q·diag(λ)·Q, Q = I − 2vvᵀ: of any
// number of weights, coupled, and with known eigenvectors.
type quadratic struct{ lambda, v, c []float64 }

// newQuadratic has curvatures from 0.5 to 5; with saddle the first is negative.
func newQuadratic(n int, saddle bool) *quadratic {
	q := &quadratic{make([]float64, n), make([]float64, n), make([]float64, n)}
	square := 0.0
	for i := range n {
		q.lambda[i] = 0.5 + 4.5*math.Abs(math.Sin(float64(i+1)))
		q.v[i] = math.Cos(1.7 * float64(i+1))
		q.c[i] = math.Sin(2.3 * float64(i+1))
		square += q.v[i] * q.v[i]
	}
	for i := range n {
		q.v[i] /= math.Sqrt(square)
	}
	if saddle {
		q.lambda[0] = -0.8
	}
	return q
}

// mirror is Q·x.
func (q *quadratic) mirror(x []float64) []float64 {
	y, along := make([]float64, len(x)), 0.0
	for i := range x {
		along += q.v[i] * x[i]
	}
	for i := range x {
		y[i] = x[i] - 2*along*q.v[i]
	}
	return y
}

// spectral is Q·diag(f(λ))·Q·x.
func (q *quadratic) spectral(x []float64, f func(lambda float64) float64) []float64 {
	z := q.mirror(x)
	for i := range z {
		z[i] *= f(q.lambda[i])
	}
	return q.mirror(z)
}

func (q *quadratic) Gradient(w, g []float64) float64 {
	d, loss := make([]float64, len(w)), 0.0
	for i := range w {
		d[i] = w[i] - q.c[i]
	}
	copy(g, q.spectral(d, func(l float64) float64 { return l }))
	for i := range d {
		loss += d[i] * g[i] / 2
	}
	return loss
}

func (q *quadratic) Value(w []float64) float64 { return q.Gradient(w, make([]float64, len(w))) }

func (q *quadratic) Hessian(_, h []float64) {
	n := len(q.c)
	for j := range n {
		e := make([]float64, n)
		e[j] = 1
		copy(h[j*n:], q.spectral(e, func(l float64) float64 { return l }))
	}
}

func (q *quadratic) start() []float64 {
	w := make([]float64, len(q.c))
	for i := range w {
		w[i] = 2 * math.Cos(float64(3*i))
	}
	return w
}

func (q *quadratic) task() Task { return Task{Objective: q, Start: q.start(), Best: 0} }

// still is a quadratic's shape without its memory: a plain bowl.
type still struct{ *quadratic }

func (s still) Gradient(w, g []float64) (loss float64) {
	for i, v := range w {
		g[i] = v
		loss += v * v / 2
	}
	return loss
}

func (s still) Value(w []float64) (loss float64) {
	for _, v := range w {
		loss += v * v / 2
	}
	return loss
}

func (s still) Hessian(w, h []float64) {
	clear(h)
	for i := range w {
		h[i*len(w)+i] = 1
	}
}

func plainDot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func distanceOf(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(sum)
}
