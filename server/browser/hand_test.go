package browser

import (
	"context"

	"downhill/server/client"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// spot is a place of the viewport in CSS pixels.
type spot struct{ X, Y float64 }

// mouse sends one mouse event; buttons is 1 while the left one is held.
func (tb *tab) mouse(kind input.DispatchMouseEventType, at spot, buttons int64) {
	tb.t.Helper()
	tb.must(tb.sendMouse(kind, at, buttons))
}

// sendMouse is mouse for any goroutine: only a test's own may end it.
func (tb *tab) sendMouse(kind input.DispatchMouseEventType, at spot, buttons int64) error {
	params := input.DispatchMouseEventParams{Type: kind, X: at.X, Y: at.Y, Buttons: buttons}
	if kind != input.DispatchMouseEventTypeMouseMoved {
		params.ClickCount = 1
	}
	if params.ClickCount > 0 || buttons > 0 { // a move that names no button ends a drag
		params.Button = input.MouseButtonLeft
	}
	ctx, cancel := context.WithTimeout(tb.ctx, client.Patience)
	defer cancel()
	_, err := chromedp.Call(ctx, input.DispatchMouseEvent, params)
	return err
}

// drag presses at from, moves to the other end in so many moves, and lets go.
func (tb *tab) drag(from, to spot, moves int) {
	tb.t.Helper()
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, from, 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, from, 1)
	for i := 1; i <= moves; i++ {
		tb.mouse(input.DispatchMouseEventTypeMouseMoved, between(from, to, i, moves), 1)
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, to, 0)
}

// swipe does the same with a finger.
func (tb *tab) swipe(from, to spot, moves int) {
	tb.t.Helper()
	tb.touch(input.DispatchTouchEventTypeTouchStart, from)
	for i := 1; i <= moves; i++ {
		tb.touch(input.DispatchTouchEventTypeTouchMove, between(from, to, i, moves))
	}
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
}

func (tb *tab) touch(kind input.DispatchTouchEventType, at ...spot) {
	tb.t.Helper()
	fingers := []*input.TouchPoint{}
	for _, p := range at {
		fingers = append(fingers, &input.TouchPoint{X: p.X, Y: p.Y})
	}
	_, err := chromedp.Call(tb.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: fingers})
	tb.must(err)
}

// between is the i-th of n equal moves from a to b.
func between(a, b spot, i, n int) spot {
	t := float64(i) / float64(n)
	return spot{a.X + t*(b.X-a.X), a.Y + t*(b.Y-a.Y)}
}

// press types one key into what has the focus.
func (tb *tab) press(key string) {
	tb.t.Helper()
	tb.do(chromedp.KeyEvent(key))
}

// centre is the middle of the first element that selector finds.
func (tb *tab) centre(selector string) spot {
	tb.t.Helper()
	return eval[spot](tb, `(() => { const r = document.querySelector(`+quote(selector)+`).getBoundingClientRect();
		return {X: r.x + r.width / 2, Y: r.y + r.height / 2} })()`)
}
