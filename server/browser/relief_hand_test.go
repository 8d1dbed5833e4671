package browser

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// reliefStart is what is dragged on the relief.
const reliefStart = ".relief-start"

// camera is where the eye is: azimuth, elevation, distance.
func (tb *tab) camera() [3]float64 {
	tb.t.Helper()
	var c [3]float64
	parts := strings.Split(eval[string](tb, `document.getElementById("relief").dataset.camera`), ",")
	for i := range c {
		c[i] = number(tb.t, parts[i])
	}
	return c
}

// bare is a place on the relief where there is nothing but ground.
func (tb *tab) bare() spot {
	tb.t.Helper()
	a := tb.area("#relief")
	return spot{float64(a.Min.X) + 0.62*float64(a.Dx()), float64(a.Min.Y) + 0.72*float64(a.Dy())}
}

// expectCamera waits until the address has the eye where it now is.
func (tb *tab) expectCamera() {
	tb.t.Helper()
	tb.wait("the eye in the address", func() bool {
		return tb.value("camera") == eval[string](tb, `document.getElementById("relief").dataset.camera`)
	})
}

func TestBrowserReliefTurnsByMouseAndWheel(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	tb.expectRelief()
	before, from := tb.camera(), tb.bare()
	tb.drag(from, spot{from.X - 120, from.Y - 30}, 6)
	tb.wait("another eye", func() bool { return tb.camera()[0] > before[0]+15 && tb.camera()[1] < before[1]-3 })
	tb.expectCamera()
	near := tb.camera()[2]
	tb.rollUntil(from, -240, 0, "a closer eye", func() bool { return tb.camera()[2] < near-0.05 })
	tb.expectCamera()
	seen := tb.camera()
	again := open(t, eval[string](tb, "location.href"), laptop)
	again.expectRelief()
	if c := again.camera(); c != seen {
		t.Errorf("the link's eye stands at %v, not %v", c, seen)
	}
}

func TestBrowserReliefTurnsByTouch(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", phone)
	tb.expectRelief()
	before, at := tb.camera(), tb.bare()
	tb.swipe(at, spot{at.X + 60, at.Y}, 6)
	tb.wait("another eye", func() bool { return tb.camera()[0] < before[0]-8 })
	tb.expectCamera()
	near := tb.camera()[2]
	tb.touch(input.DispatchTouchEventTypeTouchStart, at, spot{at.X + 40, at.Y + 40})
	tb.touch(input.DispatchTouchEventTypeTouchMove, at, spot{at.X + 90, at.Y + 90})
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
	tb.wait("a closer eye", func() bool { return tb.camera()[2] < near*0.7 })
	tb.expectCamera()
}

func TestBrowserReliefTurnsByKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	tb.expectRelief()
	tb.undrawn()
	eval[any](tb, `document.getElementById("relief").focus()`)
	first := tb.camera()
	rates := tb.value("lr")
	for _, key := range []string{kb.ArrowRight, kb.ArrowUp, "+"} {
		tb.press(key)
	}
	tb.wait("another eye", func() bool {
		c := tb.camera()
		return c[0] > first[0] && c[1] > first[1] && c[2] < first[2]
	})
	tb.expectCamera()
	for range 40 {
		tb.press(kb.ArrowDown)
	}
	if c := tb.camera(); c[1] <= 0 {
		t.Errorf("keys took the eye below the ground: %v", c)
	}
	tb.press("0")
	tb.wait("the first eye", func() bool { return tb.camera() == first && tb.value("camera") == "" })
	if lr := tb.value("lr"); lr != rates {
		t.Errorf("the relief's keys changed the rates to %q", lr)
	}
}

// The start stays under the pointer that drags it over the surface, and the
// link of where it was put shows it there.
func TestBrowserReliefStartByMouse(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	tb.expectRelief()
	from := tb.centre(reliefStart)
	to := spot{from.X + 60, from.Y - 45}
	before := tb.value("start")
	tb.drag(from, to, 10)
	tb.wait("the start in the address", func() bool { return tb.value("start") != before })
	tb.expectNear(reliefStart, to, 3)
	tb.expectRelief()
	again := open(t, eval[string](tb, "location.href"), laptop)
	again.expectRelief()
	again.expectNear(reliefStart, to, 3)
}

// expectNear waits until an element's centre is within reach of a place.
func (tb *tab) expectNear(selector string, p spot, reach float64) {
	tb.t.Helper()
	tb.wait(fmt.Sprintf("%s at %.0f, %.0f", selector, p.X, p.Y), func() bool {
		c := tb.centre(selector)
		return math.Hypot(c.X-p.X, c.Y-p.Y) <= reach
	})
}

// Seen from straight above, right is w1 and up is w2, as on the map.
func TestBrowserReliefStartFromAbove(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d&camera=0,89,1&start=-4,-2", laptop)
	tb.expectRelief()
	tb.undrawn()
	start := func() (x, y float64) {
		a, b, _ := strings.Cut(tb.value("start"), ",")
		return number(t, a), number(t, b)
	}
	from := tb.centre(reliefStart)
	tb.drag(from, spot{from.X + 90, from.Y}, 6)
	tb.wait("a start further right", func() bool { x, y := start(); return x > -3.5 && math.Abs(y+2) < 0.35 })
	tb.settled("start")
	var x, y float64
	tb.again("a start further up", func() {
		x, y = start()
		eval[any](tb, `document.querySelector("`+reliefStart+`").focus()`)
		for range 5 {
			tb.press(kb.ArrowUp)
		}
	}, func() bool { x2, y2 := start(); return y2 > y+0.3 && math.Abs(x2-x) < 0.05 })
}

// A fling turns on, but not for those who asked for less motion.
func TestBrowserReliefRestsWhereMotionIsReduced(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	tb.must(err)
	tb.expectRelief()
	tb.undrawn()
	from := tb.bare()
	tb.drag(from, spot{from.X - 80, from.Y}, 3)
	tb.expectCamera()
	tb.painted()
	let := tb.camera()
	eval[any](tb, `new Promise(done => setTimeout(done, 400))`)
	if c := tb.camera(); c != let {
		t.Errorf("the eye went on from %v to %v", let, c)
	}
}

// settled waits until a key of the address, which is rewritten at intervals,
// has stayed the same for longer than several.
func (tb *tab) settled(key string) {
	tb.t.Helper()
	before, since := tb.value(key), time.Now()
	tb.wait(key+" at rest", func() bool {
		if now := tb.value(key); now != before {
			before, since = now, time.Now()
		}
		return time.Since(since) > 1500*time.Millisecond
	})
}
