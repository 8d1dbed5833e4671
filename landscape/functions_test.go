package landscape

import (
	"context"
	"math"
	"testing"
)

// knownFunction is one of testdata/functions.json: a test function of
// optimization on its customary domain, with the lowest point that a dense grid
// and a local search from its best places found.
type knownFunction struct {
	Name   string
	F      string
	View   [4]float64
	Lowest struct {
		Loss float64
		At   [2]float64
	}
}

func knownFunctions(t testing.TB) []knownFunction {
	t.Helper()
	var file struct{ Functions []knownFunction }
	readReference(t, "functions.json", &file)
	return file.Functions
}

func (f *knownFunction) view() View { return View{f.View[0], f.View[1], f.View[2], f.View[3]} }

func (f *knownFunction) lowest() Point { return Point{f.Lowest.At[0], f.Lowest.At[1]} }

// Of all the test functions whose lowest point lies in the interior the search
// finds it and says that it is global; of the others it says so of no point.
func TestSearchFindsTheLowestOfTheKnownFunctions(t *testing.T) {
	onEdge := map[string]bool{"EggHolder": true, "Adjiman": true}
	for _, f := range knownFunctions(t) {
		s := newSurface(t, f.F, f.view())
		best, ok := s.Best()
		tolerance := 1e-6 * (1 + math.Abs(f.Lowest.Loss))
		if found := ok && best <= f.Lowest.Loss+tolerance; found == onEdge[f.Name] {
			t.Errorf("%s: the best is %v, want %v at %v", f.Name, best, f.Lowest.Loss, f.lowest())
		}
		for _, m := range s.Minima {
			if m.Global && (onEdge[f.Name] || m.Loss > f.Lowest.Loss+tolerance) {
				t.Errorf("%s: %v is called global", f.Name, m)
			}
		}
		if v := s.Objective(); !s.Valley && ok && !onEdge[f.Name] && v.Value(f.Lowest.At[0], f.Lowest.At[1])-best < tolerance &&
			nearest(places(s.Minima), f.lowest()) > 1e-4*s.View.Diagonal() {
			t.Errorf("%s: no minimum at %v", f.Name, f.lowest())
		}
	}
}

// Of minima that are each other's images all are found.
func TestSearchFindsSymmetricTwins(t *testing.T) {
	twins := map[string]int{
		"Bird": 2, "Branin01": 3, "CrossInTray": 4, "DeckkersAarts": 2, "HolderTable": 4, "Parsopoulos": 12,
		"PenHolder": 4, "Shubert01": 18, "TestTubeHolder": 2, "Treccani": 2, "WayburnSeader01": 2,
	}
	for _, f := range knownFunctions(t) {
		count := 0
		for _, m := range newSurface(t, f.F, f.view()).Minima {
			if m.Global {
				count++
			}
		}
		if want := twins[f.Name]; want > 0 && count != want {
			t.Errorf("%s: %d global minima, want %d", f.Name, count, want)
		}
	}
}

// A view full of waves is looked at in all its parts, the lowest places first.
func TestSearchSpreadsItsWork(t *testing.T) {
	for _, c := range []struct {
		text string
		half float64
		loss float64
	}{
		{"x^2 + y^2 - cos(18x) - cos(18y)", 5, -2},
		{"20 + x^2 - 10cos(2pi x) + y^2 - 10cos(2pi y)", 10, 0},
		{"x^2 + y^2 - cos(60x) - cos(60y)", 5, -2},
	} {
		s := newSurface(t, c.text, square(c.half))
		if len(s.Minima) == 0 || s.Minima[0].At != (Point{}) || s.Minima[0].Loss != c.loss || !s.Minima[0].Global {
			t.Fatalf("%s: the lowest minimum is %v", c.text, s.Minima)
		}
		if !s.Part {
			t.Errorf("%s: said to be searched whole", c.text)
		}
		quadrants := map[[2]bool]int{}
		for _, m := range s.Minima {
			quadrants[[2]bool{m.At.X > c.half/2, m.At.Y > c.half/2}]++
		}
		for q, n := range quadrants {
			if n < 10 {
				t.Errorf("%s: %d minima in part %v of %d", c.text, n, q, len(s.Minima))
			}
		}
	}
	if newSurface(t, "x^2 + y^2", square(5)).Part {
		t.Error("a bowl is not searched whole")
	}
}

// What a search may do is bounded, whatever the function.
func TestSearchWorkIsBounded(t *testing.T) {
	for _, f := range knownFunctions(t) {
		l := compile(f.F)
		bound := searchBound(l)
		w := NewBudget(t.Context(), bound)
		search(meter(l, w), f.view())
		if spent := bound - w.left; spent > bound*3/2+mostCreases*creaseWork {
			t.Errorf("%s: %d additions of %d", f.Name, spent, bound)
		}
	}
}

func BenchmarkKnownFunctions(b *testing.B) {
	for _, f := range knownFunctions(b) {
		l := compile(f.F)
		b.Run(f.Name, func(b *testing.B) {
			for b.Loop() {
				_, _ = explore(context.Background(), l, f.view())
			}
		})
	}
}
