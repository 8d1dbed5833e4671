package browser

import (
	"strings"
	"testing"

	"downhill/web"
)

// shownKeys is what the page shows of its own keys, read off its elements.
const shownKeys = `(() => {
	const id = (name) => document.getElementById(name);
	const cards = [...document.querySelectorAll("#cards .card")];
	const which = (name) => cards.flatMap((card, i) => card.classList.contains(name) ? [i] : []).join();
	return ["at", id("step-now").textContent, "speed", id("speed").value, "loop", id("loop").getAttribute("aria-pressed"),
		"hidden", which("off"), "run", which("chosen"), "rates", new URLSearchParams(location.search).get("rates") || "all", id("ruler-whole").checkVisibility()].join(" ");
})()`

// TestBrowserKeysOfThePage: what a hand sets is written into the address, and the
// address is shown alike when it is opened, gone back to, and loaded again.
func TestBrowserKeysOfThePage(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl", laptop)
	const plain = "at 150 speed x1 loop false hidden  run  rates all false"
	tb.until(shownKeys + ` === "` + plain + `"`)
	eval[any](tb, `(() => {
		const speed = document.getElementById("speed");
		speed.value = "10";
		speed.dispatchEvent(new Event("change"));
		document.getElementById("loop").click();
		document.querySelectorAll(".run-hide")[2].click();
	})()`)
	eval[any](tb, `document.getElementById("ruler-field").focus()`)
	tb.press("+")
	eval[any](tb, `document.activeElement.blur()`)
	tb.press("2")
	eval[any](tb, `(() => { const s = document.getElementById("scrub"); s.value = "7"; s.dispatchEvent(new Event("input")); s.dispatchEvent(new Event("change")); })()`)
	tb.wait("a part of the rates in the address", func() bool { return tb.value("rates") != "" })
	set := "at 7 speed 10 loop true hidden 2 run 1 rates " + tb.value("rates") + " true"
	tb.until(shownKeys + ` === "` + set + `"`)
	for _, pair := range []string{"at=7", "speed=10", "loop=1", "hidden=2", "run=1"} {
		tb.wait(pair+" in the address", func() bool { return strings.Contains(tb.query(), pair) })
	}
	written := tb.query()
	entries := eval[int](tb, "history.length")
	tb.press("=") // a gesture is an entry of the history
	tb.wait("another entry", func() bool { return eval[int](tb, "history.length") == entries+1 })
	tb.press("n") // a lesson has its own step, and all of its runs
	tb.until(`location.pathname.startsWith("/p/") && ` + shownKeys + `.includes("hidden  run  rates all false")`)
	eval[any](tb, "history.go(-2)")
	tb.wait("the address that was written", func() bool { return tb.query() == written })
	tb.until(shownKeys + ` === "` + set + `"`)
	tb.navigate(s.url + "/?" + written)
	tb.until(shownKeys + ` === "` + set + `"`)
	tb.goTo("surface=bowl&speed=100")
	tb.until(shownKeys + ` === "` + strings.Replace(plain, "speed x1", "speed 100", 1) + `"`)
}

// TestBrowserHiddenRunsAreNotDrawn, on the map and on the chart, and come back.
func TestBrowserHiddenRunsAreNotDrawn(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&hidden=0", laptop)
	runs := iterates(t, s, "surface=wells")
	hides := func(hidden bool) {
		t.Helper()
		tb.expect(func() string {
			picture, m := tb.screenshot(), tb.mapping()
			if part := shown(picture, m, runs[0], runColours[0]); part < 0.5 != hidden {
				return "the first run is not as it should be"
			}
			if part := shown(picture, m, runs[1], runColours[1]); part < 0.85 {
				return "the second run is not drawn"
			}
			return ""
		})
	}
	hides(true)
	away, _, _ := strings.Cut(strings.TrimPrefix(web.Messages("en")["run.away"], "*"), "*")
	tb.wait("a row that tells nothing of a hidden run", func() bool { return strings.HasPrefix(tb.sentences()[0], away) })
	tb.click(`#cards .card[data-run="0"] .run-hide`)
	hides(false)
	tb.wait("how the run ended", func() bool { return !strings.HasPrefix(tb.sentences()[0], away) })
	tb.wait("no hidden run in the address", func() bool { return !strings.Contains(tb.query(), "hidden") })
}
