package landscape

import (
	"math"
	"sync"
)

// heights sum up the losses at the centres of 64×64 cells of the view, over
// those that are finite; NaN where none is. Where the surface is level but for
// rounding all are equal.
type heights struct {
	once                      sync.Once
	lowest, median, p95, high float64
	level                     bool
}

// Heights are the lowest loss and the 95th percentile of the loss over the
// view, both at the centres of 64×64 cells. The rules of outcomes need them:
// what lies below the lowest has left downhill, and p95 − lowest is the scale of
// heights on which a gradient counts as vanishing.
func (s *Surface) Heights() (lowest, p95 float64) {
	h := s.measured()
	return h.lowest, h.p95
}

// Highest is the highest loss at these centres.
func (s *Surface) Highest() float64 { return s.measured().high }

// Level reports whether the surface is level over its view, but for rounding.
func (s *Surface) Level() bool { return s.measured().level }

func (s *Surface) measured() *heights {
	s.measure(nil)
	return &s.heights
}

// measure takes the heights, with an evaluator of the surface or its own.
func (s *Surface) measure(e Objective) {
	h := &s.heights
	h.once.Do(func() {
		if e == nil {
			e = s.Objective()
		}
		cells := newCells(s.View, s.Loss)
		cells.sample(e)
		losses := sorted(cells.f)
		h.lowest = quantile(losses, 0)
		h.median = quantile(losses, 0.5)
		h.p95 = quantile(losses, 0.95)
		h.high = quantile(losses, 1)
		if h.level = isLevel(e, cells.f, cells.at); h.level {
			h.lowest, h.p95, h.high = h.median, h.median, h.median
		}
	})
}

// cells are the losses at the centres of n×n cells of a view, row-major.
type cells struct {
	view View
	n    int
	f    []float64
}

// mostHeightWork bounds the heights of a loss whose evaluation is a lot of work:
// it has fewer cells.
const mostHeightWork = 12e6

func newCells(view View, l Loss) *cells {
	n := 64
	for n > 8 && n*n*Operations(l, 0)/blockSaving > mostHeightWork {
		n /= 2
	}
	return &cells{view: view, n: n, f: make([]float64, n*n)}
}

// at is the centre of cell k.
func (c *cells) at(k int) Point {
	v, n, i, j := c.view, float64(c.n), float64(k%c.n), float64(k/c.n)
	return Point{v.XMin + (i+0.5)*(v.XMax-v.XMin)/n, v.YMin + (j+0.5)*(v.YMax-v.YMin)/n}
}

func (c *cells) sample(e Objective) {
	xs, ys := make([]float64, c.n), make([]float64, c.n)
	for k := 0; k < len(c.f); k += c.n {
		for i := range xs {
			p := c.at(k + i)
			xs[i], ys[i] = p.X, p.Y
		}
		e.Values(xs, ys, c.f[k:k+c.n])
	}
}

// quantile is the value at the rank nearest to share q; NaN of nothing.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[int(math.Round(q*float64(len(sorted)-1)))]
}

// UsualScale is how the surface is best coloured, by its heights.
func (s *Surface) UsualScale() Scale { return s.scale() }

// scale is Log where the loss spans so much that its lower half would be of
// one colour: where the highest is more than 16 times the median, both above
// the lowest. (The least of the surfaces that are customarily drawn so,
// Rosenbrock's, has 17.)
func (s *Surface) scale() Scale {
	h := s.measured()
	if h.high-h.lowest > 16*(h.median-h.lowest) {
		return Log
	}
	return Linear
}
