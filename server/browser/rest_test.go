package browser

import (
	"fmt"
	"testing"
	"time"

	window "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// countFrames runs before any of the page's scripts, and counts the frames they ask for.
const countFrames = `(() => { const ask = requestAnimationFrame.bind(window); window.framesAsked = 0;
	window.requestAnimationFrame = call => (window.framesAsked++, ask(call)) })()`

// openCounted opens a page whose frames are counted.
func openCounted(t testing.TB, address string) *tab {
	t.Helper()
	tb := newTab(t, address, laptop)
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: countFrames})
	tb.must(err)
	_, err = chromedp.Call(tb.ctx, performance.Enable, performance.EnableParams{})
	tb.must(err)
	tb.navigate(address)
	return tb
}

// metrics are the browser's own counts of the page: times in seconds, sizes in
// bytes, and how many of each thing there are.
func (tb *tab) metrics() map[string]float64 {
	tb.t.Helper()
	answer, err := chromedp.Call(tb.ctx, performance.GetMetrics, cdp.Empty{})
	tb.must(err)
	found := map[string]float64{}
	for _, m := range answer.Metrics {
		found[m.Name] = m.Value
	}
	return found
}

// framesIn counts the frames that the page asks for in a while.
func (tb *tab) framesIn(while time.Duration) int {
	tb.t.Helper()
	before := eval[int](tb, "framesAsked")
	time.Sleep(while)
	return eval[int](tb, "framesAsked") - before
}

// TestBrowserRests: nothing is drawn while nothing moves, in 2D and in 3D, at
// the end of the runs and paused on the way.
func TestBrowserRests(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, mode := range []string{"2d", "3d", "both"} {
		t.Run(mode, func(t *testing.T) {
			tb := openCounted(t, s.url+"/?surface=wells&mode="+mode+"&at=20")
			tb.until(swept)
			tb.until(`document.getElementById("announce").textContent`)
			tb.expect(func() string { // what a busy machine does late is not unrest
				before := tb.metrics()
				frames := tb.framesIn(time.Second)
				after := tb.metrics()
				if layouts := after["LayoutCount"] - before["LayoutCount"]; frames > 0 || layouts > 0 {
					return fmt.Sprintf("in a second the page asked for %d frames, and was laid out %v times", frames, layouts)
				}
				t.Logf("in a second at rest: %.1f ms of script, %.1f ms of tasks", 1000*(after["ScriptDuration"]-before["ScriptDuration"]), 1000*(after["TaskDuration"]-before["TaskDuration"]))
				return ""
			})
		})
	}
}

// TestBrowserReliefComesWhenAskedFor: whoever stays with the map never loads the view in 3D.
func TestBrowserReliefComesWhenAskedFor(t *testing.T) {
	t.Parallel()
	const loaded = `performance.getEntriesByType("resource").some(e => e.name.includes("relief-"))`
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.until(swept)
	if eval[bool](tb, loaded) {
		t.Error("the map alone loads the script of the view in 3D")
	}
	eval[any](tb, `document.getElementById("mode-3d").click()`)
	tb.until(loaded)
}

// TestBrowserHiddenTabRests: a tab that nobody sees asks for no frames, also
// while it plays, and goes on when it is seen again.
func TestBrowserHiddenTabRests(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := openCounted(t, s.url+"/?surface=wells&steps=1000&noise=0.1&speed=10&play=1&at=0")
	tb.until(`document.getElementById("transport").classList.contains("playing")`)
	_, err := chromedp.Call(tb.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: false})
	tb.must(err)
	tb.window(window.WindowStateMinimized)
	tb.until(`document.hidden`)
	tb.wait("a second in which the hidden tab asks for no frame", func() bool { return tb.framesIn(time.Second) == 0 })
	tb.window(window.WindowStateNormal)
	tb.until(`!document.hidden`)
	tb.wait("playing to go on", func() bool { return tb.framesIn(200*time.Millisecond) > 2 })
}

// window minimizes the tab's window, or brings it back.
func (tb *tab) window(state window.WindowState) {
	tb.t.Helper()
	own, err := chromedp.Call(tb.ctx, window.GetWindowForTarget, window.GetWindowForTargetParams{})
	tb.must(err)
	_, err = chromedp.Call(tb.ctx, window.SetWindowBounds, window.SetWindowBoundsParams{WindowID: own.WindowID, Bounds: &window.Bounds{WindowState: state}})
	tb.must(err)
}
