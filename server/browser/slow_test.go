package browser

import (
	"testing"
	"time"

	"downhill/server/client"

	"github.com/chromedp/cdproto/input"
)

// TestBrowserSlowLine drags a slider for two seconds over a line that adds
// 100 ms to every round trip, with three runs of 5,000 steps: a lecture hall's
// wireless network. A whole new picture must be drawn at least five times a
// second, since a drag that shows nothing until it ends teaches nothing.
func TestBrowserSlowLine(t *testing.T) {
	const seconds, least = 2, 5
	s := startSite(t)
	line := client.SlowLine(t, s.addr, 50*time.Millisecond)
	tb := open(t, "http://"+line+"/?surface=wells&steps=5000&noise=0.01", laptop)
	tb.expectOwnPicture(s)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	eval[any](tb, `performance.clearMeasures("slider-to-picture")`)
	begin := time.Now()
	for i := 0; time.Since(begin) < seconds*time.Second; i++ {
		share := 0.3 + 0.15*time.Since(begin).Seconds()/seconds
		tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(1, share), 1)
		time.Sleep(12 * time.Millisecond)
	}
	pictures := eval[int](tb, `performance.getEntriesByName("slider-to-picture").length`)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.45), 0)
	t.Logf("%.1f whole new pictures a second", float64(pictures)/seconds)
	if pictures < least*seconds {
		t.Errorf("%d whole new pictures in %d s, fewer than %d", pictures, seconds, least*seconds)
	}
	tb.expectOwnPicture(s)
}
