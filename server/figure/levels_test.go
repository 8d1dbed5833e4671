package figure

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"downhill/landscape"
)

// sharedLevels is a case that the page's script is held to as well.
type sharedLevels struct {
	Name          string
	View, Box     [4]float64
	N             int
	Best          *float64
	Steep         bool
	Heights       []*float32
	Levels, Named []float64
	Texts, Ticks  []string
	Colors        [][4]float64
	Masked        float64
}

func viewOf(b [4]float64) landscape.View {
	return landscape.View{XMin: b[0], XMax: b[1], YMin: b[2], YMax: b[3]}
}

func (c *sharedLevels) ground() *ground {
	grid := &landscape.HeightGrid{View: viewOf(c.Box), N: c.N}
	for _, v := range c.Heights {
		if v == nil {
			nan := float32(math.NaN())
			v = &nan
		}
		grid.Heights = append(grid.Heights, *v)
	}
	best := math.NaN()
	if c.Best != nil {
		best = *c.Best
	}
	g := &ground{grid: grid, scale: scaleOf(grid, viewOf(c.View), best, c.Steep), mask: undefinedMask(grid)}
	g.trace()
	return g
}

func near(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b)) })
}

// TestLevelsAndColoursAreThePages holds a map's levels, those of them that are named,
// and the colours of its ground to what the page's script makes of the same heights.
func TestLevelsAndColoursAreThePages(t *testing.T) {
	text, err := os.ReadFile("../../testdata/levels.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []sharedLevels
	if err := json.Unmarshal(text, &all); err != nil || len(all) < 6 {
		t.Fatalf("%d cases: %v", len(all), err)
	}
	for _, c := range all {
		g := c.ground()
		if levels := g.scale.levels(g.grid); !near(levels, c.Levels) {
			t.Errorf("%s: levels %v, the page's %v", c.Name, levels, c.Levels)
		}
		checkNamed(t, c, g)
		masked := 0.0
		for _, m := range g.mask {
			masked += m
		}
		if masked != c.Masked {
			t.Errorf("%s: %v samples without a loss, the page has %v", c.Name, masked, c.Masked)
		}
		colors := hypsometric(g.grid, g.scale.shade, &themes()["light"].ramp)
		for _, want := range c.Colors {
			if got := colors[int(want[0])]; got != (rgb{want[1], want[2], want[3]}) && masked == 0 {
				t.Errorf("%s: colour %v at %v, the page's %v", c.Name, got, want[0], want[1:])
			}
		}
	}
}

func checkNamed(t *testing.T, c sharedLevels, g *ground) {
	t.Helper()
	var named []float64
	var texts []string
	for _, one := range g.lines {
		if one.named {
			named, texts = append(named, one.level), append(texts, levelText(one.level))
		}
	}
	if !near(named, c.Named) || !slices.Equal(texts, c.Texts) {
		t.Errorf("%s: named %v %q, the page's %v %q", c.Name, named, texts, c.Named, c.Texts)
	}
	var ends []string
	for _, v := range ticks(c.View[0], c.View[1], 5) {
		ends = append(ends, tickText(v, (c.View[1]-c.View[0])/10))
	}
	if !slices.Equal(ends, c.Ticks) {
		t.Errorf("%s: ticks %q, the page's %q", c.Name, ends, c.Ticks)
	}
}

// TestContoursLieOnTheirLevel: every point of a contour of a bowl is as far from its
// middle as its level says, and each ring is whole.
func TestContoursLieOnTheirLevel(t *testing.T) {
	const n = 65
	heights := make([]float64, n*n)
	for j := range n {
		for i := range n {
			x, y := float64(i)-32, float64(j)-32
			heights[j*n+i] = x*x + y*y
		}
	}
	for _, level := range []float64{10, 333.3, 1000} {
		lines := trace(heights, n, level)
		if len(lines) != 1 || lines[0][0] != lines[0][len(lines[0])-1] {
			t.Fatalf("%d lines at %v, or one that is not closed", len(lines), level)
		}
		for _, p := range lines[0] {
			if r := math.Hypot(p.X-32, p.Y-32); math.Abs(r-math.Sqrt(level)) > 0.05 {
				t.Errorf("%v is %v from the middle, not %v", p, r, math.Sqrt(level))
			}
		}
	}
	if lines := trace(heights, n, 1500); len(lines) != 4 {
		t.Errorf("%d arcs in the corners, not 4", len(lines))
	}
}

// TestNoContourAlongTheEdgeOfTheUndefined: each point of a contour lies between two
// samples that have a loss, one below its level and one above, wherever a loss ends.
func TestNoContourAlongTheEdgeOfTheUndefined(t *testing.T) {
	for _, text := range []string{"sqrt(x)+y^2", "log(x)+y^2", "sqrt(x)+sqrt(y)", "sqrt(4-x^2-y^2)+x", "log(x^2+y^2-4)", "1/(x-0.7)+y", "1/x^2+y"} {
		s, err := landscape.Unexplored(t.Context(), text, landscape.View{XMin: -3, XMax: 3, YMin: -3, YMax: 3})
		if err != nil {
			t.Fatal(err)
		}
		g, err := measure(t.Context(), s, s.View, s.View, bareSamples)
		if err != nil {
			t.Fatal(err)
		}
		if g.mask == nil {
			t.Fatalf("%s: all is defined", text)
		}
		points := 0
		for _, c := range g.lines {
			for _, p := range slices.Concat(c.lines...) {
				points++
				from, to := int(p.Y)*g.grid.N+int(p.X), int(math.Ceil(p.Y))*g.grid.N+int(math.Ceil(p.X))
				a, b := float64(g.grid.Heights[from]), float64(g.grid.Heights[to])
				if !(min(a, b) <= c.level && c.level <= max(a, b)) || math.IsInf(b-a, 0) || g.mask[from]+g.mask[to] > 0 {
					t.Fatalf("%s: a line at %v goes between %v and %v, at %v", text, c.level, a, b, p)
				}
			}
		}
		if points == 0 {
			t.Errorf("%s: no contour", text)
		}
	}
}

// TestValleysHaveContours: where runs walk, below their start, there are levels on each
// surface that has a lowest loss, also where its walls are powers of ten higher.
func TestValleysHaveContours(t *testing.T) {
	for _, s := range landscape.Catalog() {
		best, known := s.Best()
		if s.OneWeight || s.Unbounded || !known {
			continue
		}
		g, err := measure(t.Context(), s, s.View.Drawn(), s.View.Drawn(), bareSamples)
		if err != nil {
			t.Fatal(err)
		}
		start, below := s.Objective().Value(s.Start.X, s.Start.Y), 0
		for _, level := range g.scale.levels(g.grid) {
			if level > best && level < start {
				below++
			}
		}
		if below < 4 {
			t.Errorf("%s: %d levels between %v, its lowest, and %v at the start", s.ID, below, best, start)
		}
	}
}
