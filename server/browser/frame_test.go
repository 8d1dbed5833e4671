package browser

import (
	"fmt"
	"image"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestBrowserSandboxedFrame: a course system frames the figure without an origin
// of its own; it is drawn whole, and leaves the wheel to the page around it
// unless Ctrl is held or the map has the focus.
func TestBrowserSandboxedFrame(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	alone := open(t, s.url+"/embed", screen{1000, 560})
	m := alone.mapping()
	course := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, `<!DOCTYPE html><body style="margin:0;height:3000px"><iframe sandbox="allow-scripts" src="`+s.url+`/embed" style="border:0;width:1000px;height:560px;display:block"></iframe>`)
	}))
	defer course.Close()
	tb := newTab(t, course.URL, laptop)
	tb.tolerate("a request left the host: " + s.url)
	tb.tolerate("a request left the host: ws://" + s.addr)
	tb.tolerate("favicon")
	tb.load(course.URL)
	runs := iterates(t, s, "")
	drawn := func() string {
		picture := tb.screenshot()
		for i, run := range runs {
			if part := shown(picture, m, run, runColours[i]); part < 0.85 {
				return fmt.Sprintf("run %d in the frame: only %.0f %% of its iterates are drawn", i, 100*part)
			}
		}
		return ""
	}
	tb.expect(drawn)
	ground := m.pixel(spot{3, 3})
	tb.rollUntil(ground, 300, 0, "the page around to scroll", func() bool { return eval[bool](tb, `scrollY > 100`) })
	eval[any](tb, `scrollTo(0, 0)`)
	tb.until(`scrollY === 0`)
	tb.expect(drawn)
	tb.rollUntil(ground, -300, ctrl, "the map to zoom", func() bool { return drawn() != "" })
	tb.expectAtTop("with Ctrl over the map")
	tb.clickAt(ground)
	before := tb.restingPicture()
	tb.rollUntil(ground, 300, 0, "the map that has the focus to zoom", func() bool { return changed(before, tb.screenshot(), m) > 0.1 })
	tb.expectAtTop("over the map that has the focus")
}

// expectAtTop holds that a wheel did not scroll the page, also not in a while.
func (tb *tab) expectAtTop(where string) {
	tb.t.Helper()
	if y := eval[float64](tb, `new Promise(done => setTimeout(() => done(scrollY), 300))`); y != 0 {
		tb.t.Errorf("a wheel %s scrolls the page by %v", where, y)
	}
}

// restingPicture is what the viewport shows once it stays the same for a while.
func (tb *tab) restingPicture() image.Image {
	tb.t.Helper()
	picture, since := tb.screenshot(), time.Now()
	tb.wait("the picture at rest", func() bool {
		if now := tb.screenshot(); differ(picture, now, now.Bounds()) {
			picture, since = now, time.Now()
		}
		return time.Since(since) > 700*time.Millisecond
	})
	return picture
}

// ctrl is the Ctrl key, held while the wheel turns.
const ctrl = 2

// roll turns the wheel at a place, below 0 away from the hand, with these modifier
// keys held.
func (tb *tab) roll(at spot, by float64, modifiers int64) {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: at.X, Y: at.Y, DeltaY: by, DeltaX: 1e-9, Modifiers: modifiers, // DeltaX must be given, and 0 is left out
	})
	tb.must(err)
}

// rollUntil turns the wheel until what that does holds. Once may not be enough: a turn
// within half a second of another goes to whatever took that one.
func (tb *tab) rollUntil(at spot, by float64, modifiers int64, what string, holds func() bool) {
	tb.t.Helper()
	tb.again(what, func() { tb.roll(at, by, modifiers) }, holds)
}
