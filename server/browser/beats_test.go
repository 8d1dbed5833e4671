package browser

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"downhill/train/link"
	"downhill/web"
)

// atBeat waits until the page shows a lesson's beat, with its text unless it asks.
func (tb *tab) atBeat(p link.Preset, beat int) {
	tb.t.Helper()
	tb.until(`document.querySelector("#beat-count .beat-number").textContent === ` + quote(fmt.Sprintf("%d / %d", beat, len(p.Beats))))
	words := web.Messages("en")
	text := fmt.Sprintf("preset.%s.%d", p.ID, beat)
	tb.until(fmt.Sprintf(`document.documentElement.dataset.predict === "hidden" ? document.getElementById("question").textContent === %s : document.getElementById("story").textContent === %s`,
		quote(words[text+".ask"]), quote(words[text])))
	want := "/p/" + p.ID
	if beat > 1 {
		want += fmt.Sprintf("?beat=%d", beat)
	}
	tb.wait("the beat's link", func() bool { return eval[string](tb, "location.pathname + location.search") == want })
}

// TestBrowserBeats: the keys of a clicker go through a lesson's beats, and Back
// returns; a beat's link opens the same picture.
func TestBrowserBeats(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	p, _ := link.LookupPreset(link.Home)
	tb := open(t, s.url+"/p/"+p.ID, laptop)
	tb.atBeat(p, 1)
	for beat := 2; beat <= len(p.Beats); beat++ {
		tb.press(kb.PageDown)
		tb.atBeat(p, beat)
	}
	tb.press(kb.PageUp)
	tb.atBeat(p, len(p.Beats)-1)
	eval[any](tb, "history.back()")
	tb.atBeat(p, len(p.Beats))
	state := `[document.getElementById("step-now").textContent, document.getElementById("stage").dataset.mode, document.getElementById("story").textContent].join()`
	shown := eval[string](tb, state)
	again := open(t, eval[string](tb, "location.href"), laptop)
	again.atBeat(p, len(p.Beats))
	again.until(state + " === " + quote(shown))
	first := link.Presets()[0]
	for i, other := range link.Presets() {
		if i > 0 && other.ID == p.ID {
			first = link.Presets()[i-1]
		}
	}
	tb.visit("/p/" + p.ID)
	tb.atBeat(p, 1)
	tb.click("#beat-previous")
	tb.atBeat(first, len(first.Beats))
	tb.click("#beat-next")
	tb.atBeat(p, 1)
}

// TestBrowserABeatIsRestored: what a hand has changed is in the link and told, and
// going on and back shows the beat as it was.
func TestBrowserABeatIsRestored(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	p, _ := link.LookupPreset(link.Home)
	beat := 1 + slices.IndexFunc(p.Beats, func(b link.Beat) bool { return strings.Contains(b.Page, "mode=3d") })
	tb := open(t, fmt.Sprintf("%s/p/%s?beat=%d", s.url, p.ID, beat), laptop)
	tb.atBeat(p, beat)
	mode := `document.getElementById("stage").dataset.mode`
	tb.until(mode + ` === "3d"`)
	tb.click("#mode-2d")
	tb.until(mode + ` === "2d"`)
	tb.wait("the way of looking in the link", func() bool { return tb.value("mode") != "" })
	again := open(t, eval[string](tb, "location.href"), laptop)
	again.until(mode + ` === "2d"`)
	tb.press(kb.PageUp)
	tb.atBeat(p, beat-1)
	tb.press(kb.PageDown)
	tb.atBeat(p, beat)
	tb.until(mode + ` === "3d"`)
}

// TestBrowserSpaceGoesOn: space plays a beat, and once its end was seen goes on.
func TestBrowserSpaceGoesOn(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	p, _ := link.LookupPreset(link.Home)
	tb := open(t, s.url+"/p/"+p.ID+"?speed=1000", laptop)
	tb.atEnd()
	// It plays for a fraction of a second: what looks now and then could miss it.
	eval[any](tb, `(bar => (window.played = false, new MutationObserver(() => played ||= bar.classList.contains("playing")).observe(bar, {attributes: true}), null))(document.querySelector(".transport"))`)
	tb.press(" ")
	tb.until(`played && !document.querySelector(".transport.playing")`)
	tb.atEnd()
	tb.press(" ")
	tb.until(`document.querySelector("#beat-count .beat-number").textContent.startsWith("2 /")`)
	if at := eval[string](tb, "location.href"); !strings.Contains(at, "speed=1000") {
		t.Errorf("the next beat is at %s, without the reader's speed", at)
	}
}

// atEnd waits until the playhead stands at the last step.
func (tb *tab) atEnd() {
	tb.t.Helper()
	tb.until(`document.getElementById("step-now").textContent === document.getElementById("step-last").textContent`)
}

// TestBrowserABeatAsks: with the answer hidden the page asks the beat's own
// question, by a key or where its link says so, and no rule of axe-core is broken.
func TestBrowserABeatAsks(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	words := web.Messages("en")
	tb := open(t, s.url+"/p/"+link.Home+"?beat=2", laptop)
	tb.press("q")
	asks := func(tb *tab, key string) {
		t.Helper()
		tb.until(`document.documentElement?.dataset.predict === "hidden" && document.getElementById("question")?.textContent === ` + quote(words[key]))
	}
	asks(tb, "preset."+link.Home+".2.ask")
	if eval[bool](tb, visible("#story")) || strings.Contains(eval[string](tb, "document.title"), words["preset."+link.Home+".title"]) {
		t.Error("before the answer the page tells it")
	}
	tb.loadAxe()
	tb.axe("a beat that asks", looks()[0].rules)
	tb.press(" ")
	tb.until(`document.documentElement.dataset.predict !== "hidden"`)
	changed := newTab(t, s.url, laptop)
	changed.do(chromedp.Navigate(s.url + "/p/" + link.Home + "?" + url.Values{"beat": {"2"}, "lr": {"0.2,0.5,1.8"}, "predict": {"1"}}.Encode()))
	changed.front()
	asks(changed, "predict.question.3")
	// Of a run that the reader hides nothing is asked.
	eval[any](changed, `document.querySelector("#cards .run-hide").click()`)
	asks(changed, "predict.question.2")
	changed.do(chromedp.Navigate(s.url + "/p/" + link.Home + "?beat=2&predict=1&hidden=0"))
	asks(changed, "predict.question.2")
	eval[any](changed, `document.querySelector("#cards .run-hide").click()`)
	asks(changed, "preset."+link.Home+".2.ask")
}

// TestBrowserBeatIsWholeOnAPhoneOnItsSide: a beat's title, text and dots are seen without a scroll,
// above the line of playing.
func TestBrowserBeatIsWholeOnAPhoneOnItsSide(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{844, 390})
	tb.do(chromedp.EmulateViewport(844, 390, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, path := range []string{"/p/try-many-rates?beat=2", "/p/stuck-in-a-local-minimum?beat=4", "/p/one-weight-stuck?beat=4"} {
		tb.navigate(s.url + path)
		tb.until(`document.documentElement.dataset.faces === "" && document.querySelector(".card .outcome-lead").textContent`)
		tb.expect(func() string {
			return eval[string](tb, `(bottom => [...document.querySelectorAll("#lesson-title, #story, .dots")].filter(e => e.getBoundingClientRect().bottom > bottom).map(e => (e.id || e.className) + " ends at " + e.getBoundingClientRect().bottom + ", seen to " + bottom).join())(document.getElementById("side").getBoundingClientRect().bottom)`)
		})
	}
}
