package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"downhill/web"
)

// TestBrowserBackwardPassIsWholeInLowWindows: what a beat tells of the backward pass is in
// sight without a scroll: all lines of its numbers, the bars of all layers, its diagram.
func TestBrowserBackwardPassIsWholeInLowWindows(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	low, tablet := newTab(t, s.url, screen{1280, 593}), newTab(t, s.url, screen{1024, 768})
	tablet.do(chromedp.EmulateViewport(1024, 768, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, path := range []string{"/p/backpropagation?beat=2&", "/p/backpropagation?beat=3&", "/p/vanishing-in-depth?beat=1&", "/p/vanishing-in-depth?beat=4&"} {
		for _, lang := range web.Languages {
			for where, tb := range map[string]*tab{"theme=projector": low, "theme=light": tablet} {
				tb.navigate(s.url + path + where + "&lang=" + lang)
				tb.until(`document.querySelectorAll("#backward .backward-lines p").length > 3 && document.querySelector(".net-bars canvas").ariaLabel && document.documentElement.dataset.faces !== undefined`)
				const cut = `[...document.querySelectorAll(".backward-lines p, .net-bars canvas, .net-diagram")].flatMap(e => {
					const r = e.getBoundingClientRect(), within = e.closest(".net, .side").getBoundingClientRect();
					const inside = r.height > 20 && r.top >= within.top && r.bottom <= within.bottom + 1;
					const scrolled = e.closest(".backward-lines, .net, .backward"), { bottom } = scrolled.getBoundingClientRect();
					return inside && r.bottom <= bottom + 1 ? [] : [(e.textContent || e.nodeName) + " to " + r.bottom + " of " + bottom];
				})`
				for _, what := range eval[[]string](tb, cut) {
					t.Errorf("%s%s in %s: not whole: %s", path, where, lang, what)
				}
				if size := eval[float64](tb, `document.querySelector(".net-diagram").clientHeight`); size < 80 {
					t.Errorf("%s%s in %s: the diagram is %v px high", path, where, lang, size)
				}
			}
		}
	}
}

// TestBrowserColumnSaysWhatIsOpen: the column's attribute, by which the style sheets make room,
// names the panels that are open in it, and no others.
func TestBrowserColumnSaysWhatIsOpen(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/overshoot-and-diverge?beat=4", laptop)
	agree := func(when string, names ...string) {
		t.Helper()
		const open = `[...document.querySelectorAll("#side > :is(.panel, .arithmetic, .cut, .backward):not([hidden])")].map(e => e.id).sort().join()`
		const said = `(document.getElementById("side").dataset.open ?? "").split(" ").filter(Boolean).sort().join()`
		want := ""
		for i, name := range names {
			if i > 0 {
				want += ","
			}
			want += name
		}
		tb.until(fmt.Sprintf(`%s === %q`, open, want))
		if got := eval[string](tb, said); got != want {
			t.Errorf("%s: the column says that %q are open, not %q", when, got, want)
		}
	}
	agree("opened with the cut", "cut")
	tb.click("#surface-open")
	agree("with the set-up", "cut", "setup")
	tb.click("#setup-close")
	agree("without the set-up", "cut")
	tb.press("s")
	agree("with the step in numbers", "arithmetic", "cut")
	tb.press("s")
	agree("without the step again", "cut") // the button that closes the cut has moved
	tb.click("#cut-close")
	agree("with nothing")
	tb.navigate(s.url + "/p/backpropagation?beat=3")
	agree("with the pass", "backward")
	tb.navigate(s.url + "/p/three-rates")
	agree("with nothing again")
}

// TestBrowserLossesAreInSightWhereToldOf: beats that tell of curves of the loss, or of the loss
// along a step, show them at a useful height in a low window and on a tablet.
func TestBrowserLossesAreInSightWhereToldOf(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	low, tablet := newTab(t, s.url, screen{1280, 593}), newTab(t, s.url, screen{1024, 768})
	tablet.do(chromedp.EmulateViewport(1024, 768, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for path, chart := range map[string]string{"/p/adaptive-rates?beat=3&": "#chart", "/p/adaptive-rates?beat=4&": "#chart", "/p/overshoot-and-diverge?beat=4&": "#cut-canvas"} {
		for _, lang := range web.Languages {
			for where, tb := range map[string]*tab{"theme=projector": low, "theme=light": tablet} {
				tb.navigate(s.url + path + where + "&lang=" + lang)
				tb.until(`document.querySelector(".card .outcome-lead").textContent && document.documentElement.dataset.faces !== undefined && document.querySelector("` + chart + ` canvas")`)
				const seen = `(selector => { const e = document.querySelector(selector), r = e.getBoundingClientRect(), under = document.elementFromPoint(r.left + 0.5 * r.width, r.bottom - 4);
					return e.checkVisibility() && r.bottom <= document.querySelector("#ruler").getBoundingClientRect().top + 1 && e.contains(under) ? r.height : 0; })`
				if high := eval[float64](tb, seen+`("`+chart+`")`); high < 80 {
					t.Errorf("%s%s in %s: the chart is seen %v px high", path, where, lang, high)
				}
				for _, what := range eval[[]string](tb, `[...document.querySelectorAll(".card .outcome, #story")].filter(e => e.checkVisibility() && (e.querySelector(".unseen") || e.scrollHeight > e.clientHeight + 2)).map(e => e.textContent)`) {
					t.Errorf("%s%s in %s: cut: %s", path, where, lang, what)
				}
			}
		}
	}
}

// TestBrowserOutcomesHaveTheirHeight: the first words of how a run ended stand in a line that is
// as high as their letters, Korean ones too.
func TestBrowserOutcomesHaveTheirHeight(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{1280, 593})
	for _, runs := range []string{"0.5", "0.1,0.5", "0.1,0.5,1", "0.1,0.3,0.5,1"} {
		for _, theme := range []string{"projector", "light"} {
			tb.navigate(s.url + "/?surface=wells&lang=ko&lr=" + runs + "&theme=" + theme)
			tb.until(`document.querySelector(".outcome-lead").textContent !== ""`)
			const low = `[...document.querySelectorAll(".outcome-lead")].flatMap(e => {
				const size = parseFloat(getComputedStyle(e).fontSize), high = parseFloat(getComputedStyle(e).lineHeight);
				return high < 1.05 * size ? [e.textContent + ": letters of " + size + " px in a line of " + high] : [];
			})`
			for _, what := range eval[[]string](tb, low) {
				t.Errorf("runs %s, %s: %s", runs, theme, what)
			}
		}
	}
}
