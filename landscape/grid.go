package landscape

import (
	"context"
	"fmt"
	"math"

	"downhill/workers"
)

// HeightGrid holds a surface's loss at n×n points of a view, or n of a flat one, row-major from
// (XMin, YMin): sample (i, j) is Heights[j*N+i] + Above, at
// XMin + i·(XMax − XMin)/(N − 1) and YMin + j·(YMax − YMin)/(N − 1).
type HeightGrid struct {
	View     View
	N        int
	Above    float64 // what the heights are counted from
	Heights  []float32
	Min, Max float64 // over the finite heights; both 0 where there is none
}

// GradientGrid holds a surface's gradient at the points of a height grid.
type GradientGrid struct {
	View   View
	N      int
	GX, GY []float32
}

// Bounds of a grid's size.
const (
	MinGrid = 2
	MaxGrid = 1025
)

// GridAbove evaluates a surface over a view, on all cores. The heights are counted from a
// loss: close to a minimum that is not at 0 they differ by less than a float32 of the loss
// itself tells. Where all losses are equal but for rounding they are given as equal:
// rounding errors are no shape. Its error is for an n outside MinGrid to MaxGrid, or ctx's
// when it ends first.
func GridAbove(ctx context.Context, s *Surface, view View, n int, above float64) (*HeightGrid, error) {
	heights, err := HeightRows(ctx, s, view, n, above, 0, view.Rows(n))
	if err != nil {
		return nil, err
	}
	g := &HeightGrid{View: view, N: n, Above: above, Heights: heights}
	g.Min, g.Max = finiteRange(heights)
	return g, nil
}

// HeightRows are the rows from first to before last of such a grid alone, the
// same bits.
func HeightRows(ctx context.Context, s *Surface, view View, n int, above float64, first, last int) ([]float32, error) {
	if err := checkRows(n, first, last); err != nil {
		return nil, err
	}
	level, err := levelOf(ctx, s, view)
	if err != nil {
		return nil, err
	}
	heights := newRowMemory(n, last-first)
	err = eachRow(ctx, s, view, n, first, last, func(w *rowWorker, j int) {
		w.each(func(from, to int) { w.evaluator.Values(w.xs[from:to], w.ys[from:to], w.f[from:to]) })
		row := heights.row(j)
		for i, f := range w.f {
			row[i] = float32(level.flatten(f) - above)
		}
	})
	if err != nil {
		return nil, err
	}
	return heights.all(), nil
}

// Gradients evaluates a surface's gradient at the points of a grid: 0 where the
// losses are equal but for rounding. n and the error are Grid's.
func Gradients(ctx context.Context, s *Surface, view View, n int) (*GradientGrid, error) {
	gx, gy, err := GradientRows(ctx, s, view, n, 0, view.Rows(n))
	if err != nil {
		return nil, err
	}
	return &GradientGrid{View: view, N: n, GX: gx, GY: gy}, nil
}

// GradientRows are the rows from first to before last of such a grid alone, the
// same bits.
func GradientRows(ctx context.Context, s *Surface, view View, n, first, last int) (gx, gy []float32, err error) {
	if err := checkRows(n, first, last); err != nil {
		return nil, nil, err
	}
	level, err := levelOf(ctx, s, view)
	if err != nil {
		return nil, nil, err
	}
	alongX, alongY := newRowMemory(n, last-first), newRowMemory(n, last-first)
	err = eachRow(ctx, s, view, n, first, last, func(w *rowWorker, j int) {
		w.each(func(from, to int) {
			w.evaluator.Gradients(w.xs[from:to], w.ys[from:to], w.f[from:to], w.gx[from:to], w.gy[from:to])
		})
		x, y := alongX.row(j), alongY.row(j)
		for i := range w.f {
			if !level.holds(w.f[i]) {
				x[i], y[i] = float32(w.gx[i]), float32(w.gy[i])
			}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	return alongX.all(), alongY.all(), nil
}

// checkRows says what is wrong with a grid's size, or with rows of it.
func checkRows(n, first, last int) error {
	if n < MinGrid || n > MaxGrid {
		return fmt.Errorf("a grid has %d to %d samples a side, not %d", MinGrid, MaxGrid, n)
	}
	if first < 0 || last > n || first > last {
		return fmt.Errorf("a grid of %d rows has none from %d to %d", n, first, last)
	}
	return nil
}

const (
	// gridShare is which part of the work that others do between two checks of their context a
	// grid does: a server lets it rest there, for those who wait for a processor.
	gridShare = 64
	// leastChunk is how many points are evaluated together at least: one by one takes longer.
	leastChunk = 8
)

// eachRow has rows of a grid filled, by one worker on each core. fill gets the
// number of the row, counted from the first.
func eachRow(ctx context.Context, s *Surface, view View, n, first, last int, fill func(w *rowWorker, j int)) error {
	chunk := max(leastChunk, ChunkSize(s.Loss)/gridShare)
	return workers.Share(ctx, workers.PerCore(last-first), last-first, func(_ int, next func() (int, bool)) {
		w := newRowWorker(ctx, view, n, chunk, s.Objective())
		for j, ok := next(); ok; j, ok = next() {
			w.moveTo(view, first+j)
			fill(w, j)
		}
	})
}

// rowWorker evaluates rows of a grid; its memory is used again for each.
type rowWorker struct {
	ctx               context.Context
	chunk             int // points between two checks of ctx
	evaluator         Objective
	xs, ys, f, gx, gy []float64
}

func newRowWorker(ctx context.Context, view View, n, chunk int, e Objective) *rowWorker {
	w := &rowWorker{ctx: ctx, chunk: chunk, evaluator: e}
	for _, column := range []*[]float64{&w.xs, &w.ys, &w.f, &w.gx, &w.gy} {
		*column = make([]float64, n)
	}
	for i := range w.xs {
		w.xs[i] = sample(view.XMin, view.XMax, i, n)
	}
	return w
}

// moveTo moves the worker to row j.
func (w *rowWorker) moveTo(view View, j int) {
	y := sample(view.YMin, view.YMax, j, len(w.ys))
	for i := range w.ys {
		w.ys[i] = y
	}
}

// each cuts a row into pieces, and ends with the context.
func (w *rowWorker) each(evaluate func(from, to int)) {
	for from := 0; from < len(w.xs) && w.ctx.Err() == nil; from += w.chunk {
		evaluate(from, min(from+w.chunk, len(w.xs)))
	}
}

// sample is the i-th of n points from lo to hi.
func sample(lo, hi float64, i, n int) float64 {
	return lo + float64(i)*(hi-lo)/float64(n-1)
}

// finiteRange is the least and the largest finite value, 0 and 0 if none is.
func finiteRange(values []float32) (lowest, highest float64) {
	lo, hi := float32(math.Inf(1)), float32(math.Inf(-1))
	for _, v := range values {
		if v-v != 0 { // infinite or not a number
			continue
		}
		lo, hi = min(lo, v), max(hi, v)
	}
	if lo > hi {
		return 0, 0
	}
	return float64(lo), float64(hi)
}
