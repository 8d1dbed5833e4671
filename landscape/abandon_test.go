package landscape

import (
	"context"
	"math"
	"testing"

	"downhill/landscape/formula"
)

// counting is a loss that counts the points it is evaluated at, and calls end at
// one of them.
type counting struct {
	Loss
	ops, points, at int
	end             func()
}

func (c *counting) Ops() int             { return c.ops }
func (c *counting) Objective() Objective { return &countingObjective{c.Loss.Objective(), c} }

func (c *counting) count(n int) {
	c.points += n
	if c.points >= c.at && c.points-n < c.at {
		c.end()
	}
}

type countingObjective struct {
	Objective
	c *counting
}

func (o *countingObjective) Value(x, y float64) float64 {
	o.c.count(1)
	return o.Objective.Value(x, y)
}

func (o *countingObjective) Gradient(x, y float64) (f, gx, gy float64) {
	o.c.count(1)
	return o.Objective.Gradient(x, y)
}

func (o *countingObjective) Hessian(x, y float64) (xx, xy, yy float64) {
	o.c.count(1)
	return o.Objective.Hessian(x, y)
}

func (o *countingObjective) Jet(x, y float64) formula.Jet {
	o.c.count(1)
	return o.Objective.Jet(x, y)
}

func (o *countingObjective) Values(xs, ys, f []float64) {
	o.c.count(len(xs))
	o.Objective.Values(xs, ys, f)
}

func (o *countingObjective) Gradients(xs, ys, f, gx, gy []float64) {
	o.c.count(len(xs))
	o.Objective.Gradients(xs, ys, f, gx, gy)
}

// Whatever is explored when nobody wants it any more, few points are evaluated
// after that: not more than one descent for the start takes.
func TestAbandonedExploringEnds(t *testing.T) {
	for _, id := range []string{"himmelblau", "rastrigin", "ackley"} {
		s, _ := Lookup(id)
		whole := &counting{Loss: s.Loss, at: math.MaxInt}
		if _, err := explore(t.Context(), whole, s.View); err != nil {
			t.Fatal(err)
		}
		for at := 1; at < whole.points; at += 1 + whole.points/97 {
			ctx, cancel := context.WithCancel(t.Context())
			c := &counting{Loss: s.Loss, at: at, end: cancel}
			if _, err := explore(ctx, c, s.View); err != context.Canceled {
				t.Fatalf("%s: error %v", id, err)
			}
			if late := c.points - at; late > 600 {
				t.Errorf("%s: ended at point %d of %d, it evaluated %d more", id, at, whole.points, late)
			}
		}
	}
}

// A heavy loss is looked up from after fewer points of a grid.
func TestAbandonedGridEnds(t *testing.T) {
	s, _ := Lookup("bowl")
	const n = 1025
	for _, ops := range []int{0, 10_000, 1_000_000} {
		ctx, cancel := context.WithCancel(t.Context())
		c := &counting{Loss: s.Loss, ops: ops, at: 5000, end: cancel}
		if err := eachRow(ctx, &Surface{Loss: c, View: s.View}, s.View, n, 0, 1, func(w *rowWorker, _ int) { // one worker: counting is no business of several
			for range n {
				w.each(func(from, to int) { w.evaluator.Values(w.xs[from:to], w.ys[from:to], w.f[from:to]) })
			}
		}); err != context.Canceled {
			t.Fatalf("error %v", err)
		}
		if late := c.points - 5000; late > min(n, ChunkSize(c)) {
			t.Errorf("%d operations a point: %d points after the end", ops, late)
		}
	}
}

// Rows by themselves are the whole grid's, bit for bit.
func TestRowsAreThoseOfTheGrid(t *testing.T) {
	s, _ := Lookup("himmelblau")
	const n = 65
	whole, _ := GridAbove(t.Context(), s, s.View, n, 3)
	slopes, _ := Gradients(t.Context(), s, s.View, n)
	for first := 0; first < n; first += 16 {
		last := min(first+16, n)
		h, err := HeightRows(t.Context(), s, s.View, n, 3, first, last)
		gx, gy, err2 := GradientRows(t.Context(), s, s.View, n, first, last)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		for i := range h {
			at := first*n + i
			if h[i] != whole.Heights[at] || gx[i] != slopes.GX[at] || gy[i] != slopes.GY[at] {
				t.Fatalf("rows from %d: sample %d differs", first, i)
			}
		}
	}
	if _, err := HeightRows(t.Context(), s, s.View, n, 0, 60, 66); err == nil {
		t.Error("rows that are not there")
	}
}
