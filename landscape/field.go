package landscape

import (
	"context"
	"math"
)

// field is the loss and the gradient at n×n points of a view, row-major, the
// outermost on its edge.
type field struct {
	view      View
	n         int
	f, gx, gy []float64
}

// sampleField is only begun where ctx ends.
func sampleField(ctx context.Context, e Objective, view View, n int) *field {
	s := &field{view, n, make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)}
	xs, ys := make([]float64, n), make([]float64, n)
	for j := 0; j < n && ctx.Err() == nil; j++ {
		for i := range n {
			p := s.at(i, j)
			xs[i], ys[i] = p.X, p.Y
		}
		row, end := j*n, (j+1)*n
		e.Gradients(xs, ys, s.f[row:end], s.gx[row:end], s.gy[row:end])
	}
	return s
}

// at is sample (i, j); halves lie between samples.
func (s *field) at(i, j int) Point { return s.between(float64(i), float64(j)) }

func (s *field) between(i, j float64) Point {
	v, n := s.view, float64(s.n-1)
	return Point{v.XMin + i*(v.XMax-v.XMin)/n, v.YMin + j*(v.YMax-v.YMin)/n}
}

// candidates are where the gradient may vanish: the middles of cells in which
// both components change sign, then samples where it is shorter than at all
// neighbours (for points that touch zero without crossing it).
func (s *field) candidates() []Point {
	var all []Point
	for j := range s.n - 1 {
		for i := range s.n - 1 {
			if s.crosses(s.gx, i, j) && s.crosses(s.gy, i, j) {
				all = append(all, s.between(float64(i)+0.5, float64(j)+0.5))
			}
		}
	}
	slope := make([]float64, len(s.gx))
	for k := range slope {
		slope[k] = math.Hypot(s.gx[k], s.gy[k])
	}
	return append(all, s.dips(slope)...)
}

// hollows are the samples whose loss is below that of all neighbours.
func (s *field) hollows() []Point { return s.dips(s.f) }

// dips are the inner samples that are lower than their eight neighbours; not
// numbers are taken for high.
func (s *field) dips(values []float64) []Point {
	var all []Point
	for j := 1; j < s.n-1; j++ {
		for i := 1; i < s.n-1; i++ {
			if s.isDip(values, i, j) {
				all = append(all, s.at(i, j))
			}
		}
	}
	return all
}

func (s *field) isDip(values []float64, i, j int) bool {
	here := values[j*s.n+i]
	if math.IsNaN(here) || math.IsInf(here, 0) {
		return false
	}
	lower := false
	for dj := -1; dj <= 1; dj++ {
		for di := -1; di <= 1; di++ {
			v := values[(j+dj)*s.n+i+di]
			if v < here {
				return false
			}
			lower = lower || v > here
		}
	}
	return lower
}

// crosses reports whether a component is not of one sign at the corners of
// cell (i, j), all of them finite.
func (s *field) crosses(g []float64, i, j int) bool {
	k := j*s.n + i
	a, b, c, d := g[k], g[k+1], g[k+s.n], g[k+s.n+1]
	if sum := a + b + c + d; sum-sum != 0 {
		return false
	}
	return min(a, b, c, d) <= 0 && max(a, b, c, d) >= 0
}
