package browser

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// TestBrowserClickSendsTheStart: a click on empty ground moves the start there, as
// a finger that rests does; a drag of the ground pans, a tap only looks.
func TestBrowserClickSendsTheStart(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	entries := eval[int](tb, "history.length")
	to := tb.mapping().pixel(spot{3.4, 3})
	tb.clickAt(to)
	tb.expectSent(to)
	tb.wait("one entry in the history", func() bool { return eval[int](tb, "history.length") == entries+1 })

	start := tb.value("start")
	from := tb.mapping().pixel(spot{-4, 3})
	tb.drag(from, spot{from.X + 60, from.Y + 40}, 5)
	tb.wait("the pan in the address", func() bool { return tb.value("zoom") != "" })
	tb.clickTwiceAt(from)
	tb.wait("the whole map after two clicks", func() bool {
		return tb.value("zoom") == "" || eval[bool](tb, `document.getElementById("reset").hidden`)
	})
	time.Sleep(400 * time.Millisecond) // a click alone would have sent it by now
	if now := tb.value("start"); now != start {
		t.Errorf("a drag of the ground and two clicks took the start from %s to %s", start, now)
	}
}

func (tb *tab) clickAt(at spot) {
	tb.t.Helper()
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, at, 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, at, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, at, 0)
}

// clickTwiceAt clicks twice at once, however slow the machine is: with time between
// the two, each would be a click alone.
func (tb *tab) clickTwiceAt(at spot) {
	tb.t.Helper()
	eval[any](tb, fmt.Sprintf(`(([x, y]) => {
		const ground = document.elementFromPoint(x, y), where = {bubbles: true, cancelable: true, clientX: x, clientY: y, pointerId: 1, pointerType: "mouse", isPrimary: true};
		for (let i = 0; i < 2; i++) {
			ground.dispatchEvent(new PointerEvent("pointerdown", {...where, buttons: 1}));
			ground.dispatchEvent(new PointerEvent("pointerup", where));
		}
		ground.dispatchEvent(new MouseEvent("dblclick", where));
	})([%v, %v])`, at.X, at.Y))
}

// tap is a finger's short touch. Both ends of it are on their way at once: a busy
// machine would else make a rest of it.
func (tb *tab) tap(at spot) {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, input.SynthesizeTapGesture, input.SynthesizeTapGestureParams{X: at.X, Y: at.Y, GestureSourceType: input.GestureSourceTypeTouch})
	tb.must(err)
}

func TestBrowserFingerSendsTheStart(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", phone)
	at := tb.mapping().pixel(spot{3.4, 3})
	tb.tap(at)
	time.Sleep(700 * time.Millisecond)
	if start := tb.value("start"); start != "" {
		t.Errorf("a tap took the start to %s", start)
	}
	tb.touch(input.DispatchTouchEventTypeTouchStart, at)
	tb.wait("the start in the address while the finger rests", func() bool { return tb.value("start") != "" })
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
	tb.expectSent(at)
}

// expectSent waits until the address has its start at p, and the ring is drawn there.
func (tb *tab) expectSent(p spot) {
	tb.t.Helper()
	tb.wait("the start where it was sent", func() bool {
		x, y, ok := strings.Cut(tb.value("start"), ",")
		if !ok {
			return false
		}
		at, ring := tb.mapping().pixel(spot{number(tb.t, x), number(tb.t, y)}), tb.centre(startHandle)
		return math.Hypot(at.X-p.X, at.Y-p.Y) < 2 && math.Hypot(ring.X-p.X, ring.Y-p.Y) < 2
	})
}
