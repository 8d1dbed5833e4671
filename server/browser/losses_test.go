package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"downhill/web"
)

// TestBrowserLossesAreOneClickAway: where the rows leave the chart of the losses no height its name
// is a button, which opens it at a useful height and closes it again, as Escape does; so it does for who comes
// back from the loss along a step. No run's first words are cut meanwhile.
func TestBrowserLossesAreOneClickAway(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	low, tablet := newTab(t, s.url, screen{1280, 593}), newTab(t, s.url, screen{1024, 768})
	tablet.do(chromedp.EmulateViewport(1024, 768, chromedp.EmulateMobile, chromedp.EmulateTouch))
	const seen = `(e => e.checkVisibility() ? e.getBoundingClientRect().height : 0)`
	const high = seen + `(document.getElementById("chart"))`
	open := func(tb *tab, path string) {
		t.Helper()
		tb.until(`` + high + ` > 80`)
		for _, what := range eval[[]string](tb, `[...document.querySelectorAll(".card .outcome-lead")].filter(e => { const r = e.getBoundingClientRect(), { right, bottom } = e.closest(".outcome").getBoundingClientRect(); return r.right > right + 1 || r.bottom > bottom + 2 }).map(e => e.textContent)`) {
			t.Errorf("%s: cut while the losses are open: %s", path, what)
		}
	}
	for _, lang := range web.Languages {
		for _, path := range []string{"/?surface=wells&", "/?surface=himmelblau&", "/?surface=parabola&", "/?surface=net&", "/p/stuck-in-a-local-minimum?beat=4&", "/p/try-many-rates?beat=2&"} {
			for where, tb := range map[string]*tab{"theme=projector": low, "theme=light": tablet} {
				path := path + where + "&lang=" + lang
				tb.navigate(s.url + path)
				tb.until(`document.querySelector(".card .outcome-lead").textContent && document.documentElement.dataset.faces !== undefined && document.querySelector("#chart canvas")`)
				tb.expect(func() string { // the column takes its form as letters and texts come
					if eval[bool](tb, high+` > 60 || `+seen+`(document.getElementById("losses-open")) > 12`) {
						return ""
					}
					return "neither the losses nor their name are seen: " + eval[string](tb, `JSON.stringify([...document.querySelectorAll("#story, .beats, #cards, #chart-figure, #losses-open")].map(e => [e.id || e.className, e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]))`)
				})
				if eval[float64](tb, high) > 60 {
					continue // there is room for all
				}
				tb.click("#losses-open")
				open(tb, path)
				if strings.Contains(path, "wells") {
					tb.press(kb.Escape)
				} else {
					tb.click("#losses-open")
				}
				tb.until(high + ` < 60`)
			}
		}
	}
	low.navigate(s.url + "/?surface=wells&theme=projector&chart=cut")
	low.drawn()
	low.click("#cut-close")
	open(low, "back from the cut")
}

// TestBrowserLossesStayOnAProjector: large letters on a laptop's screen leave the chart of the
// losses a useful height beside the rows of a lesson, three or four, of a network too.
func TestBrowserLossesStayOnAProjector(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	for _, path := range []string{"/p/stuck-in-a-local-minimum?beat=2&", "/p/exploding-gradient?beat=4&", "/p/a-real-network?beat=3&", "/p/adaptive-rates?beat=3&", "/?surface=styblinski-tang&"} {
		for _, lang := range web.Languages {
			tb.navigate(s.url + path + "theme=projector&lang=" + lang)
			tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.documentElement.dataset.faces !== undefined && document.querySelector("#chart canvas")`)
			tb.until(`document.getElementById("chart").checkVisibility() && document.getElementById("chart").clientHeight > 60`)
		}
	}
}
