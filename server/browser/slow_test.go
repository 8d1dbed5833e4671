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

// TestBrowserDragLaysNothingOut drags a flag: a picture of the runs is drawn without a
// word being written, which would lay the page out with each. What is written waits for
// a turn of its own, and once the hand has let go it says what is drawn.
func TestBrowserDragLaysNothingOut(t *testing.T) {
	t.Parallel()
	const least = 12
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	from, to := tb.slider(1, 0.3), tb.slider(1, 0.6)
	eval[any](tb, notesWritten)
	moves := 0
	tb.wait("pictures of the drag", func() bool {
		for range 5 {
			moves++
			tb.mouse(input.DispatchMouseEventTypeMouseMoved, between(from, to, moves%40, 40), 1)
		}
		return eval[int](tb, `drawnHeld`) >= least
	})
	if with := eval[[]string](tb, `writtenWith`); len(with) > 0 {
		t.Errorf("with pictures of a drag was written: %q", with)
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.3), 0)
	tb.expectOwnPicture(s)
	tb.until(`document.getElementById("step-last").textContent === document.getElementById("scrub").max && writtenLast > 0`)
}

// notesWritten notes what is written in the task of the page that draws a picture for a hand
// that drags: the page measures as it has drawn, and what a task changes is told at its end.
const notesWritten = `(() => {
	window.drawnHeld = 0; window.writtenWith = []; window.writtenLast = 0;
	let drawn = false;
	const measure = performance.measure;
	performance.measure = function (name, ...more) {
		drawn = document.documentElement.dataset.held !== undefined;
		if (drawn) drawnHeld++;
		let hops = 8; // what is told of this task's changes comes between
		const hop = () => { if (--hops) queueMicrotask(hop); else drawn = false; };
		queueMicrotask(hop);
		return measure.call(performance, name, ...more);
	};
	new MutationObserver((changes) => {
		writtenLast++;
		if (drawn) writtenWith.push(...new Set(changes.map(({target}) => (target.nodeType === 1 ? target : target.parentElement).id)));
	}).observe(document.getElementById("transport"), {subtree: true, childList: true, characterData: true, attributes: true});
})()`
