package browser

import (
	"encoding/json"
	"sync/atomic"
	"testing"
	"time"

	"downhill/server/client"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestBrowserSlowLine drags a slider over a line that adds 100 ms to every round
// trip, with three runs of 5,000 steps: a lecture hall's wireless network. Whole
// new pictures are drawn while the hand goes on, since a drag that shows nothing
// until it ends teaches nothing, and each for one round trip: what is asked for is
// drawn, not given up for what the hand has done since.
func TestBrowserSlowLine(t *testing.T) {
	t.Parallel()
	const least = 10
	s := startSite(t)
	line := client.SlowLine(t, s.addr, 50*time.Millisecond)
	address := "http://" + line + "/?surface=wells&steps=5000&noise=0.01"
	tb, asked := newTab(t, address, laptop), &atomic.Int64{}
	tb.must(chromedp.Listen(tb.ctx, func(event any) { countRuns(event, asked) }))
	tb.navigate(address)
	tb.expectOwnPicture(s)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	from, to := tb.slider(1, 0.45), tb.slider(1, 0.6)
	eval[any](tb, `performance.clearMeasures("slider-to-picture")`)
	before, moves := asked.Load(), 0
	tb.wait("whole new pictures while the hand goes on", func() bool {
		for range 10 {
			moves++
			tb.mouse(input.DispatchMouseEventTypeMouseMoved, between(from, to, moves%400, 400), 1)
		}
		return eval[int](tb, `performance.getEntriesByName("slider-to-picture").length`) >= least
	})
	if n := asked.Load() - before; n > 2*least {
		t.Errorf("%d runs were asked for until %d whole new pictures were drawn", n, least)
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.5), 0)
	tb.expectOwnPicture(s)
}

// countRuns counts the runs that a page asks for over its stream.
func countRuns(event any, n *atomic.Int64) {
	e, ok := event.(*network.EventWebSocketFrameSent)
	if !ok || e.Response.Opcode != 1 {
		return
	}
	var m struct{ Run string }
	if json.Unmarshal(e.Response.PayloadData, &m) == nil && m.Run != "" {
		n.Add(1)
	}
}
