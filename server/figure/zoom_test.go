package figure

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/server/draw"
)

// strokesOf are the colours of a figure's lines.
func strokesOf(svg string) (all []string) {
	for _, m := range regexp.MustCompile(` stroke="(#[0-9a-f]{6})"`).FindAllStringSubmatch(svg, -1) {
		all = append(all, m[1])
	}
	return all
}

// TestHiddenRunsAreNotDrawn, nor spoken of, on every chart; the others keep their inks.
func TestHiddenRunsAreNotDrawn(t *testing.T) {
	const low, high = "#0072b2", "#d55e00"
	for _, chart := range []string{"map", "loss", "sweep"} {
		whole := string(figureOf(t, "/figure.svg?surface=wells&lr=0.1,0.5,1.8&lang=en&chart="+chart))
		part := string(figureOf(t, "/figure.svg?surface=wells&lr=0.1,0.5,1.8&lang=en&hidden=0&chart="+chart))
		if !slices.Contains(strokesOf(whole), low) || slices.Contains(strokesOf(part), low) || !slices.Contains(strokesOf(part), high) {
			t.Errorf("%s: the first run is drawn: %v", chart, slices.Contains(strokesOf(part), low))
		}
		if !strings.Contains(labelsOf(whole), "Stuck in a local minimum") || strings.Contains(labelsOf(part)+part, "Stuck in a local minimum") {
			t.Errorf("%s: the hidden run is told", chart)
		}
	}
}

// TestZoomShowsAPart: what lies in it lies where it should, as large as it can be, and
// the levels' numbers are those of the part.
func TestZoomShowsAPart(t *testing.T) {
	svg := string(figureOf(t, "/figure.svg?"+one+"&zoom=-4,0,-4,0"))
	m := regexp.MustCompile(`<image x="0" y="0" width="600" height="(\d+)"`).FindStringSubmatch(svg)
	if m == nil {
		t.Fatal("no ground in the figure")
	}
	h, _ := strconv.ParseFloat(m[1], 64)
	scale := min(600/4., h/4.)
	start := draw.Point{X: 300 + scale*(-3.9+2), Y: h/2 - scale*(-2.8+2)}
	near := false
	for _, pair := range regexp.MustCompile(`(-?[\d.]+) (-?[\d.]+)`).FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.ParseFloat(pair[1], 64)
		y, _ := strconv.ParseFloat(pair[2], 64)
		near = near || math.Hypot(x-start.X, y-start.Y) < 0.02
	}
	if !near {
		t.Errorf("no line begins at the start, at %v", start)
	}
	if whole := string(figureOf(t, "/figure.svg?"+one)); whole == svg {
		t.Error("the part is the whole")
	}
}

// TestPartsHaveMostColours: of a part the shades rise with the loss, and span most of the
// ramp wherever it lies.
func TestPartsHaveMostColours(t *testing.T) {
	s, _ := landscape.Lookup("beale")
	for _, box := range []landscape.View{{XMin: 2.3, XMax: 3.3, YMin: 0.1, YMax: 0.9}, {XMin: -4, XMax: -3, YMin: 3, YMax: 4}} {
		g, err := measure(t.Context(), s, s.View.Drawn(), box, usualSamples)
		if err != nil {
			t.Fatal(err)
		}
		sorted := sortedHeights(g.grid, g.grid.View)
		last := g.shade(sorted[0])
		for _, loss := range sorted {
			if now := g.shade(loss); now < last {
				t.Fatalf("%v: shade %v of %v comes after %v", box, now, loss, last)
			} else {
				last = now
			}
		}
		if first := g.shade(sorted[0]); last-first < closeSpan*0.95 || first < -1e-9 {
			t.Errorf("%v: shades from %v to %v", box, first, last)
		}
	}
}
