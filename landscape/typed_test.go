package landscape

import (
	"context"
	"errors"
	"math"
	"reflect"
	"sync"
	"testing"

	"downhill/landscape/formula/notation"
)

func newSurface(t *testing.T, text string, view View) *Surface {
	t.Helper()
	s, err := New(t.Context(), text, view)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}

// What is known of formulas that a person may type, smooth or not.
func TestTypedSurfaces(t *testing.T) {
	for _, c := range []struct {
		formula   string
		minima    []Point
		saddles   []Point
		valley    bool
		unbounded bool
	}{
		{formula: "x^2 + y^2", minima: []Point{{0, 0}}},
		{formula: "1e-9(x^2 + y^2)", minima: []Point{{0, 0}}},
		{formula: "1e200(x^2 + y^2)", minima: []Point{{0, 0}}},
		{formula: "x^2 + y^2 + 1e6", minima: []Point{{0, 0}}},
		{formula: "(x - 1)^2 + 10(y + 2)^2", minima: []Point{{1, -2}}},
		{formula: "-exp(-x^2 - y^2)", minima: []Point{{0, 0}}},
		{formula: "x^2 + y^4", minima: []Point{{0, 0}}},
		{formula: "x^4 + y^4", minima: []Point{{0, 0}}},
		{formula: "abs(x) + abs(y)", minima: []Point{{0, 0}}},
		{formula: "max(abs(x - 1), abs(y + 2))", minima: []Point{{1, -2}}},
		{formula: "hypot(x - 0.3, y)", minima: []Point{{0.3, 0}}},
		{formula: "sqrt(abs(x)) + y^2", minima: []Point{{0, 0}}},
		{formula: "abs(x)^1.5 + y^2", minima: []Point{{0, 0}}},
		{formula: "abs(x - y) + 0.1(x + y)^2", minima: []Point{{0, 0}}},
		{formula: "min((x - 2)^2, (x + 2)^2) + y^2", minima: []Point{{-2, 0}, {2, 0}}, saddles: []Point{{0, 0}}},
		{formula: "-ln(1 - x^2) - ln(1 - y^2)", minima: []Point{{0, 0}}},
		{formula: "abs(x) - y^2", saddles: []Point{{0, 0}}, unbounded: true}, // falls in a narrow wedge
		{formula: "3 abs(x) + cos(y)", minima: []Point{{0, -math.Pi}, {0, math.Pi}}, saddles: []Point{{0, 0}}},
		{formula: "0.1x^2 - sqrt(abs(x)) - y^2", saddles: []Point{{-1.842015749320193, 0}, {1.842015749320193, 0}}, unbounded: true}, // a cusp at 0
		{formula: "x^2 + y^4 + sqrt(abs(y)) - y^2", minima: []Point{{0, 0}}},                                                         // rises from a cusp
		{formula: "x^2", minima: []Point{{0, 0}}},                                                                                    // of one weight
		{formula: "(x^2 + y^2 - 4)^2", valley: true},
		{formula: "(x y - 1)^2", valley: true, saddles: []Point{{0, 0}}},
		{formula: "x y", saddles: []Point{{0, 0}}, unbounded: true},
		{formula: "x^3 + y^2", saddles: []Point{{0, 0}}, unbounded: true},
		{formula: "-x^2 - y^2", unbounded: true},
		{formula: "x + y", unbounded: true},
		{formula: "y^2 + x", unbounded: true},
		{formula: "ln(x^2 + y^2)"},
		{formula: "tanh(x) + tanh(y)"},
		{formula: "3"},
		{formula: "1/x"},
		{formula: "0/0"},
	} {
		s := newSurface(t, c.formula, square(5))
		if s.Valley != c.valley || s.Unbounded != c.unbounded || !s.Found || s.ID != "" {
			t.Errorf("%s: valley %v, unbounded %v, found %v, id %q", c.formula, s.Valley, s.Unbounded, s.Found, s.ID)
		}
		checkPoints(t, c.formula+": minima", places(s.Minima), c.minima)
		checkPoints(t, c.formula+": saddles", s.Saddles, c.saddles)
	}
}

func places(minima []Minimum) []Point {
	var points []Point
	for _, m := range minima {
		points = append(points, m.At)
	}
	return points
}

func checkPoints(t *testing.T, what string, got, want []Point) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s %v, want %v", what, got, want)
		return
	}
	for _, p := range want {
		if nearest(got, p) > 1e-9 {
			t.Errorf("%s %v, want %v", what, got, want)
		}
	}
}

func TestTypedSurfaceStartsInItsViewAboveItsMinimum(t *testing.T) {
	for _, listed := range Catalog() {
		s := newSurface(t, listed.Loss.Text(), listed.View)
		loss := s.Objective().Value(s.Start.X, s.Start.Y)
		lowest, p95 := s.Heights()
		if s.View.Distance(s.Start) >= 1 || !(loss > lowest && loss < p95) {
			t.Errorf("%s: starts at %v with %v, between %v and %v", listed.ID, s.Start, loss, lowest, p95)
		}
		if s.Steps != 300 || s.Scale != listed.Scale || s.Unbounded != listed.Unbounded {
			t.Errorf("%s: %d steps, scale %s, unbounded %v", listed.ID, s.Steps, s.Scale, s.Unbounded)
		}
	}
}

// Whoever types a formula sees a run that can arrive: a way down from the
// start ends in the lowest minimum.
func TestTypedSurfaceStartsAboveItsLowestMinimum(t *testing.T) {
	for _, text := range []string{
		"x^2 + y^2", "x^4 + y^4", "abs(x) + abs(y)", "sin(x) + cos(y) + 0.1(x^2 + y^2)",
		"(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "(x - 4)^2 + (y - 4)^2",
		"x^2", "(x y - 1)^2", "(x^2 + y^2 - 4)^2",
	} {
		s := newSurface(t, text, square(5))
		end := rollDown(s.Objective(), s.Start, s.View.Diagonal())
		if !s.isBest(s.Objective(), end, s.Start) || distance(end, s.Start) < 2 {
			t.Errorf("%s: from %v down to %v", text, s.Start, end)
		}
	}
}

func TestTypedSurfaceIsTheSameEveryTime(t *testing.T) {
	for _, listed := range Catalog() {
		p := listed.Loss
		a, _ := explore(t.Context(), p, listed.View)
		b, _ := explore(t.Context(), p, listed.View)
		if !reflect.DeepEqual(a.Minima, b.Minima) || !reflect.DeepEqual(a.Saddles, b.Saddles) ||
			a.Start != b.Start || a.Floor != b.Floor {
			t.Errorf("%s: two answers", listed.ID)
		}
	}
}

func TestTypedErrors(t *testing.T) {
	var wrong *notation.Error
	if _, err := New(t.Context(), "x +", square(5)); !errors.As(err, &wrong) {
		t.Errorf("error %v is not the formula's", err)
	}
	inf := math.Inf(1)
	for _, view := range []View{{}, {1, -1, -1, 1}, {-inf, inf, -1, 1}, {math.NaN(), 1, -1, 1}} {
		if _, err := New(t.Context(), "x", view); err == nil {
			t.Errorf("a surface about the view %v", view)
		}
	}
}

func TestTypedSurfacesAreKept(t *testing.T) {
	a := newSurface(t, "x^2 + 3y^2", square(5))
	if newSurface(t, "x^2 + 3y^2", square(5)) != a {
		t.Error("the same formula was explored twice")
	}
	if newSurface(t, "x^2 + 3y^2", square(4)) == a {
		t.Error("two views share a surface")
	}
}

func TestExplorationThatIsAbandonedIsBegunAnew(t *testing.T) {
	gone, leave := context.WithCancel(t.Context())
	leave()
	for range 2 {
		if s, err := New(gone, "x^2 + 5y^2", square(5)); s != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%v, %v; want no surface and the context's error", s, err)
		}
	}
	if s := newSurface(t, "x^2 + 5y^2", square(5)); len(s.Minima) != 1 {
		t.Errorf("minima %v after an abandoned exploration", s.Minima)
	}
}

func TestTypedSurfacesMayBeSharedByGoroutines(t *testing.T) {
	var wait sync.WaitGroup
	shared := make([]*Surface, 16)
	for i := range shared {
		wait.Go(func() {
			s, err := New(t.Context(), "x^2 + 7y^2 + sin(x y)", square(5))
			if err != nil {
				t.Error(err)
				return
			}
			s.Heights()
			shared[i] = s
		})
	}
	wait.Wait()
	for _, s := range shared {
		if s != shared[0] {
			t.Fatal("one formula was explored twice")
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for _, id := range []string{"bowl", "wells", "rosenbrock", "rastrigin", "ackley", "cliff-rnn"} {
		s, _ := Lookup(id)
		b.Run(id, func(b *testing.B) {
			for b.Loop() {
				_, _ = explore(b.Context(), s.Loss, s.View)
			}
		})
	}
}

func TestKinksAreTold(t *testing.T) {
	for text, kink := range map[string]bool{
		"abs(x) + abs(y)":              true,
		"hypot(x, y) + x^2":            true,
		"abs(x)^1.5 + y^2":             true,
		"x^2 + 1e6 y^2":                false,
		"x^4 + y^4":                    false,
		"relu(x)^2 + relu(-x)^2 + y^2": false, // smooth but for its curvature
	} {
		s := newSurface(t, text, square(5))
		if len(s.Minima) != 1 || s.Minima[0].Kink != kink {
			t.Errorf("%s: %v", text, s.Minima)
		}
	}
}
