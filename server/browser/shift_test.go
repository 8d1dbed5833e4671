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

// swept holds once each slider's track is painted with what its rates lead to.
const swept = `[...document.querySelectorAll("#cards .track")].every(c => c.width > 10 &&
	new Set(new Uint32Array(c.getContext("2d").getImageData(0, c.height >> 1, c.width, 1).data.buffer)).size > 2)`

// TestBrowserNothingShifts: from the first paint on, through the first picture,
// the sliders' bands, a drag over a slider's whole length with every outcome on
// it, and playing, nothing on the page moves that is not dragged.
func TestBrowserNothingShifts(t *testing.T) {
	s := startSite(t)
	for _, lang := range []string{"en", "ko"} {
		for _, size := range []screen{laptop, projector, phone, {1024, 768}} {
			t.Run(fmt.Sprintf("%s %dx%d", lang, size.width, size.height), func(t *testing.T) {
				tb := open(t, s.url+"/?surface=wells&lang="+lang, size)
				tb.until(swept)
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

// sweepSlider drags a run's slider from one end to the other.
func (tb *tab) sweepSlider(run int) {
	tb.t.Helper()
	eval[any](tb, `document.querySelector('.card[data-run="1"]').scrollIntoView({block: "center"})`)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.slider(run, 0.5), 1)
	for i := range 20 {
		share := 0.02 + 0.96*float64(i)/19
		tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(run, share), 1)
		time.Sleep(30 * time.Millisecond) // a picture each
	}
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(run, 0.5), 0)
}
