package browser

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"downhill/server/client"
)

// drawn waits until the first picture is whole, what hands need has come, each card says how its run
// ended, and the chart, whose script is fetched after it, is there.
func (tb *tab) drawn() {
	tb.t.Helper()
	tb.until(`(cards => cards.length && cards.every(c => c.textContent.trim()))([...document.querySelectorAll("#cards .outcome-lead")]) &&
		document.querySelector("#chart canvas") && document.documentElement.dataset.hands === ""`)
}

// flagOf is the slider of a run's rate on the ruler.
func flagOf(run int) string { return `#ruler .flag[data-run="` + strconv.Itoa(run) + `"]` }

// grip is where a hand takes a run's flag. The sweep may set the ruler's range, and
// so move the flags: none is taken before it is there.
func (tb *tab) grip(run int) spot {
	tb.t.Helper()
	tb.until(swept)
	return tb.centre(flagOf(run))
}

// slider is where the hand that took a run's flag by its grip holds it once it
// stands at a share of the ruler, from the left.
func (tb *tab) slider(run int, share float64) spot {
	tb.t.Helper()
	return eval[spot](tb, `(() => {
		const flag = document.querySelector(`+quote(flagOf(run))+`), r = flag.getBoundingClientRect();
		const field = document.getElementById("ruler-field").getBoundingClientRect();
		const margin = 1.35 * parseFloat(getComputedStyle(document.documentElement).fontSize), length = field.width - 2 * margin;
		const pole = field.x + margin + length * (flag.value - flag.min) / (flag.max - flag.min);
		return {X: field.x + margin + length * `+strconv.FormatFloat(share, 'g', -1, 64)+` + r.x + r.width / 2 - pole, Y: r.y + r.height / 2} })()`)
}

// slide drags a run's flag to a share of the ruler in so many moves.
func (tb *tab) slide(run int, share float64, moves int) {
	tb.t.Helper()
	tb.drag(tb.grip(run), tb.slider(run, share), moves)
}

// value reads a key of the address bar's query.
func (tb *tab) value(key string) string {
	tb.t.Helper()
	values, err := url.ParseQuery(tb.query())
	tb.must(err)
	return values.Get(key)
}

func TestBrowserFirstPicture(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	open(t, s.url+"/?surface=wells", laptop).expectPicture(s, "")
}

func TestBrowserSliderMovesTheTrajectory(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	entries := eval[int](tb, "history.length")
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.grip(1), 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(1, 0.4), 1)
	tb.wait("the rate in the address while the slider is held", func() bool { return tb.value("lr") != "" })
	tb.expectOwnPicture(s)
	if n := eval[int](tb, "history.length"); n != entries {
		t.Errorf("a held slider left %d entries in the history", n-entries)
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.4), 0)
	tb.wait("one entry in the history", func() bool { return eval[int](tb, "history.length") == entries+1 })
	moved := tb.query()
	eval[any](tb, "history.back()")
	tb.wait("the state before the drag", func() bool { return tb.query() != moved })
	tb.expectOwnPicture(s)
}

// startHandle is what is dragged on the map.
const startHandle = ".start-handle"

// expectStart waits until the address has its start within reach pixels of p
// (it is rewritten at intervals, since browsers refuse a flood), and the
// picture starts from there.
func (tb *tab) expectStart(s *host, p spot, reach float64) {
	tb.t.Helper()
	tb.wait(fmt.Sprintf("the start at %.1f, %.1f on the screen", p.X, p.Y), func() bool {
		x, y, ok := strings.Cut(tb.value("start"), ",")
		if !ok {
			return false
		}
		at := tb.mapping().pixel(spot{number(tb.t, x), number(tb.t, y)})
		return math.Hypot(at.X-p.X, at.Y-p.Y) <= reach
	})
	tb.expectOwnPicture(s)
}

func number(t testing.TB, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestBrowserStartByMouse(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	from := tb.centre(startHandle)
	to := spot{from.X + 70, from.Y - 50}
	tb.drag(from, to, 12)
	tb.expectStart(s, to, 4)
}

func TestBrowserStartByTouch(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", phone)
	from := tb.centre(startHandle)
	to := spot{from.X + 40, from.Y - 60}
	tb.swipe(from, to, 12)
	tb.expectStart(s, to, 4)
}

func TestBrowserStartByKeyboard(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	eval[any](tb, `document.querySelector("`+startHandle+`").focus()`)
	tb.until(`document.activeElement === document.querySelector("` + startHandle + `")`)
	from := tb.centre(startHandle)
	for range 5 {
		tb.press(kb.ArrowRight)
	}
	tb.wait("the start in the address", func() bool { return tb.value("start") != "" })
	tb.settled("start") // it moves a frame after the key
	tb.painted()
	to := tb.centre(startHandle)
	if to.X < from.X+2 || math.Abs(to.Y-from.Y) > 0.5 {
		t.Errorf("five presses of the right arrow took the start from %v to %v", from, to)
	}
	tb.expectStart(s, to, 1)
}

// sentences are how the runs ended, in the page's words.
func (tb *tab) sentences() []string {
	tb.t.Helper()
	return eval[[]string](tb, `[...document.querySelectorAll("#cards .outcome")].map(p => p.textContent.trim())`)
}

func TestBrowserCopiedLinkShowsTheSame(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	first := open(t, s.url+"/?surface=wells", laptop)
	first.slide(0, 0.22, 4)
	first.drag(first.centre(startHandle), spot{first.centre(startHandle).X + 30, first.centre(startHandle).Y}, 4)
	first.expectOwnPicture(s)
	first.expectSameBehindLink(s)
}

// expectSameBehindLink copies the page's link, opens it in a tab of its own,
// and holds that it draws and says the same.
func (tb *tab) expectSameBehindLink(s *host) *tab {
	tb.t.Helper()
	eval[any](tb, `document.getElementById("share-open").click()`)
	tb.until(`document.getElementById("share-link").value`)
	link, err := url.Parse(eval[string](tb, `document.getElementById("share-link").value`))
	tb.must(err)
	second := open(tb.t, s.url+"/?"+link.RawQuery, laptop)
	second.expectOwnPicture(s)
	if a, b := tb.sentences(), second.sentences(); !slices.Equal(a, b) {
		tb.t.Errorf("the first tab says %q, the second %q", a, b)
	}
	return second
}

func TestBrowserReconnects(t *testing.T) {
	t.Parallel()
	addr := client.FreeAddr(t)
	s := startSiteAt(t, addr, "")
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.expectPicture(s, "")
	runs := iterates(t, s, "")
	tb.tolerate("WebSocket connection to")
	tb.tolerate("ERR_CONNECTION_REFUSED")
	s.stop()
	tb.until(`!document.getElementById("connection").hidden`)
	if part := shown(tb.screenshot(), tb.mapping(), runs[1], runColours[1]); part < 0.85 {
		t.Errorf("the picture went with the connection: %.0f %% of the good run is left", 100*part)
	}
	s = startSiteAt(t, addr, "")
	tb.until(`document.getElementById("connection").hidden`)
	tb.slide(1, 0.4, 4)
	tb.expectOwnPicture(s)
}
