package browser

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// raised waits until the relief is drawn with the runs of the address on it.
func (tb *tab) raised() {
	tb.t.Helper()
	tb.until(`document.getElementById("relief").dataset.gpu`)
}

// area is where an element is on the screen.
func (tb *tab) area(selector string) image.Rectangle {
	tb.t.Helper()
	r := eval[[4]float64](tb, `(r => [r.left, r.top, r.right, r.bottom])(document.querySelector(`+quote(selector)+`).getBoundingClientRect())`)
	return image.Rect(int(math.Ceil(r[0])), int(math.Ceil(r[1])), int(r[2]), int(r[3]))
}

// inks counts the pixels of an area that have each of the runs' colours.
func inks(picture image.Image, area image.Rectangle) [3]int {
	var n [3]int
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			for i, c := range runColours {
				if apart(r, c.R) <= 12 && apart(g, c.G) <= 12 && apart(b, c.B) <= 12 {
					n[i]++
				}
			}
		}
	}
	return n
}

// expectRelief waits until the relief shows every run in its colour.
func (tb *tab) expectRelief() {
	tb.t.Helper()
	tb.raised()
	tb.expect(func() string {
		n := inks(tb.screenshot(), tb.area("#relief"))
		for i, count := range n {
			if count < 25 {
				return fmt.Sprintf("run %d has %d pixels of its colour on the relief", i, count)
			}
		}
		return ""
	})
}

// scripts are the script files that the page has loaded.
func (tb *tab) scripts() string {
	tb.t.Helper()
	return eval[string](tb, `performance.getEntriesByType("resource").map(e => e.name).filter(n => n.includes(".js")).join(" ")`)
}

func TestBrowserReliefIsLoadedWhenAskedFor(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, projector, phone} {
		tb := open(t, s.url+"/?surface=wells", size)
		if loaded := tb.scripts(); strings.Contains(loaded, "relief") {
			t.Errorf("the map alone loads %s", loaded)
		}
		tb.do(chromedp.Click("#mode-3d"))
		tb.expectRelief()
		if loaded := tb.scripts(); !strings.Contains(loaded, "relief") {
			t.Errorf("the relief came with none of %s", loaded)
		}
		tb.wait("the mode in the address", func() bool { return tb.value("mode") == "3d" })
		tb.expectGround()
		tb.do(chromedp.Click("#mode-2d"))
		tb.expectPicture(s, "")
	}
}

// expectGround holds that the surface fills much of the relief, in many shades
// of the map's colours, darker than what it stands on, and that its label says what to do with it.
func (tb *tab) expectGround() {
	tb.t.Helper()
	tb.expect(func() string {
		picture, area := tb.screenshot(), tb.area("#relief")
		shades, ground, all := map[[3]uint32]bool{}, 0, 0
		for y := area.Min.Y; y < area.Max.Y; y += 3 {
			for x := area.Min.X; x < area.Max.X; x += 3 {
				r, g, b, _ := picture.At(x, y).RGBA()
				all++
				if r>>8 < 232 {
					ground++
					shades[[3]uint32{r >> 8, g >> 8, b >> 8}] = true
				}
			}
		}
		if part := float64(ground) / float64(all); part < 0.25 || len(shades) < 60 {
			return fmt.Sprintf("the ground covers %.0f %% of the relief, in %d shades", 100*part, len(shades))
		}
		return ""
	})
	if label := eval[string](tb, `document.getElementById("relief").getAttribute("aria-label")`); !strings.Contains(label, "3D") {
		tb.t.Errorf("the relief is called %q", label)
	}
}

func TestBrowserReliefBesideTheMap(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, projector, phone} {
		tb := open(t, s.url+"/?surface=wells&mode=both", size)
		tb.expectRelief()
		if size != phone { // where the map is too low for its labels to leave the runs alone
			tb.expectPicture(s, "")
		}
		picture := tb.restingPicture()
		whole, map2 := inks(picture, tb.area("#relief")), inks(picture, tb.area("#map"))
		tb.goTo("mode=both&at=0")
		tb.raised()
		tb.wait("no run further than its start in either view", func() bool {
			picture := tb.screenshot()
			relief, beside := inks(picture, tb.area("#relief")), inks(picture, tb.area("#map"))
			return relief[1] < whole[1] && relief[2] < whole[2]/2 && beside[1] < map2[1]
		})
	}
}

// goTo opens the site's page for a query in the same tab.
func (tb *tab) goTo(query string) {
	tb.t.Helper()
	tb.navigate("http://" + tb.host + "/?" + query)
}

func TestBrowserReliefHoverMarksAStepEverywhere(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	tb.expectRelief()
	bare := tb.screenshot()
	var at spot
	area := tb.area("#relief").Inset(90)
	for y := area.Min.Y; y < area.Max.Y && at.X == 0; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if n := inks(bare, image.Rect(x-2, y-2, x+3, y+3)); n[1] >= 23 {
				at = spot{float64(x), float64(y)}
				break
			}
		}
	}
	if at.X == 0 {
		t.Fatal("the good run is nowhere")
	}
	chart := tb.area("#chart")
	tb.again("the step marked on the chart", func() { tb.mouse(input.DispatchMouseEventTypeMouseMoved, at, 0) },
		func() bool { return differ(bare, tb.screenshot(), chart) })
	end := eval[string](tb, `document.getElementById("scrub").value`)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, at, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, at, 0)
	tb.wait("the playhead at the picked step", func() bool { return eval[string](tb, `document.getElementById("scrub").value`) != end })
}

// differ says whether two pictures differ in an area.
func differ(a, b image.Image, area image.Rectangle) bool {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return true
			}
		}
	}
	return false
}

// What the relief holds on the graphics card does not grow with use: the ground, its walls
// and its shadow, and of each run a line, a shadow and dots, which a run that has none keeps
// from the one before it.
func TestBrowserReliefHoldsWhatItNeeds(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=both", screen{900, 600})
	tb.undrawn()
	tb.raised()
	for _, mode := range []string{"2d", "3d", "both", "2d", "both"} {
		tb.do(chromedp.Click("#mode-" + mode))
		tb.painted()
	}
	for range 4 {
		tb.slide(2, 0.62, 6)
		tb.slide(2, 0.5, 6)
	}
	tb.forget()
	tb.turnTo("surface=wells&mode=both")
	tb.drawn()
	tb.until(swept)
	tb.painted()
	geometries, textures, _ := strings.Cut(eval[string](tb, `document.getElementById("relief").dataset.gpu`), ",")
	if n := number(t, geometries); n < 3+2*3 || n > 3+3*3 {
		t.Errorf("with three runs the graphics card holds %v geometries", n)
	}
	if n := number(t, textures); n != 0 {
		t.Errorf("it holds %v textures", n)
	}
}
