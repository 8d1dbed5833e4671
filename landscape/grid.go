package landscape

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"downhill/landscape/formula"
)

// HeightGrid holds a surface's loss at n×n points of a view, row-major from
// (XMin, YMin): sample (i, j) is Heights[j*N+i], at
// XMin + i·(XMax − XMin)/(N − 1) and YMin + j·(YMax − YMin)/(N − 1).
type HeightGrid struct {
	View     View
	N        int
	Heights  []float32
	Min, Max float64 // over the finite heights; both 0 where there is none
}

// Bounds of a grid's size.
const (
	MinGrid = 2
	MaxGrid = 1025
)

// Grid evaluates a surface over a view, on all cores. Its error is for an n
// outside MinGrid to MaxGrid, or ctx's when it ends first.
func Grid(ctx context.Context, s *Surface, view View, n int) (*HeightGrid, error) {
	if n < MinGrid || n > MaxGrid {
		return nil, fmt.Errorf("a grid has %d to %d samples a side, not %d", MinGrid, MaxGrid, n)
	}
	g := &HeightGrid{View: view, N: n, Heights: make([]float32, n*n)}
	var next atomic.Int64 // the next row to be taken by a worker
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			w := newGridWorker(g, s.Objective())
			for j := int(next.Add(1)) - 1; j < n && ctx.Err() == nil; j = int(next.Add(1)) - 1 {
				w.row(j)
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	g.Min, g.Max = finiteRange(g.Heights)
	return g, nil
}

// gridWorker fills rows of a grid; its memory is used again for each.
type gridWorker struct {
	grid      *HeightGrid
	evaluator *formula.Evaluator
	xs, ys, f []float64
}

func newGridWorker(g *HeightGrid, e *formula.Evaluator) *gridWorker {
	w := &gridWorker{grid: g, evaluator: e}
	w.xs, w.ys, w.f = make([]float64, g.N), make([]float64, g.N), make([]float64, g.N)
	for i := range w.xs {
		w.xs[i] = sample(g.View.XMin, g.View.XMax, i, g.N)
	}
	return w
}

func (w *gridWorker) row(j int) {
	g := w.grid
	y := sample(g.View.YMin, g.View.YMax, j, g.N)
	for i := range w.ys {
		w.ys[i] = y
	}
	w.evaluator.Values(w.xs, w.ys, w.f)
	row := g.Heights[j*g.N : (j+1)*g.N]
	for i, f := range w.f {
		row[i] = float32(f)
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
