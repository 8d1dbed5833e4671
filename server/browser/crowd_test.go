package browser

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// halves tells what of the column is seen in part: a row of a list that does not scroll or
// does not say so, a line of an ending, rows that scroll beside a chart, a chart without its heading or a heading
// without its chart, a chart too low to be read, a bar or a sentence of the cut.
const halves = `(() => {
	const wrong = [], at = e => e.getBoundingClientRect(), seen = e => e && e.checkVisibility({visibilityProperty: true}) && at(e).width > 2;
	const list = document.getElementById("cards"), chart = document.getElementById("chart"), heading = document.getElementById("chart-caption");
	const part = e => { const r = at(e); let top = r.top, bottom = r.bottom;
		for (let p = e.parentElement; p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowY !== "visible") [top, bottom] = [Math.max(top, at(p).top), Math.min(bottom, at(p).bottom)];
		return (bottom - top) / r.height };
	const scrolls = list.scrollHeight > list.clientHeight + 1;
	if (scrolls && !/local/.test(getComputedStyle(list).backgroundAttachment)) wrong.push("the rows scroll and do not say so");
	if (scrolls && (seen(chart) || seen(heading))) wrong.push("the rows scroll by " + (list.scrollHeight - list.clientHeight) + " beside the chart");
	if (!scrolls) for (const row of list.children) if (part(row) < 0.97) wrong.push("a row is cut at " + part(row).toFixed(2));
	if (at(list).bottom > at(document.getElementById("ruler")).top + 1) wrong.push("the rows reach over the ruler");
	if (!document.documentElement.dataset.predict && seen(chart) !== seen(heading)) wrong.push(seen(chart) ? "the chart has no heading" : "the heading has no chart");
	if (seen(chart) && at(chart).height < 50) wrong.push("the chart is " + at(chart).height + " high");
	for (const e of document.querySelectorAll(".factor, #cut-said, .cut-note")) if (seen(e) && part(e) < 0.85) wrong.push(e.className + " is cut at " + part(e).toFixed(2) + ": " + e.textContent);
	for (const e of document.querySelectorAll(".cards .outcome")) {
		const box = at(e), texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), cut = new Set();
		while (seen(e) && texts.nextNode()) {
			const line = document.createRange();
			line.selectNode(texts.currentNode);
			if (!texts.currentNode.parentElement.closest(".joint, .unseen")) for (const { top, height } of line.getClientRects()) { // of each the letters' middle
				const [from, to] = [top + 0.3 * height, top + 0.7 * height], shown = (Math.min(to, box.bottom) - Math.max(from, box.top)) / (to - from);
				if (shown > 0.02 && shown < 0.98) cut.add("a line is cut at " + shown.toFixed(2) + ": " + e.textContent);
			}
		}
		wrong.push(...cut);
	}
	return wrong;
})()`

// TestBrowserRowsAndChartsAreWhole: where the column is low the chart gives way to the
// rows, whole with its heading, and what has no room then scrolls and says so; of the cut
// what has no room is left out whole.
func TestBrowserRowsAndChartsAreWhole(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	rates := strings.Split("0.01,0.05,0.1,0.5,1,1.8", ",")
	pages := []string{"/p/overshoot-and-diverge?beat=4", "/p/try-many-rates?beat=3", "/p/adaptive-rates?beat=3", "/?f=abs(x)%2Babs(y)&lr=0.01,0.1,0.5", "/?surface=wells&chart=cut&at=3&lr=" + strings.Join(rates, ",")}
	for n := 1; n <= 6; n++ {
		pages = append(pages, "/?surface=wells&lr="+strings.Join(rates[6-n:], ","))
	}
	tb := newTab(t, s.url, laptop)
	for _, look := range []string{"lang=en&theme=light", "lang=ko&theme=dark", "lang=en&theme=projector", "lang=ko&theme=projector"} {
		for _, page := range pages {
			check := func(size screen, hand string, options ...chromedp.EmulateViewportOption) {
				tb.do(chromedp.EmulateViewport(size.width, size.height, options...))
				for _, text := range eval[[]string](tb, halves) {
					t.Errorf("%s&%s at %dx%d by %s: %s", page, look, size.width, size.height, hand, text)
				}
			}
			tb.navigate(s.url + page + "&" + look)
			for _, size := range []screen{{1280, 593}, laptop, projector, {1024, 768}} {
				check(size, "mouse")
			}
			check(screen{1024, 768}, "finger", chromedp.EmulateTouch)
		}
	}
}

// TestBrowserDraggedFlagsLeaveThePage: a finger that drags a flag to choose another rate
// scrolls nothing of the page, however many rows are below it.
func TestBrowserDraggedFlagsLeaveThePage(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{phone, {360, 740}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, s.url, size)
			tb.do(chromedp.EmulateViewport(size.width, size.height, chromedp.EmulateMobile, chromedp.EmulateTouch))
			tb.navigate(s.url + "/?surface=wells&lr=0.01,0.05,0.1,0.5,1,1.8")
			tb.drawn()
			for _, run := range []int{5, 0, 3} {
				rate := eval[string](tb, `document.querySelectorAll(".rate-field")[`+fmt.Sprint(run)+`].value`)
				from := tb.grip(run)
				tb.wait("the flag where it stays", func() bool { // they are placed anew once their script is there
					before := from
					time.Sleep(250 * time.Millisecond)
					from = tb.grip(run)
					return from == before
				})
				by := 60.0
				if from.X > float64(size.width)/2 {
					by = -by
				}
				tb.swipe(from, spot{from.X + by, from.Y}, 8)
				tb.until(`document.querySelectorAll(".rate-field")[` + fmt.Sprint(run) + `].value !== ` + quote(rate))
				if y := eval[float64](tb, "scrollY"); y != 0 {
					t.Errorf("the flag of run %d scrolled the page by %v", run, y)
				}
			}
		})
	}
}

// TestBrowserNarrowedChartsStayInTheirColumn: a chart that is not drawn anew yet does not
// reach out of a column that has become narrower.
func TestBrowserNarrowedChartsStayInTheirColumn(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&lang=ko", laptop)
	tb.drawn()
	if over := eval[float64](tb, `(() => { const side = document.getElementById("side"), chart = document.getElementById("chart-figure");
		chart.style.marginRight = "40px";
		const over = chart.scrollWidth - chart.clientWidth;
		chart.style.marginRight = "";
		return over })()`); over > 0 {
		t.Errorf("the chart reaches out of its column by %v px", over)
	}
}

// TestBrowserRowsNameTheirRunsOnAPhone: the rows of a phone say what sets their runs
// apart, also where all have the same rate, and name low, good and high as the map does.
func TestBrowserRowsNameTheirRunsOnAPhone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for link, want := range map[string]string{
		"/p/ravine-and-momentum?beat=2&lang=en": "Gradient descent, Momentum",
		"/?surface=wells&lang=en":               "Low, Good, High",
		"/?surface=wells&lr=0.1,0.2&lang=en":    "",
	} {
		tb := newTab(t, s.url, phone)
		tb.do(chromedp.Navigate(s.url + link))
		tb.until(`document.querySelector(".card .run-name") && document.readyState === "complete"`)
		tb.until(`document.querySelector("#ruler .flag")`)
		names := eval[string](tb, `[...document.querySelectorAll(".run-name")].filter(name => name.checkVisibility() && name.getClientRects().length).map(name => name.textContent).join(", ")`)
		if names != want {
			t.Errorf("%s: its rows name %q, want %q", link, names, want)
		}
		if cut := eval[int](tb, `[...document.querySelectorAll(".card")].filter(card => card.scrollHeight > card.clientHeight + 1).length`); cut > 0 {
			t.Errorf("%s: %d rows are cut", link, cut)
		}
	}
}
