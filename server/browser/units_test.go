package browser

import (
	"fmt"
	"image"
	"math"
	"testing"

	"github.com/chromedp/chromedp"
)

// boxes are the windows that a map is drawn in: halls, slides, telephones, and a
// page at twice its size, which is half the window at two device pixels a pixel.
var boxes = []struct {
	screen
	ratio float64
}{
	{screen{1280, 720}, 1}, {screen{1280, 593}, 1}, {screen{1920, 1080}, 1}, {screen{1024, 768}, 1.5},
	{screen{844, 390}, 2}, {screen{390, 844}, 2}, {screen{360, 640}, 2}, {screen{640, 360}, 2},
}

// A gradient stands square on its contour: a unit is as long to the right as upwards, in every window, near and far.
func TestBrowserUnitsAreAsLongBothWays(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, path := range []string{"/?surface=bowl", "/?surface=ravine", "/?surface=ravine&zoom=-1,2,-1,0.5"} {
		tb := open(t, s.url+path, laptop)
		for _, box := range boxes {
			tb.do(chromedp.EmulateViewport(box.width, box.height, chromedp.EmulateScale(box.ratio)))
			tb.expectEqualUnits(fmt.Sprintf("%s at %d × %d", path, box.width, box.height))
		}
	}
	tb := open(t, s.url+"/embed?surface=bowl", screen{800, 450})
	tb.expectEqualUnits("a frame of 800 × 450")
}

// expectEqualUnits waits until the map has one scale at the size that it has.
func (tb *tab) expectEqualUnits(what string) {
	tb.t.Helper()
	tb.expect(func() string {
		m := tb.mapping()
		across, up := m.Width/(m.Box[1]-m.Box[0]), m.Height/(m.Box[3]-m.Box[2])
		if math.Abs(across/up-1) > 0.01 {
			return fmt.Sprintf("%s: %.2f px a unit to the right, %.2f upwards", what, across, up)
		}
		return ""
	})
}

// Where there is no loss the map is hatched up to a sharp edge, near and far, in
// every theme; beside it is the ground.
func TestBrowserUndefinedIsHatched(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, theme := range []string{"light", "dark", "projector"} {
		for _, zoom := range []string{"", "&zoom=-0.02,0.02,2,2.02"} {
			tb := open(t, s.url+"/?f=sqrt(x)%2By^2&hidden=0,1,2&layers=none&theme="+theme+zoom, laptop)
			tb.until(`document.querySelector("#map").hasAttribute("aria-description")`)
			tb.expect(func() string {
				picture, m := tb.screenshot(), tb.mapping()
				edge := m.pixel(spot{0, (m.Box[2] + m.Box[3]) / 2})
				y := int(m.Top + 0.72*m.Height)
				left := shadesAlong(picture, int(edge.X)-120, int(edge.X)-8, y)
				right := shadesAlong(picture, int(edge.X)+8, int(edge.X)+120, y)
				if left < 20 || right > left/2 {
					return fmt.Sprintf("%s%s: %d changes of shade where it is hatched, %d beside it", theme, zoom, left, right)
				}
				return ""
			})
		}
	}
	tb := open(t, s.url+"/?surface=wells", laptop)
	if eval[bool](tb, `document.querySelector("#map").hasAttribute("aria-description")`) {
		t.Error("a loss that is defined everywhere is said to have gaps")
	}
}

// shadesAlong counts how often the shade changes visibly along a row of pixels.
func shadesAlong(picture image.Image, from, to, y int) (n int) {
	at := func(x int) int {
		_, g, _, _ := picture.At(x, y).RGBA()
		return int(g >> 8)
	}
	for x := from; x < to; x++ {
		if d := at(x+1) - at(x); d > 6 || d < -6 {
			n++
		}
	}
	return n
}
