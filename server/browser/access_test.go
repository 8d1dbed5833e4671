package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What the page asks of those who use it: no mouse, no large screen, no sharp
// eyes, no fine pointer.

// controls lists whatever can be worked on the page as it is, by name.
const controls = `(() => {
	const name = window.nameOf = e => e.matches(".full") ? "#full" : e.matches(".predict") ? "#predict" : e.id ? "#" + e.id : e.tagName.toLowerCase() + "." + (e.getAttribute("class") || "").split(" ")[0] + " " + (e.getAttribute("aria-label") || e.textContent.trim()).slice(0, 40);
	const worked = "a[href], button:not([disabled]), input:not([disabled]), select, summary, [tabindex='0'], [role=slider]";
	return [...document.querySelectorAll(worked)].filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest("[inert]") && !(e.type === "radio" && !e.checked))
		.map(e => ({name: name(e), element: e}));
})()`

// watchStops notes each stop of the focus by name, until it has gone round without a new one:
// where what has the focus is made anew, as by words that come late, Tab begins again at the
// top. At one that is not known yet it holds Tab up until goOn, since more of them are on their way.
const watchStops = `(known => {
	const seen = new Set(), names = [], off = new AbortController(), early = {capture: true, signal: off.signal};
	const stops = window.stops = {names, count: 0, held: false, round: false, end: () => off.abort()};
	let again = 0; // stops since the last new one
	const note = e => {
		stops.count++;
		if (seen.has(e)) return void (stops.round = ++again > seen.size);
		again = 0;
		seen.add(e);
		names.push(nameOf(e));
	};
	stops.goOn = () => { known.push(names.at(-1)); stops.held = false };
	addEventListener("keydown", e => e.key === "Tab" && (stops.held || stops.round) && (e.preventDefault(), e.stopImmediatePropagation()), early);
	addEventListener("focusin", ({target}) => {
		if (stops.held || stops.round) return;
		note(target);
		stops.held = !stops.round && !known.includes(names.at(-1));
	}, early);
	if (document.activeElement !== document.body) note(document.activeElement); // what opened has taken the focus
})`

// tabsAtOnce are so many that the page is not waited for at each stop.
const tabsAtOnce = 8

// tabs presses Tab so many times.
func (tb *tab) tabs(n int) {
	tb.t.Helper()
	down := *kb.Encode('\t')[0] // the focus moves as the key goes down: as if it were held
	failed := make(chan error, n)
	for range n {
		go func() {
			_, err := chromedp.Call(tb.ctx, input.DispatchKeyEvent, down)
			failed <- err
		}()
	}
	for range n {
		tb.must(<-failed)
	}
}

// stops presses Tab until the focus has gone round, or goes nowhere, and tells every
// stop, and those among them that are new and don't show that they have the focus.
func (tb *tab) stops(known map[string]bool) (names, unseen []string) {
	tb.t.Helper()
	already, err := json.Marshal(slices.AppendSeq([]string{}, maps.Keys(known)))
	tb.must(err)
	eval[any](tb, controls+`; `+watchStops+`(`+string(already)+`)`)
	defer eval[any](tb, `stops.end()`)
	for before, count := -1, 0; count != before && len(names) < 200; {
		before = count
		tb.tabs(tabsAtOnce)
		now := eval[struct {
			Names []string
			Count int
			State string
		}](tb, `({Names: stops.names, Count: stops.count, State: stops.held ? "held" : stops.round ? "round" : ""})`) // at once: the next key may be on its way
		names, count = now.Names, now.Count
		switch now.State {
		case "held":
			name := names[len(names)-1]
			known[name] = true
			if !tb.ringed() {
				unseen = append(unseen, name)
			}
			eval[any](tb, `stops.goOn()`)
		case "round":
			return names, unseen
		}
	}
	if len(names) >= 200 {
		tb.t.Fatalf("the focus never came round: %q", names)
	}
	return names, unseen
}

// ringed says whether what has the focus looks different from when it has not.
// The focus is gone afterwards; Tab goes on from there.
func (tb *tab) ringed() bool {
	tb.t.Helper()
	box := eval[spotBox](tb, `(() => { const r = document.activeElement.getBoundingClientRect(); const [x, y] = [Math.max(0, r.x - 8), Math.max(0, r.y - 8)];
		return {X: x, Y: y, W: Math.min(innerWidth, r.right + 8) - x, H: Math.min(innerHeight, r.bottom + 8) - y} })()`)
	eval[any](tb, `window.judged = document.activeElement; 0`)
	for range 4 { // a machine that is busy may paint late
		tb.painted()
		with := tb.clip(box)
		eval[any](tb, `judged.blur()`)
		tb.painted()
		if !bytes.Equal(with, tb.clip(box)) {
			return true
		}
		eval[any](tb, `judged.focus({focusVisible: true})`)
	}
	eval[any](tb, `judged.blur()`)
	return false
}

type spotBox struct{ X, Y, W, H float64 }

// clip is what a part of the viewport shows.
func (tb *tab) clip(b spotBox) []byte {
	tb.t.Helper()
	picture := tb.capture(page.CaptureScreenshotParams{Clip: &page.Viewport{X: b.X, Y: b.Y, Width: b.W, Height: b.H, Scale: 1}})
	var pixels []byte
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			pixels = append(pixels, byte(r>>8), byte(g>>8), byte(b>>8))
		}
	}
	return pixels
}

// reachedByTab fails the test unless Tab comes to each control of the page as it is,
// and each that is not known yet shows that it has the focus.
func (tb *tab) reachedByTab(state string, known map[string]bool) {
	tb.t.Helper()
	all := eval[[]string](tb, controls+`.filter(c => c.element.tabIndex >= 0 && (document.querySelector("dialog[open]") || document.body).contains(c.element)).map(c => c.name)`)
	names, unseen := tb.stops(known)
	for _, name := range all {
		if !slices.Contains(names, name) {
			tb.t.Errorf("%s: Tab never comes to %s", state, name)
		}
	}
	for _, name := range unseen {
		tb.t.Errorf("%s: nothing shows that %s has the focus", state, name)
	}
}

// TestBrowserSkipsToTheRates: the first stop of the keyboard leads past all tools to
// the first run's flag.
func TestBrowserSkipsToTheRates(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.press(kb.Tab)
	tb.until(`document.activeElement.id === "to-rates"`)
	tb.until(`document.documentElement.dataset.faces !== undefined`)
	if high := eval[float64](tb, `document.activeElement.getBoundingClientRect().height`); high < 32 {
		t.Errorf("it is %g px high", high)
	}
	tb.press(kb.Enter)
	tb.until(`document.activeElement.matches(".flag[data-run='0']")`)
	tb.press(kb.ArrowRight)
	tb.until(`new URLSearchParams(location.search).get("lr")`)
}

// TestBrowserStillness: who asks for less motion gets no transition and no animation.
func TestBrowserStillness(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	tb.must(err)
	tb.navigate(s.url + "/?surface=wells")
	moving := eval[[]string](tb, `[...document.querySelectorAll("*")].flatMap(e => { const s = getComputedStyle(e);
		const timed = s.transitionDuration.split(",").some(d => parseFloat(d) > 0) || s.animationName !== "none" || s.scrollBehavior === "smooth";
		return timed ? [e.tagName + "#" + e.id + "." + e.className] : [] })`)
	for _, name := range moving {
		t.Errorf("%s moves by itself", name)
	}
}

// spoken notes each text that the page has spoken since it was loaded.
const spoken = `(() => { window.spoken = []; const region = document.getElementById("announce");
	const note = () => region.textContent.trim() && spoken.push(region.textContent.trim());
	new MutationObserver(note).observe(region, {childList: true, characterData: true, subtree: true}); note() })()`

// TestBrowserSpeaksOutcomes: those who can't see the page hear how each run
// ended, once; after a change only what changed; and nothing while it plays.
func TestBrowserSpeaksOutcomes(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&speed=60", laptop)
	eval[any](tb, spoken)
	tb.until(`spoken.length === 1`)
	for _, text := range tb.sentences() {
		if first := eval[string](tb, `spoken[0]`); !strings.Contains(first, strings.TrimSuffix(text, ".")) {
			t.Errorf("%q is not spoken: %q", text, first)
		}
	}
	eval[any](tb, `document.querySelector('#ruler .flag[data-run="1"]').focus()`)
	for range 3 {
		tb.press(kb.ArrowLeft)
	}
	tb.wait("the second run's end to be spoken", func() bool {
		said, now := eval[[]string](tb, `spoken.slice(1)`), tb.sentences()
		return len(said) > 0 && strings.Contains(said[len(said)-1], now[1])
	})
	want := tb.sentences()
	for _, text := range eval[[]string](tb, `spoken.slice(1)`) { // one, or one a key where the machine rests between them
		if strings.Contains(text, want[0]) || strings.Contains(text, want[2]) {
			t.Errorf("after a change of the second run alone it says %q", text)
		}
	}
	eval[any](tb, `spoken.length = 0; document.querySelector("[name=theme][value=dark]").click(); document.getElementById("play").click()`)
	tb.until(`!document.getElementById("transport").classList.contains("playing") && spoken.length > 0`)
	time.Sleep(1200 * time.Millisecond) // longer than a hand must rest before anything is spoken
	if said := eval[[]string](tb, `spoken`); len(said) != 1 || !strings.HasPrefix(said[0], "step ") {
		t.Errorf("playing and another theme are spoken of by more than where it came to rest: %q", said)
	} else if !regexp.MustCompile(`: Low \S+, where it ended at step 52, η\x{a0}=\x{a0}0.25 [^ ,]+, High \S+, where it ended at step 2$`).MatchString(said[0]) {
		t.Errorf("of runs that ended long before the last step it says %q", said[0])
	}
	eval[any](tb, `spoken.length = 0; document.activeElement.blur()`)
	for range 3 {
		tb.press(kb.ArrowLeft)
	}
	tb.until(`spoken.at(-1)?.startsWith("step " + document.getElementById("step-now").textContent + ": Low ")`)
	if n := eval[int](tb, `spoken.length`); n > 3 {
		t.Errorf("three steps back are spoken of %d times", n)
	}
	eval[any](tb, `spoken.length = 0`)
	tb.press("n")
	tb.until(`spoken.some(text => text.startsWith(document.getElementById("lesson-title").textContent + ". ") && text.endsWith(document.getElementById("story").textContent.trim()))`)
}

// TestBrowserSpeaksOfNoHiddenRun: those who hear the page are told no more of a run that
// is hidden than its row says, neither how it ended nor where it is at a step.
func TestBrowserSpeaksOfNoHiddenRun(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&speed=60&hidden=1&lang=en", laptop)
	eval[any](tb, spoken)
	tb.until(`spoken.length > 0`)
	eval[any](tb, `document.activeElement.blur()`)
	tb.press(kb.ArrowLeft)
	tb.until(`spoken.at(-1).startsWith("step ")`)
	for _, text := range eval[[]string](tb, `spoken`) {
		if !strings.Contains(text, "Low") || !strings.Contains(text, "High") || strings.Contains(text, "Good") {
			t.Errorf("while the middle run is hidden it says %q", text)
		}
	}
}

// TestBrowserTellsNoStepOfAHiddenRun: the cut and the step in numbers are of a run that is
// seen, also where a link chooses one that it hides; a run that is chosen by its key is
// seen again, and where all are hidden no step is told.
func TestBrowserTellsNoStepOfAHiddenRun(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	const cut, numbers = `document.getElementById("cut-canvas").dataset`, `document.getElementById("arithmetic-lines")`
	tb := open(t, s.url+"/?surface=wells&lr=0.1,3,0.5&hidden=1&run=1&at=0&chart=cut&panel=step", laptop)
	tb.until(cut + `.step === "0 0" && ` + numbers + `.dataset.step === "0 0"`)
	if marked := eval[int](tb, `document.querySelectorAll(".card.chosen").length`); marked != 0 {
		t.Errorf("%d rows are marked as chosen", marked)
	}
	if names := eval[int](tb, `[...document.querySelectorAll(".arithmetic-run")].filter(run => run.checkVisibility()).length`); names != 2 {
		t.Errorf("the step in numbers offers %d runs, with one of three hidden", names)
	}
	tb.press("2")
	tb.until(cut + `.step === "1 0" && ` + numbers + `.dataset.step === "1 0" && !document.querySelector(".card.off")`)
	for i := range 3 {
		eval[any](tb, fmt.Sprintf(`document.querySelectorAll(".card .run-hide")[%d].click()`, i))
	}
	tb.until(cut + `.line === "none" && !` + numbers + `.childElementCount && document.getElementById("arithmetic-note").checkVisibility()`)
	eval[any](tb, `document.querySelectorAll(".card .run-hide")[2].click()`)
	tb.until(cut + `.line === "moves" && ` + cut + `.step === "2 0" && ` + numbers + `.dataset.step === "2 0"`)
	tb.navigate(s.url + "/?surface=wells&lr=0.1,0.5&hidden=0,1&chart=cut")
	tb.until(cut + `.line === "none"`)
}

// TestBrowserClosingReturnsTheFocus: whatever opens over the page takes the
// focus, and Escape gives it back to the button that opened it.
func TestBrowserClosingReturnsTheFocus(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	for opener, opened := range map[string]string{"surface-open": "setup", "share-open": "share", "lesson-open": "lessons", "display-open": "display", "layers": "layers-menu"} {
		eval[any](tb, `document.getElementById(`+quote(opener)+`).focus()`)
		tb.press(kb.Enter)
		tb.wait("the focus in #"+opened, func() bool {
			return eval[bool](tb, `document.getElementById(`+quote(opened)+`).contains(document.activeElement)`)
		})
		tb.press(kb.Escape)
		tb.until(`document.activeElement.id === ` + quote(opener) + ` && !document.getElementById(` + quote(opened) + `).checkVisibility()`)
	}
}

// TestBrowserForcedColours: in a reader's own few colours what is chosen still
// looks other than what is not, and the slider of the step is seen.
func TestBrowserForcedColours(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&at=20", laptop)
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}},
	})
	tb.must(err)
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`!document.getElementById("setup").hidden`)
	const ground = `(id => getComputedStyle(document.getElementById(id)).backgroundColor)`
	for chosen, other := range map[string]string{"mode-2d": "mode-3d", "tab-surface": "tab-optimizer"} {
		if a, b := eval[string](tb, ground+`("`+chosen+`")`), eval[string](tb, ground+`("`+other+`")`); a == b {
			t.Errorf("%s, which is chosen, is %s like %s", chosen, a, other)
		}
	}
	eval[any](tb, `document.getElementById("setup-close").click()`)
	tb.expect(func() string {
		picture, area := tb.screenshot(), tb.area("#scrub")
		seen := map[color.Color]bool{}
		for x := area.Min.X + 4; x < area.Max.X-4; x++ {
			seen[picture.At(x, (area.Min.Y+area.Max.Y)/2)] = true
		}
		if len(seen) < 3 {
			return fmt.Sprintf("along the step's slider there are %d colours: its thumb, what is done and what is left are not told apart", len(seen))
		}
		return ""
	})
}

// TestBrowserKeysAreSaid: what a key shows or hides is said, since who listens sees no panel
// open and no picture change.
func TestBrowserKeysAreSaid(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for lang, said := range map[string][2]string{"en": {": shown", ": hidden"}, "ko": {": 표시함", ": 숨김"}} {
		tb := open(t, s.url+"/?surface=wells&lang="+lang, laptop)
		tb.until(`document.getElementById("announce").textContent`) // how the runs ended
		for _, key := range []string{"s", "d", "b"} {
			for _, end := range said {
				tb.press(key)
				tb.until(`document.getElementById("announce").textContent.endsWith(` + quote(end) + `)`)
			}
		}
	}
}
