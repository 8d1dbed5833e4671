package browser

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestBrowserSandboxedFrame: a course system frames the figure without an origin
// of its own; it is drawn whole, and leaves the wheel to the page around it
// unless Ctrl is held or the map has the focus.
func TestBrowserSandboxedFrame(t *testing.T) {
	t.Parallel()
	s := startSite(t)
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
	tb.roll(ground, 300, 0)
	tb.until(`scrollY > 100`)
	eval[any](tb, `scrollTo(0, 0)`)
	tb.until(`scrollY === 0`)
	tb.expect(drawn)
	tb.roll(ground, -300, 2) // with Ctrl
	tb.wait("the map to zoom", func() bool { return drawn() != "" })
	if y := eval[float64](tb, `scrollY`); y != 0 {
		t.Errorf("a wheel with Ctrl over the map scrolls the page by %v", y)
	}
	tb.mouse(input.DispatchMouseEventTypeMousePressed, ground, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, ground, 0)
	tb.roll(ground, 300, 0)
	if y := eval[float64](tb, `new Promise(done => setTimeout(() => done(scrollY), 300))`); y != 0 {
		t.Errorf("a wheel over the map that has the focus scrolls the page by %v", y)
	}
}

// roll turns the wheel at a place, with these modifier keys held.
func (tb *tab) roll(at spot, by float64, modifiers int64) {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: at.X, Y: at.Y, DeltaY: by, DeltaX: 1e-9, Modifiers: modifiers,
	})
	tb.must(err)
}
