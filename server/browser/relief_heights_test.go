package browser

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// heightsShown is what height is on the relief, and how the link says it.
func (tb *tab) heightsShown() [2]string {
	tb.t.Helper()
	return [2]string{eval[string](tb, `document.getElementById("relief").dataset.heights ?? ""`), tb.value("heights")}
}

// expectHeights waits until height is so and the link says so.
func (tb *tab) expectHeights(what string, want [2]string) {
	tb.t.Helper()
	tb.wait(what, func() bool { return tb.heightsShown() == want })
}

func TestBrowserReliefHeights(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl&mode=3d", laptop)
	tb.raised()
	tb.expectHeights("the loss itself on a bowl", [2]string{"true", ""})
	tb.do(chromedp.Click(".relief-change"))
	tb.expectHeights("its logarithm by the button", [2]string{"log", "log"})
	tb.do(chromedp.KeyEvent("h"))
	tb.expectHeights("the loss itself by the key", [2]string{"true", ""})
	tb.do(chromedp.Click("#layers"))
	tb.until(`!document.getElementById("layers-menu").hidden && document.getElementById("heights-true").checked`)
	tb.do(chromedp.Click("#heights-true"))
	tb.expectHeights("its logarithm by the menu", [2]string{"log", "log"})
	tb.do(chromedp.KeyEvent(kb.Escape))

	for query, want := range map[string][2]string{
		"surface=rosenbrock":              {"log", ""},
		"surface=rosenbrock&heights=true": {"true", "true"},
		"surface=saddle-bounded":          {"true", ""},
	} {
		tb.goTo("mode=3d&" + query)
		tb.raised()
		tb.expectHeights(query, want)
	}
}

// A step is a leap: half-way to where it lands on the other side of a bowl its
// line is seen above the chord, where a slide would lie far below it; its shadow
// lies on the ground, and a dot where it landed.
func TestBrowserReliefStepsAreArcs(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl&lr=1.9&steps=1&mode=3d&camera=-40,12,1", laptop)
	tb.raised()
	tb.expect(func() string {
		start, ink := tb.centre(reliefStart), tb.inkOnRelief(runColours[0])
		if len(ink) < 100 {
			return fmt.Sprintf("%d pixels of the run", len(ink))
		}
		end := slices.MaxFunc(ink, func(a, b image.Point) int { return a.X - b.X })
		middle := (int(start.X) + end.X) / 2
		chord := (start.Y + float64(end.Y)) / 2
		low := math.Inf(-1)
		for _, p := range ink {
			if p.X >= middle-1 && p.X <= middle+1 {
				low = max(low, float64(p.Y))
			}
		}
		if math.IsInf(low, -1) || low > chord {
			return fmt.Sprintf("half-way the run is seen down to %.0f, its chord at %.0f", low, chord)
		}
		return ""
	})
}

// inkOnRelief are the pixels of the relief that have a colour.
func (tb *tab) inkOnRelief(c color.RGBA) (found []image.Point) {
	tb.t.Helper()
	picture, area := tb.screenshot(), tb.area("#relief")
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			if apart(r, c.R) <= 12 && apart(g, c.G) <= 12 && apart(b, c.B) <= 12 {
				found = append(found, image.Pt(x, y))
			}
		}
	}
	return found
}

// Beside the map the block takes most of the width that it has.
func TestBrowserReliefFillsItsTile(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	for _, surface := range []string{"wells", "rosenbrock", "bowl"} {
		tb.goTo("mode=both&surface=" + surface)
		tb.raised()
		tb.expect(func() string {
			block := eval[[2]float64](tb, `document.getElementById("relief").dataset.block.split(",").map(Number)`)
			area := tb.area("#relief")
			if part := (block[1] - block[0]) / float64(area.Dx()); part < 0.85 || block[0] < 20 || block[1] > float64(area.Dx())-10 {
				return fmt.Sprintf("%s: the block takes %.0f to %.0f of %d px", surface, block[0], block[1], area.Dx())
			}
			return ""
		})
	}
}
