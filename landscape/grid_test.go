package landscape

import (
	"context"
	"errors"
	"math"
	"testing"
)

func TestGridHoldsTheSurfacesValues(t *testing.T) {
	view := View{-1, 2, -4, 0.5}
	for _, n := range []int{2, 3, 33} {
		for _, s := range Catalog() {
			g, err := GridAbove(t.Context(), s, view, n, 0)
			if err != nil {
				t.Fatal(err)
			}
			checkGrid(t, s, g, n)
		}
	}
}

func checkGrid(t *testing.T, s *Surface, g *HeightGrid, n int) {
	t.Helper()
	if g.N != n || len(g.Heights) != n*n {
		t.Fatalf("%s: %d×%d with %d heights", s.ID, g.N, g.N, len(g.Heights))
	}
	e := s.Objective()
	lo, hi := math.Inf(1), math.Inf(-1)
	for j := range n {
		for i := range n {
			x := g.View.XMin + float64(i)*(g.View.XMax-g.View.XMin)/float64(n-1)
			y := g.View.YMin + float64(j)*(g.View.YMax-g.View.YMin)/float64(n-1)
			want := float32(e.Value(x, y))
			if got := g.Heights[j*n+i]; got != want {
				t.Fatalf("%s: height (%d, %d) is %v, want %v", s.ID, i, j, got, want)
			}
			lo, hi = min(lo, float64(want)), max(hi, float64(want))
		}
	}
	if g.Min != lo || g.Max != hi {
		t.Errorf("%s: range %v to %v, want %v to %v", s.ID, g.Min, g.Max, lo, hi)
	}
}

// A thousandth of a map around a minimum at −3.17 has heights that a float32 of
// the loss can't tell apart: counted from the minimum they stay exact.
func TestGridAboveALoss(t *testing.T) {
	s, _ := Lookup("wells")
	best, _ := s.Best()
	at := s.Minima[0].At
	view := View{at.X - 1e-5, at.X + 1e-5, at.Y - 1e-5, at.Y + 1e-5}
	plain, err := GridAbove(t.Context(), s, view, 33, 0)
	if err != nil {
		t.Fatal(err)
	}
	fine, err := GridAbove(t.Context(), s, view, 33, best)
	if err != nil {
		t.Fatal(err)
	}
	if plain.Min != plain.Max {
		t.Errorf("losses from %v to %v: too coarse a view for this test", plain.Min, plain.Max)
	}
	e := s.Objective()
	for k, h := range fine.Heights {
		x, y := sample(view.XMin, view.XMax, k%33, 33), sample(view.YMin, view.YMax, k/33, 33)
		if want := float32(e.Value(x, y) - best); h != want {
			t.Fatalf("height %d is %v, want %v", k, h, want)
		}
	}
	if !(fine.Max > fine.Min && fine.Max < 1e-8) {
		t.Errorf("heights over the minimum from %v to %v", fine.Min, fine.Max)
	}
}

func TestGradientsAreTheSurfaces(t *testing.T) {
	view := View{-1, 2, -4, 0.5}
	const n = 7
	for _, s := range Catalog() {
		g, err := Gradients(t.Context(), s, view, n)
		if err != nil {
			t.Fatal(err)
		}
		e := s.Objective()
		for k := range n * n {
			_, gx, gy := e.Gradient(sample(view.XMin, view.XMax, k%n, n), sample(view.YMin, view.YMax, k/n, n))
			if !same(g.GX[k], gx) || !same(g.GY[k], gy) {
				t.Fatalf("%s: gradient %d is %v, %v, want %v, %v", s.ID, k, g.GX[k], g.GY[k], gx, gy)
			}
		}
	}
	if _, err := Gradients(t.Context(), Catalog()[0], view, MaxGrid+1); err == nil {
		t.Error("too large a grid was made")
	}
}

// same compares a sample with what it was rounded from; NaN is itself.
func same(got float32, want float64) bool {
	return got == float32(want) || got != got && want != want
}

func TestGridRangeLeavesOutWhatIsNotFinite(t *testing.T) {
	for _, c := range []struct {
		formula  string
		min, max float64
	}{
		{"ln(x)", 0, math.Log(2)}, // NaN for x < 0, −∞ at 0
		{"0/0", 0, 0},
	} {
		s := newSurface(t, c.formula, square(2))
		g, err := GridAbove(t.Context(), s, View{-2, 2, -1, 1}, 5, 0)
		if err != nil || g.Min != c.min || g.Max != float64(float32(c.max)) {
			t.Errorf("%s: range %v to %v, %v", c.formula, g.Min, g.Max, err)
		}
	}
}

func TestGridSizesAreBounded(t *testing.T) {
	s, _ := Lookup("bowl")
	for _, n := range []int{-1, 0, 1, 1026} {
		if _, err := GridAbove(t.Context(), s, s.View, n, 0); err == nil {
			t.Errorf("a grid of %d a side", n)
		}
	}
	if _, err := GridAbove(t.Context(), s, s.View, MaxGrid, 0); err != nil {
		t.Error(err)
	}
}

func TestGridEndsWithItsContext(t *testing.T) {
	s, _ := Lookup("cliff-rnn")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := GridAbove(ctx, s, s.View, 257, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// Memory goes to the grid and to a row for each worker, not to points.
func TestGridDoesNotAllocateByPoint(t *testing.T) {
	s, _ := Lookup("wells")
	count := func(n int) float64 {
		return testing.AllocsPerRun(5, func() {
			if _, err := GridAbove(context.Background(), s, s.View, n, 0); err != nil {
				t.Fatal(err)
			}
		})
	}
	if small, large := count(17), count(513); large > small+8 {
		t.Errorf("%v allocations for 17×17, %v for 513×513", small, large)
	}
}

func BenchmarkGrid(b *testing.B) {
	for _, s := range Catalog() {
		b.Run(s.ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := GridAbove(b.Context(), s, s.View, 257, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
