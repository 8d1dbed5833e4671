package landscape

import (
	"math"
	"testing"
)

// A pole that the loss rises to from both sides is marked along all of its way,
// wherever it lies between the samples, and nothing else is.
func TestGridsMarkPolesOfEvenPower(t *testing.T) {
	const n = 129
	circle := func(p Point) float64 { return math.Abs(math.Hypot(p.X, p.Y) - 2) }
	for _, c := range []struct {
		text string
		away func(Point) float64 // how far a point is from the pole
		most int                 // at least so many samples are marked
	}{
		{"1/x^2 + 0*y", func(p Point) float64 { return math.Abs(p.X) }, n - 8},
		{"1/(x-0.013)^2 + y^2", func(p Point) float64 { return math.Abs(p.X - 0.013) }, n - 8},
		{"1/(y+0.031)^2 + x/9", func(p Point) float64 { return math.Abs(p.Y + 0.031) }, n - 8},
		{"(x-0.01)^-4 + y^2", func(p Point) float64 { return math.Abs(p.X - 0.01) }, n - 8},
		{"abs(x-0.01)^-1.5 + y", func(p Point) float64 { return math.Abs(p.X - 0.01) }, n - 8},
		{"1/((x-0.011)^2+(y+0.02)^2)", func(p Point) float64 { return math.Hypot(p.X-0.011, p.Y+0.02) }, 1},
		{"1/(x^2+y^2) + x^2", func(p Point) float64 { return math.Hypot(p.X, p.Y) }, 1},
		{"1/(x^2+y^2-4)^2", circle, n},
		{"1/(x+y+0.007)^2", func(p Point) float64 { return math.Abs(p.X+p.Y+0.007) / math.Sqrt2 }, n - 8},
		{"1/sin(x+0.003)^2 + y^2/5", func(p Point) float64 { return math.Abs(math.Remainder(p.X+0.003, math.Pi)) }, 3 * (n - 8)},
	} {
		s := newSurface(t, c.text, square(5))
		g, err := GridWithPoles(t.Context(), s, s.View, n, 0)
		if err != nil {
			t.Fatal(err)
		}
		cell, marked := 10.0/(n-1), 0
		for k, h := range g.Heights {
			if !math.IsInf(float64(h), 1) {
				continue
			}
			marked++
			p := Point{sample(-5, 5, k%n, n), sample(-5, 5, k/n, n)}
			if away := c.away(p); away > 1.5*cell {
				t.Errorf("%s: (%g, %g) is marked, %g cells away", c.text, p.X, p.Y, away/cell)
			}
		}
		if marked < c.most {
			t.Errorf("%s: %d samples are marked, want at least %d", c.text, marked, c.most)
		}
		rowsWithPoles(t, s, g)
	}
}

// rowsWithPoles holds that rows by themselves are the whole grid's.
func rowsWithPoles(t *testing.T, s *Surface, whole *HeightGrid) {
	t.Helper()
	for first := 0; first < whole.N; first += 50 {
		last := min(first+50, whole.N)
		rows, err := HeightRowsWithPoles(t.Context(), s, s.View, whole.N, 0, first, last)
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range rows {
			if want := whole.Heights[first*whole.N+i]; h != want && h == h {
				t.Fatalf("%s: rows from %d: sample %d is %g, not %g", s.Loss.Text(), first, i, h, want)
			}
		}
	}
}

// Of one weight it is the same.
func TestRowsMarkPolesOfEvenPower(t *testing.T) {
	for text, most := range map[string]int{"1/x^2": 1, "1/(x-0.0031)^2": 1, "x^-4": 1, "1/sin(x+0.001)^2": 3, "1/(x^2+1)": 0, "1/x": 0, "exp(-x^2)": 0} {
		s := newSurface(t, text, interval(-5, 5))
		g, err := GridWithPoles(t.Context(), s, s.View, 1025, 0)
		if err != nil {
			t.Fatal(err)
		}
		marked := 0
		for k, h := range g.Heights {
			if math.IsInf(float64(h), 1) && !math.IsInf(s.Objective().Value(sample(-5, 5, k, 1025), 0), 1) {
				marked++
			}
		}
		if marked > 3*max(most, 1) || marked < most || most == 0 && marked > 0 {
			t.Errorf("%s: %d samples are marked, want some %d", text, marked, most)
		}
	}
}

// Peaks that end are no poles, however sharp; nor are the walls and waves of the catalogue.
func TestPeaksThatEndAreNoPoles(t *testing.T) {
	surfaces := []*Surface{}
	for _, text := range []string{"1/(x^2+1e-4)", "1/(x^2+y^2+1e-9)", "-sqrt(abs(x)) + y^2", "-abs(x)^0.1", "exp(-abs(50*x))*100 + y^2", "1/x + y^2", "sin(40x) + y", "100*(y-x^2)^2", "tanh(1000*(x-0.02))", "3 + 0*x"} {
		surfaces = append(surfaces, newSurface(t, text, square(5)))
	}
	for _, s := range append(surfaces, Catalog()...) {
		if s.Network != nil {
			continue
		}
		plain, err := GridAbove(t.Context(), s, s.View, 65, 0)
		if err != nil {
			t.Fatal(err)
		}
		marked, err := GridWithPoles(t.Context(), s, s.View, 65, 0)
		if err != nil {
			t.Fatal(err)
		}
		for k, h := range plain.Heights {
			if h == h && h != marked.Heights[k] {
				t.Errorf("%s %s: sample %d, %g, is marked", s.ID, s.Loss.Text(), k, h)
				break
			}
		}
	}
}
