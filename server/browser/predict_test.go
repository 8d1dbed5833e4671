package browser

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"downhill/web"
)

// answers are what a page that asks for a prediction may not say: in its text,
// its title, or anything that is read out or shown on hovering.
const answers = `[document.title, document.body.innerText, ...[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest("[inert]")).flatMap(e =>
	["title", "aria-label", "aria-valuetext", "aria-description"].map(name => e.getAttribute(name) ?? "")), document.getElementById("announce").textContent].join("\n")`

// expectHidden waits until nothing on the page tells how the runs of a preset end.
func (tb *tab) expectHidden(s *host, preset, query string) {
	tb.t.Helper()
	runs := iterates(tb.t, s, query)
	tb.painted()
	tb.expect(func() string { return cmp.Or(tb.saidTooEarly(preset), tb.shownTooEarly(runs)) })
	tb.noTick()
}

// saidTooEarly is what the page says though it is to be guessed.
func (tb *tab) saidTooEarly(preset string) string {
	tb.t.Helper()
	words := web.Messages("en")
	text := eval[string](tb, answers)
	for _, not := range []string{"Converged", "Diverged", "crawling", "Oscillating", "Low", "Good", "High", "82", "2/λ", "limit", words["preset."+preset+".title"], words["preset."+preset+".1"]} {
		if strings.Contains(text, not) {
			return fmt.Sprintf("before it is revealed the page says %q", not)
		}
	}
	for _, gone := range []string{".outcome", ".stats", "#chart", "#story", ".step-count"} {
		if eval[bool](tb, visible(gone)) {
			return "before it is revealed the page shows " + gone
		}
	}
	return ""
}

// shownTooEarly is what the map and the ruler show though it is to be guessed.
func (tb *tab) shownTooEarly(runs [][]spot) string {
	tb.t.Helper()
	picture, m := tb.screenshot(), tb.mapping()
	for i, run := range runs {
		seen, all := 0, 0
		for _, w := range run[1:] {
			if p := m.pixel(w); m.shows(p) {
				all++
				for _, c := range runColours {
					if near(picture, p, c, 2) {
						seen++
					}
				}
			}
		}
		if all == 0 || seen > 0 {
			return fmt.Sprintf("before it is revealed the map shows %d of %d iterates of run %d", seen, all, i)
		}
	}
	if painted := eval[int](tb, bandColours); painted > 1 {
		return fmt.Sprintf("before it is revealed the ruler's band has %d colours", painted)
	}
	return ""
}

// asked is a lesson whose longest run settles at step 82 of 150, and arrived
// holds once its iterates have come, though nothing shows it.
const (
	asked   = "/p/three-rates?lr=0.3,0.5,2.1&predict=1"
	arrived = `document.getElementById("scrub").max === "82"`
)

func TestBrowserPredicts(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	const preset, query = "three-rates", "surface=bowl&lr=0.3,0.5,2.1"
	for _, size := range []screen{laptop, projector, phone} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			tb := newClockedTab(t, s, size)
			tb.do(chromedp.Navigate(s.url + asked))
			tb.front()
			tb.until(arrived)
			tb.expectHidden(s, preset, query)
			if text := eval[string](tb, `document.getElementById("question").innerText`); text != web.Messages("en")["predict.question.3"] {
				t.Errorf("the page asks %q", text)
			}
			eval[any](tb, `document.getElementById("reveal").click()`)
			tb.until(visible(".outcome-lead") + ` && document.querySelector(".outcome-lead").textContent`)
			tb.until(visible("#chart") + ` && ` + visible("#story") + ` && !` + visible("#prediction"))
			tb.expect(func() string {
				if part := shown(tb.screenshot(), tb.mapping(), iterates(t, s, query)[2], runColours[2]); part < 0.85 {
					return fmt.Sprintf("only %.0f %% of the high run is drawn", 100*part)
				}
				return ""
			})
			tb.wait("the address without predict", func() bool { return tb.value("predict") == "" })
			eval[any](tb, `document.querySelector(".predict").click()`)
			tb.until(visible("#reveal"))
			tb.expectHidden(s, preset, query)
			tb.wait("predict in the address", func() bool { return tb.value("predict") == "1" })
		})
	}
}

// TestBrowserPredictsOtherRates: a rate may be changed while the runs are
// hidden; they stay hidden, and without motion they are shown at once.
func TestBrowserPredictsOtherRates(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	tb.must(err)
	tb.do(chromedp.Navigate(s.url + asked))
	tb.front()
	tb.until(arrived)
	tb.press("1")
	tb.press("+")
	tb.wait("another rate in the address", func() bool { return strings.HasPrefix(tb.value("lr"), "0.378,") })
	tb.expectHidden(s, "three-rates", "surface=bowl&lr="+tb.value("lr"))
	eval[any](tb, `document.getElementById("reveal").click()`)
	if eval[bool](tb, `document.querySelector(".transport").classList.contains("playing") || "predict" in document.documentElement.dataset`) {
		t.Error("a reveal moves though no motion is wanted")
	}
	tb.until(visible(".outcome-lead"))
}

// revealing opens a page that asks, and reveals what it asks about once that has arrived.
func revealing(t *testing.T, site, path, arrived string) *tab {
	t.Helper()
	tb := newTab(t, site, laptop)
	tb.do(chromedp.Navigate(site + path))
	tb.front()
	tb.until(visible("#prediction") + ` && ` + arrived)
	eval[any](tb, `document.getElementById("reveal").click()`)
	return tb
}

// TestBrowserPanelOfANetworkTellsNoRoleBeforeTheEnd: while a revealed show plays, the panel of
// what a network makes of its data calls the chosen run by its number, as the rows do: "good"
// would be the answer.
func TestBrowserPanelOfANetworkTellsNoRoleBeforeTheEnd(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := revealing(t, s.url, "/p/a-real-network?beat=2", `document.querySelector("#net .net-name")`)
	const named = `document.querySelector("#net .net-name")?.textContent.match(/^(.*) at step/)?.[1]`
	tb.until(`"predict" in document.documentElement.dataset && ` + named + ` === "Run 2"`)
	tb.until(`!("predict" in document.documentElement.dataset) && ` + named + ` === "Good"`)
}

// TestBrowserLossesFollowTheShowThatAnswers: while what was predicted is shown, the losses so far
// are drawn, and nothing of those that are to come.
func TestBrowserLossesFollowTheShowThatAnswers(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := revealing(t, s.url, "/?surface=wells&predict=1", `+document.getElementById("scrub").max > 40`)
	tb.until(`+document.getElementById("scrub").value >= 3`)
	eval[any](tb, `document.getElementById("play").click()`)
	tb.until(`!document.querySelector(".transport").classList.contains("playing")`)
	if so := eval[string](tb, `document.documentElement.dataset.predict + " " + (+document.getElementById("scrub").value < 20)`); so != "revealing true" {
		t.Fatalf("it is %s that the show is not over", so)
	}
	tb.until(visible("#chart"))
	if said := eval[string](tb, `[...document.querySelectorAll(".outcome-lead")].filter((e) => e.checkVisibility()).map((e) => e.textContent).join()`); said != "Running,Running,Diverged" {
		t.Errorf("the rows say %q: two runs are on their way, the third has left", said)
	}
	const half = `(() => { const r = document.querySelector("#chart .u-over").getBoundingClientRect(); return [r.left, r.top, r.width, r.height]; })()`
	tb.expect(func() string {
		r, picture := eval[[4]float64](tb, half), tb.screenshot()
		var coloured [2]int // of the left half and the right one
		for x := 0; x < int(r[2]); x++ {
			for y := 0; y < int(r[3]); y++ {
				for _, c := range runColours {
					if near(picture, spot{r[0] + float64(x), r[1] + float64(y)}, c, 0) {
						coloured[2*x/int(r[2]+1)]++
					}
				}
			}
		}
		if coloured[0] < 40 || coloured[1] > 0 {
			return fmt.Sprintf("%d pixels of the losses so far are drawn, and %d of those to come", coloured[0], coloured[1])
		}
		return ""
	})
}
