package landscape

import (
	"math"
	"slices"
)

// field is the loss and the gradient at n×n points of a view, row-major, the
// outermost on its edge; or the loss alone.
type field struct {
	view      View
	n         int
	f, gx, gy []float64
}

func sampleField(e Objective, view View, n int) *field {
	s := &field{view, n, unknown(n * n), unknown(n * n), unknown(n * n)}
	s.rows(func(xs, ys []float64, row, end int) {
		e.Gradients(xs, ys, s.f[row:end], s.gx[row:end], s.gy[row:end])
	})
	return s
}

func sampleLosses(e Objective, view View, n int) *field {
	s := &field{view: view, n: n, f: unknown(n * n)}
	s.rows(func(xs, ys []float64, row, end int) { e.Values(xs, ys, s.f[row:end]) })
	return s
}

// unknown are n values that are not numbers.
func unknown(n int) []float64 { return slices.Repeat([]float64{math.NaN()}, n) }

// rows calls fill with the points of each row and where they are in the field.
func (s *field) rows(fill func(xs, ys []float64, from, to int)) {
	xs, ys := make([]float64, s.n), make([]float64, s.n)
	for j := range s.n {
		for i := range s.n {
			p := s.at(i, j)
			xs[i], ys[i] = p.X, p.Y
		}
		fill(xs, ys, j*s.n, (j+1)*s.n)
	}
}

// at is sample (i, j); halves lie between samples.
func (s *field) at(i, j int) Point { return s.between(float64(i), float64(j)) }

func (s *field) between(i, j float64) Point {
	v, n := s.view, float64(s.n-1)
	return Point{v.XMin + i*(v.XMax-v.XMin)/n, v.YMin + j*(v.YMax-v.YMin)/n}
}

// cell is how far apart samples are, along the diagonal.
func (s *field) cell() float64 { return s.view.Diagonal() / float64(s.n-1) }

// candidates are where the gradient may vanish: the middles of cells in which
// both components change sign; samples where it is shorter than at all
// neighbours (for points that touch zero without crossing it); and hollows.
func (s *field) candidates() []candidate {
	var all []candidate
	for j := range s.n - 1 {
		for i := range s.n - 1 {
			if s.crosses(s.gx, i, j) && s.crosses(s.gy, i, j) && !s.plain(i, j) {
				middle := s.between(float64(i)+0.5, float64(j)+0.5)
				all = append(all, candidate{at: middle, loss: s.corner(i, j), cell: s.cell()})
			}
		}
	}
	slope := make([]float64, len(s.gx))
	for k := range slope {
		slope[k] = math.Hypot(s.gx[k], s.gy[k])
	}
	return slices.Concat(all, s.dips(slope, false), s.hollows())
}

// hollows are the samples whose loss is below that of all neighbours.
func (s *field) hollows() []candidate { return s.dips(s.f, true) }

// corner is the lowest loss at the corners of cell (i, j).
func (s *field) corner(i, j int) float64 {
	lowest, k := math.Inf(1), j*s.n+i
	for _, f := range []float64{s.f[k], s.f[k+1], s.f[k+s.n], s.f[k+s.n+1]} {
		if f < lowest {
			lowest = f
		}
	}
	return lowest
}

// dips are the samples that are lower than their neighbours, of which there
// are eight, fewer on the edge; not numbers are taken for high.
func (s *field) dips(values []float64, hollow bool) []candidate {
	var all []candidate
	for j := range s.n {
		for i := range s.n {
			if s.isDip(values, i, j) {
				loss := s.f[j*s.n+i]
				if math.IsNaN(loss) {
					loss = math.Inf(1)
				}
				all = append(all, candidate{at: s.at(i, j), loss: loss, cell: s.cell(), hollow: hollow})
			}
		}
	}
	return all
}

func (s *field) isDip(values []float64, i, j int) bool {
	here := values[j*s.n+i]
	if math.IsNaN(here) || math.IsInf(here, 1) {
		return false
	}
	lower := false
	for b := max(0, j-1); b <= min(s.n-1, j+1); b++ {
		for a := max(0, i-1); a <= min(s.n-1, i+1); a++ {
			v := values[b*s.n+a]
			if v < here {
				return false
			}
			lower = lower || !(v <= here)
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

// plain reports whether there is no slope at all at the corners of cell (i, j).
func (s *field) plain(i, j int) bool {
	k := j*s.n + i
	for _, at := range []int{k, k + 1, k + s.n, k + s.n + 1} {
		if s.gx[at] != 0 || s.gy[at] != 0 {
			return false
		}
	}
	return true
}

// resolved reports whether the samples are close enough to show the surface's
// shape: whether between most neighbours the loss changes as their gradients
// predict. With fewer than three samples to a wave it does not.
func (s *field) resolved() bool {
	dx, dy := (s.view.XMax-s.view.XMin)/float64(s.n-1), (s.view.YMax-s.view.YMin)/float64(s.n-1)
	count, odd := 0, 0
	check := func(f0, f1, g0, g1, h float64) {
		expected, change := (g0+g1)/2*h, f1-f0
		if size := max(math.Abs(g0), math.Abs(g1)) * h; size > 0 && size-size == 0 && change-change == 0 {
			count++
			if math.Abs(change-expected) > size/3 {
				odd++
			}
		}
	}
	for j := range s.n - 1 {
		for i := range s.n - 1 {
			k := j*s.n + i
			check(s.f[k], s.f[k+1], s.gx[k], s.gx[k+1], dx)
			check(s.f[k], s.f[k+s.n], s.gy[k], s.gy[k+s.n], dy)
		}
	}
	return odd <= count/4
}

// spread is from the lowest to the highest of the finite losses.
func (s *field) spread() float64 {
	lowest, highest := math.Inf(1), math.Inf(-1)
	for _, f := range s.f {
		if f-f == 0 {
			lowest, highest = min(lowest, f), max(highest, f)
		}
	}
	return highest - lowest
}

// isLevel reports whether all losses are within rounding of one.
func (s *field) isLevel(o Objective) bool {
	return isLevel(o, s.f, func(k int) Point { return s.at(k%s.n, k/s.n) })
}
