package browser

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
)

// shifts tells what has moved since the page was loaded without being dragged,
// by the browser's own account of layout shifts; those that follow an input
// count too, since a slider that moves may move nothing but itself.
const shifts = `new Promise(told => {
	const name = n => n ? (n.nodeType === 3 ? n.parentElement : n) : null;
	const place = r => [r.x, r.y, r.width, r.height].map(Math.round).join(" ");
	const tell = entries => told(entries.flatMap(e => e.sources.map(({node, previousRect, currentRect}) =>
		(e => e ? e.tagName + "#" + e.id + "." + e.className : "something")(name(node)) + " went from " + place(previousRect) + " to " + place(currentRect) + " after " + Math.round(e.startTime) + " ms")));
	const observer = new PerformanceObserver(list => tell(list.getEntries()));
	observer.observe({type: "layout-shift", buffered: true});
	setTimeout(() => tell([]), 300);
})`

// swept holds once the ruler's band is painted with what its rates lead to.
const swept = bandColours + ` > 2`

// bandColours counts the colours along the ruler's band, at the foot of its ground.
const bandColours = `(c => {
	if (!c || c.width < 10) return 0;
	const em = parseFloat(getComputedStyle(document.documentElement).fontSize) * c.width / c.clientWidth, from = Math.ceil(1.6 * em);
	const d = c.getContext("2d").getImageData(from, Math.round(c.height - 1.67 * em), c.width - 2 * from, 1).data;
	return new Set(Array.from({length: d.length / 4}, (_, i) => d.slice(4 * i, 4 * i + 3).join())).size;
})(document.querySelector("#ruler canvas"))`

// TestBrowserNothingShifts: from the first paint on, through the first picture,
// the page's own faces, the ruler's bands, a drag over the ruler's whole length with every outcome on
// it, and playing, nothing on the page moves that is not dragged.
func TestBrowserNothingShifts(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, lang := range []string{"en", "ko"} {
		for _, size := range []screen{laptop, projector, phone, {1024, 768}} {
			t.Run(fmt.Sprintf("%s %dx%d", lang, size.width, size.height), func(t *testing.T) {
				t.Parallel()
				tb := open(t, s.url+"/?surface=wells&speed=60&lang="+lang, size) // each step has a frame of its own
				tb.until(swept)
				tb.until(`"faces" in document.documentElement.dataset`)
				tb.still("load")
				tb.sweepSlider(1)
				tb.still("a drag")
				eval[any](tb, `document.getElementById("play").click()`)
				tb.until(`!document.getElementById("transport").classList.contains("playing")`)
				tb.still("playing")
			})
		}
	}
}

// still fails the test for each thing that has moved until now.
func (tb *tab) still(after string) {
	tb.t.Helper()
	for _, text := range eval[[]string](tb, shifts) {
		tb.t.Errorf("%s: %s", after, text)
	}
}

// sweepSlider drags a run's flag from one end to the other.
func (tb *tab) sweepSlider(run int) {
	tb.t.Helper()
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(run), 1)
	for i := range 20 {
		share := 0.02 + 0.96*float64(i)/19
		tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(run, share), 1)
		time.Sleep(30 * time.Millisecond) // a picture each
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(run, 0.5), 0)
}
