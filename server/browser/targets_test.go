package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"downhill/train/link"
	"downhill/web"
)

// opened is what lies over the page.
const opened = `document.querySelector("dialog[open], :is(.popover, .panel, .arithmetic, .layers-menu):not([hidden])")`

// forFingers are the controls but for the one that only the keyboard sees, and the
// neurons of a diagram, of which a wide layer has more than fingers would have room for.
const forFingers = controls + `.filter(c => !c.element.matches(".skip, .net-diagram g"))`

// small tells the controls that a finger may miss: under 44 pixels a side. A
// box in its label is pressed by the label.
const small = `[...new Set(` + forFingers + `.flatMap(({name, element}) => {
	const r = (element.matches("[type=checkbox], [type=radio]") && element.closest("label") || element).getBoundingClientRect();
	return r.width < 43.9 || r.height < 43.9 ? [name + " is " + r.width.toFixed(1) + " by " + r.height.toFixed(1)] : [];
}))]`

// buried tells the controls that no press reaches: out of the page, or under
// something else after scrolling to them. Where a dialog or a panel is open,
// it is what counts.
const buried = `(() => {
	const missed = [], open = ` + opened + ` || document.body;
	for (const {name, element} of ` + forFingers + `.filter(c => open.contains(c.element))) {
		element.scrollIntoView({block: "center", inline: "nearest"});
		const r = element.getBoundingClientRect(), hit = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
		const own = hit && (element.contains(hit) || hit.contains(element) && hit.matches("label, button, a") ||
			hit.closest("label")?.control === element || element.matches(".relief .start-handle")); // that one is taken up through the relief
		if (!own) missed.push(name + " lies under " + (hit ? hit.tagName + "#" + hit.id + "." + hit.className : "nothing") + " at " + Math.round(r.x) + ", " + Math.round(r.y));
	}
	return missed;
})()`

// underEyes tells the runs whose ending reaches under the button that hides the run.
const underEyes = `[...document.querySelectorAll(".card")].filter(card => {
	const said = card.querySelector(".outcome"), a = said.getBoundingClientRect(), b = card.querySelector(".run-hide").getBoundingClientRect();
	return a.right - parseFloat(getComputedStyle(said).paddingRight) > b.left + 0.5 && a.left < b.right && a.top < b.bottom && b.top < a.bottom;
}).map(card => "what is said of run " + card.dataset.run + " reaches under its button")`

// TestBrowserFingersHitEveryTarget: on a touch screen whatever can be worked is
// at least 44 pixels wide and high, in every state of the page, and no button lies
// over what is said of a run.
func TestBrowserFingersHitEveryTarget(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{phone, {1024, 768}} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, s.url, size)
			tb.do(chromedp.EmulateViewport(size.width, size.height, chromedp.EmulateMobile, chromedp.EmulateTouch))
			tb.tolerate("status of 400")
			tb.navigate(s.url + "/?surface=wells")
			if !eval[bool](tb, `matchMedia("(pointer: coarse)").matches`) {
				t.Fatal("the browser has no coarse pointer")
			}
			tb.throughAll("en", func(state string) {
				for _, text := range append(eval[[]string](tb, small), eval[[]string](tb, underEyes)...) {
					t.Errorf("%s: %s", state, text)
				}
			})
		})
	}
}

// throughAll brings the page into each state in turn, as far as the size lets it.
func (tb *tab) throughAll(lang string, look func(state string)) {
	tb.t.Helper()
	tb.undrawn()
	for _, a := range arrangements {
		if a.size.width == 0 {
			tb.bring(a, lang, "light")
			look(a.name)
			tb.clear()
		}
	}
}

// TestBrowserControlsAreReached: on a laptop Tab comes to each control of the page
// in turn, each shows that it has the focus, and none keeps it. At 320 pixels, and at
// 200 % zoom, each control that a laptop shows is there and can be pressed, and
// nothing is cut off.
func TestBrowserControlsAreReached(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	var has map[string]bool
	t.Run("a laptop", func(t *testing.T) { // gives its browser back
		tb := open(t, s.url+"/?surface=wells", laptop)
		known := map[string]bool{}
		has = tb.offers("en", func(state string) {
			if state != "share" {
				tb.reachedByTab(state, known)
			}
		})
	})
	for _, small := range []struct {
		screen
		lang  string
		scale float64
	}{{screen{320, 640}, "en", 1}, {screen{320, 640}, "ko", 1}, {screen{640, 360}, "en", 2}, {screen{640, 360}, "ko", 2}} {
		t.Run(fmt.Sprintf("%s %dx%d", small.lang, small.width, small.height), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, s.url, small.screen)
			tb.do(chromedp.EmulateViewport(small.width, small.height, chromedp.EmulateScale(small.scale)))
			tb.navigate(s.url + "/?surface=wells&lang=" + small.lang)
			now := tb.offers(small.lang, func(state string) {
				for _, text := range append(eval[[]string](tb, cut), eval[[]string](tb, buried)...) {
					t.Errorf("%s: %s", state, text)
				}
			})
			for id := range has {
				if !now[id] {
					t.Errorf("%s is in no state of the page", id)
				}
			}
		})
	}
}

// offers are the ids of all that can be worked in any state of the page; look
// is called in each, after that.
func (tb *tab) offers(lang string, look func(state string)) map[string]bool {
	tb.t.Helper()
	tb.tolerate("status of 400")
	ids := map[string]bool{}
	tb.throughAll(lang, func(state string) {
		for _, name := range eval[[]string](tb, controls+`.map(c => c.name)`) {
			if strings.HasPrefix(name, "#") {
				ids[name] = true
			}
		}
		look(state)
	})
	return ids
}

// halfSeen are the endings of runs whose row ends within a line.
const halfSeen = `[...document.querySelectorAll(".outcome")].filter(e => { const end = e.getBoundingClientRect().bottom;
	return [...e.querySelectorAll(".outcome-lead, .outcome-rest > :not(.joint, .unseen)")].some(part => [...part.getClientRects()].some(r => r.top < end - 4 && r.bottom > end + 6)) }).map(e => e.textContent)`

// TestBrowserCrowdsAreNotCut: with four and six runs each says how it ended in
// whole clauses, and its whole rate, in the themes with the smallest and the largest letters.
func TestBrowserCrowdsAreNotCut(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	for _, runs := range []string{"surface=bowl&lr=0.0001234,0.1,0.5,1,1.9,2.1", "surface=wells&lr=0.01,0.05,0.1,0.5,1,1.8", "surface=ravine&lr=0.01,0.02,0.078,0.082"} {
		for _, look := range []string{"&lang=en&theme=light", "&lang=ko&theme=light", "&lang=en&theme=projector", "&lang=ko&theme=projector"} {
			tb.navigate(s.url + "/?" + runs + look)
			for _, text := range eval[[]string](tb, cut) {
				t.Errorf("%s: %s", runs+look, text)
			}
			tb.drawn()
			for _, text := range eval[[]string](tb, halfSeen) {
				t.Errorf("%s: half a line is seen of: %s", runs+look, text)
			}
		}
	}
}

// TestBrowserEndingsAreWholeOnAPhone: what a lesson's rows say of how its runs
// ended is not cut below either. TestBrowserLessonsInKorean holds it in Korean.
func TestBrowserEndingsAreWholeOnAPhone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	running, _, _ := strings.Cut(strings.TrimPrefix(web.Messages("en")["run.running"], "*"), "*")
	tb := open(t, s.url+"/?surface=wells&lang=en", phone)
	tb.undrawn()
	for _, p := range link.Presets() {
		tb.lesson(p, "en")
		tb.toTheEnd(func(said []string) bool {
			return !slices.ContainsFunc(said, func(text string) bool { return text == "" || strings.HasPrefix(text, running) })
		})
		tb.endsWhole(p.ID + ", en")
	}
}

// endsWhole fails the test for each run whose end is told on a row that is too low for
// it, and for a lesson's title that the header has no room for.
func (tb *tab) endsWhole(state string) {
	tb.t.Helper()
	for _, text := range eval[[]string](tb, `[...document.querySelectorAll(".outcome, #lesson-title")].filter(e => e.checkVisibility() && (e.querySelector(".unseen") || e.scrollHeight > e.clientHeight + (e.id ? 5 : 1))).map(e => e.textContent)`) {
		tb.t.Errorf("%s: cut: %s", state, text)
	}
}
