package landscape

import (
	"context"
	"math"
	"slices"
	"sync"
)

// heights sum up the losses at the centres of 64×64 cells of the view, over
// those that are finite; NaN where none is.
type heights struct {
	once                      sync.Once
	lowest, median, p95, high float64
}

// Heights are the lowest loss and the 95th percentile of the loss over the
// view, both at the centres of 64×64 cells. The rules of outcomes need them:
// what lies below the lowest has left downhill, and p95 − lowest is the scale of
// heights on which a gradient counts as vanishing.
func (s *Surface) Heights() (lowest, p95 float64) {
	h := s.measured()
	return h.lowest, h.p95
}

func (s *Surface) measured() *heights {
	_ = s.measure(context.Background()) // which never ends
	return &s.heights
}

// measure measures the heights, if they are not yet. Where ctx ends first they are
// wrong, and so is the surface.
func (s *Surface) measure(ctx context.Context) error {
	h := &s.heights
	h.once.Do(func() {
		losses := slices.DeleteFunc(cellLosses(ctx, s), func(f float64) bool {
			return math.IsNaN(f) || math.IsInf(f, 0)
		})
		slices.Sort(losses)
		h.lowest = quantile(losses, 0)
		h.median = quantile(losses, 0.5)
		h.p95 = quantile(losses, 0.95)
		h.high = quantile(losses, 1)
	})
	return ctx.Err()
}

// cellLosses are the losses at the centres of the view's 64×64 cells.
func cellLosses(ctx context.Context, s *Surface) []float64 {
	const n = 64
	v, e := s.View, s.Objective()
	losses := make([]float64, 0, n*n)
	xs, ys, row := make([]float64, n), make([]float64, n), make([]float64, n)
	for j := 0; j < n && ctx.Err() == nil; j++ {
		for i := range n {
			xs[i] = v.XMin + (float64(i)+0.5)*(v.XMax-v.XMin)/n
			ys[i] = v.YMin + (float64(j)+0.5)*(v.YMax-v.YMin)/n
		}
		e.Values(xs, ys, row)
		losses = append(losses, row...)
	}
	return losses
}

// quantile is the value at the rank nearest to share q; NaN of nothing.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[int(math.Round(q*float64(len(sorted)-1)))]
}

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
