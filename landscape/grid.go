package landscape

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// HeightGrid holds a surface's loss at n×n points of a view, row-major from
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

// Grid evaluates a surface over a view, on all cores. Its error is for an n
// outside MinGrid to MaxGrid, or ctx's when it ends first.
func Grid(ctx context.Context, s *Surface, view View, n int) (*HeightGrid, error) {
	return GridAbove(ctx, s, view, n, 0)
}

// GridAbove is Grid with the heights counted from a loss: close to a minimum
// that is not at 0 they differ by less than a float32 of the loss itself tells.
func GridAbove(ctx context.Context, s *Surface, view View, n int, above float64) (*HeightGrid, error) {
	g := &HeightGrid{View: view, N: n, Above: above}
	err := eachRow(ctx, s, view, n, func() { g.Heights = make([]float32, n*n) }, g.row)
	if err != nil {
		return nil, err
	}
	g.Min, g.Max = finiteRange(g.Heights)
	return g, nil
}

// Gradients evaluates a surface's gradient at the points of a grid; n and the
// error are Grid's.
func Gradients(ctx context.Context, s *Surface, view View, n int) (*GradientGrid, error) {
	g := &GradientGrid{View: view, N: n}
	make2 := func() { g.GX, g.GY = make([]float32, n*n), make([]float32, n*n) }
	if err := eachRow(ctx, s, view, n, make2, g.row); err != nil {
		return nil, err
	}
	return g, nil
}

// eachRow has every row of a grid filled, by one worker on each core. reserve
// makes the grid's memory, once its size is known to be fit.
func eachRow(ctx context.Context, s *Surface, view View, n int, reserve func(), fill func(w *rowWorker, j int)) error {
	if n < MinGrid || n > MaxGrid {
		return fmt.Errorf("a grid has %d to %d samples a side, not %d", MinGrid, MaxGrid, n)
	}
	reserve()
	var next atomic.Int64 // the next row to be taken by a worker
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			w := newRowWorker(view, n, s.Objective())
			for j := int(next.Add(1)) - 1; j < n && ctx.Err() == nil; j = int(next.Add(1)) - 1 {
				w.place(view, j)
				fill(w, j)
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// rowWorker evaluates rows of a grid; its memory is used again for each.
type rowWorker struct {
	evaluator         Objective
	xs, ys, f, gx, gy []float64
}

func newRowWorker(view View, n int, e Objective) *rowWorker {
	w := &rowWorker{evaluator: e}
	for _, column := range []*[]float64{&w.xs, &w.ys, &w.f, &w.gx, &w.gy} {
		*column = make([]float64, n)
	}
	for i := range w.xs {
		w.xs[i] = sample(view.XMin, view.XMax, i, n)
	}
	return w
}

// place moves the worker to row j.
func (w *rowWorker) place(view View, j int) {
	y := sample(view.YMin, view.YMax, j, len(w.ys))
	for i := range w.ys {
		w.ys[i] = y
	}
}

func (g *HeightGrid) row(w *rowWorker, j int) {
	w.evaluator.Values(w.xs, w.ys, w.f)
	row := g.Heights[j*g.N : (j+1)*g.N]
	for i, f := range w.f {
		row[i] = float32(f - g.Above)
	}
}

func (g *GradientGrid) row(w *rowWorker, j int) {
	w.evaluator.Gradients(w.xs, w.ys, w.f, w.gx, w.gy)
	for i := range w.f {
		g.GX[j*g.N+i], g.GY[j*g.N+i] = float32(w.gx[i]), float32(w.gy[i])
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
