package browser

import (
	"fmt"
	"image"
	"math"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// changed is the share of the map's pixels that differ between two pictures.
func changed(a, b image.Image, m mapping) float64 {
	n, all := 0, 0
	for y := int(m.Top) + 2; y < int(m.Top+m.Height)-2; y++ {
		for x := int(m.Left) + 2; x < int(m.Left+m.Width)-2; x++ {
			r0, g0, b0, _ := a.At(x, y).RGBA()
			r1, g1, b1, _ := b.At(x, y).RGBA()
			all++
			if apart(r0, uint8(r1>>8))+apart(g0, uint8(g1>>8))+apart(b0, uint8(b1>>8)) > 24 {
				n++
			}
		}
	}
	return float64(n) / float64(all)
}

func (tb *tab) click(selector string) {
	tb.t.Helper()
	p := tb.centre(selector)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, p, 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, p, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, p, 0)
}

// layer ticks a layer in the menu, which is open only meanwhile.
func (tb *tab) layer(name string) {
	tb.t.Helper()
	tb.click("#layers")
	tb.until(`!document.getElementById("layers-menu").hidden`)
	tb.click("#layer-" + name)
	tb.press(kb.Escape)
	tb.until(`document.getElementById("layers-menu").hidden && document.activeElement.id === "layers"`)
}

func TestBrowserLayers(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=wells", size)
			m := tb.mapping()
			least := map[string]float64{"contours": 0.02, "marks": 0.0003, "field": 0.01, "ellipse": 0.0005, "basins": 0.1}
			for _, layer := range []string{"contours", "marks", "field", "ellipse", "basins"} {
				before := tb.screenshot()
				tb.layer(layer)
				tb.expect(func() string {
					if part := changed(before, tb.screenshot(), m); part < least[layer] {
						return fmt.Sprintf("layer %s changed %.2f %% of the map", layer, 100*part)
					}
					return ""
				})
			}
			tb.wait("the layers in the link", func() bool { return tb.value("layers") == "basins,field,ellipse" })
			whole := `document.getElementById("basins-key").dataset.whole === "true"`
			tb.until(whole)
			here := tb.restingPicture() // a tab behind another is not drawn
			second := open(t, s.url+"/?"+tb.query(), size)
			second.until(whole)
			second.expect(func() string {
				if part := changed(here, second.screenshot(), m); part > 0.01 {
					return fmt.Sprintf("%.2f %% of the map differ behind the link", 100*part)
				}
				return ""
			})
		})
	}
}

func TestBrowserLayersMenuClosesElsewhere(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.click("#layers")
	tb.until(`document.getElementById("layers").getAttribute("aria-expanded") === "true"`)
	p := tb.mapping().ground()
	tb.mouse(input.DispatchMouseEventTypeMousePressed, p, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, p, 0)
	tb.until(`document.getElementById("layers-menu").hidden && document.getElementById("layers").getAttribute("aria-expanded") === "false"`)
	tb.press("b")
	tb.wait("b shows the basins", func() bool { return tb.value("layers") == "contours,basins,marks" })
	tb.until(`document.getElementById("layer-basins").checked`)
}

// ring counts, in 24 directions from a run's last iterate, where its curvature
// is drawn in its colour: 46 px away, since the wells are round at the bottom.
func (tb *tab) ring(run []spot) int {
	tb.t.Helper()
	picture, at, n := tb.screenshot(), tb.mapping().pixel(run[len(run)-1]), 0
	for i := range 24 {
		angle := 2 * math.Pi * float64(i) / 24
		if near(picture, spot{at.X + 45.5*math.Cos(angle), at.Y + 45.5*math.Sin(angle)}, runColours[1], 1) {
			n++
		}
	}
	return n
}

func TestBrowserCurvatureAtTheHead(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&layers=contours,ellipse", laptop)
	good := iterates(t, s, "")[1]
	tb.expect(func() string {
		if n := tb.ring(good); n < 18 {
			return fmt.Sprintf("the ellipse is drawn in %d of 24 directions", n)
		}
		return ""
	})
}
