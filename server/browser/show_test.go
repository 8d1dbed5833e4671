package browser

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// playClock runs before any of the page's scripts. It gives the frames a clock of
// their own, a sixtieth of a second each, however long the machine takes for one, and
// begins the next as soon as one is done. It writes down what the page shows at each:
// the clock, the step, whether it plays, and what the runs are said to have done. Where
// holdAt is set, the clock stands still from that step of a show on, until held is false.
const playClock = `(() => { window.realFrame = requestAnimationFrame.bind(window); let clock = 0, last = 0, asked = new Map(); window.seen = [];
	const text = id => document.getElementById(id)?.textContent ?? "";
	const note = () => { const now = {At: clock, Step: Number(text("step-now")), Playing: Boolean(document.querySelector(".transport.playing")),
			Said: [...document.querySelectorAll("#cards .outcome")].map(e => e.textContent)};
		if (window.held === undefined && now.Playing && now.Step >= window.holdAt) window.held = true;
		const last = seen.at(-1);
		if (!last || last.Step !== now.Step || last.Playing !== now.Playing || last.Said.join() !== now.Said.join()) seen.push(now); };
	const frame = new MessageChannel();
	frame.port1.onmessage = () => {
		const now = asked;
		asked = new Map();
		if (!window.held) clock += 1 / 60;
		for (const id of [...now.keys()]) { const call = now.get(id); gone = now; if (call) call(1000 * clock); }
		note(); };
	let gone = new Map();
	window.requestAnimationFrame = call => { if (asked.size === 0) frame.port2.postMessage(null); asked.set(++last, call); return last; };
	window.cancelAnimationFrame = id => { asked.delete(id); gone.delete(id); } })()`

// A glimpse is what the page showed from a frame on until the next glimpse.
type glimpse struct {
	At      float64 // seconds of the page's clock
	Step    int
	Playing bool
	Said    []string
}

// newClockedTab is an empty tab whose frames have a clock of their own.
func newClockedTab(t testing.TB, s *host, size screen) *tab {
	t.Helper()
	tb := newTab(t, s.url, size)
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: playClock})
	tb.must(err)
	return tb
}

// played waits until the page has played to its end, and tells what it showed
// from the first frame of it on.
func (tb *tab) played() []glimpse {
	tb.t.Helper()
	tb.until(`seen.some(s => s.Playing) && !seen.at(-1).Playing`)
	all := eval[[]glimpse](tb, "seen")
	for len(all) > 0 && !all[0].Playing {
		all = all[1:]
	}
	return all
}

// arrivals are the times at which the steps from 0 on were first shown; a step
// that was passed over within a frame has the time of the one after.
func arrivals(seen []glimpse) []float64 {
	var times []float64
	for _, s := range seen {
		for len(times) <= s.Step {
			times = append(times, s.At)
		}
	}
	return times
}

// expectFollowed holds that the first steps were shown one by one.
func expectFollowed(t *testing.T, seen []glimpse, steps int) {
	t.Helper()
	times := arrivals(seen)
	for k := 2; k <= steps; k++ {
		if gap := times[k] - times[k-1]; gap < 0.38 {
			t.Errorf("step %d came %.2f s after the one before", k, gap)
		}
	}
}

// TestBrowserFirstShow: / plays once in a tab, in five seconds, the first steps
// one by one, and says how a run ends only once it has; then a note invites a drag.
func TestBrowserFirstShow(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newClockedTab(t, s, laptop)
	tb.navigate(s.url + "/")
	seen := tb.played()
	times := arrivals(seen)
	if took := times[len(times)-1] - times[0]; len(times) != 151 || math.Abs(took-5) > 0.1 {
		t.Errorf("%d steps took %.2f s", len(times)-1, took)
	}
	expectFollowed(t, seen, 5)
	ends := []int{52, 45, 150}
	for _, now := range seen {
		for run, said := range now.Said {
			if running := strings.HasPrefix(said, "Running"); running != (now.Step < ends[run]) {
				t.Fatalf("at step %d run %d says %q", now.Step, run, said)
			}
		}
	}
	tb.expectInvited()
	tb.slide(1, 0.4, 3)
	tb.until(`!document.querySelector(".invite")`)
	tb.navigate(s.url + "/")
	tb.expectStill("again")
}

// expectInvited holds that the note that invites a drag is seen, whole and over all else, on
// no button, and that its stem is behind the button that it passes.
func (tb *tab) expectInvited() {
	tb.t.Helper()
	tb.until(visible(".invite"))
	const wrong = `(note => {
		const box = note.getBoundingClientRect(), found = [];
		note.style.pointerEvents = "auto";
		for (const x of [box.left + 2, box.right - 2]) if (document.elementFromPoint(x, (box.top + box.bottom) / 2) !== note) found.push("something lies over it at " + x);
		note.style.pointerEvents = "";
		for (const each of document.querySelectorAll("#transport :is(button, select)")) {
			const r = each.getBoundingClientRect();
			if (r.left < box.right && r.right > box.left && r.top < box.bottom - 1 && r.bottom > box.top + 1) found.push("it covers " + (each.id || each.getAttribute("aria-label") || each.className));
		}
		const stem = getComputedStyle(note, "::before"), x = (box.left + box.right) / 2;
		const passed = stem.content !== "none" && [...document.querySelectorAll("#transport :is(button, select)")].map(e => e.getBoundingClientRect()).find(r => r.left <= x && r.right >= x);
		const [from, to] = ["--from", "--to"].map(name => box.bottom + parseFloat(note.style.getPropertyValue(name)) + parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.35);
		if (passed && !(from <= passed.top + 0.5 && to >= passed.bottom - 0.5 && stem.backgroundImage.includes("gradient"))) found.push("its stem lies on a button: " + [from, to, passed.top, passed.bottom]);
		return found;
	})(document.querySelector(".invite"))`
	for _, what := range eval[[]string](tb, wrong) {
		tb.t.Errorf("the note that invites a drag: %s", what)
	}
}

// TestBrowserInvitesOnATelephone: the note is seen where the ruler stays below the map.
func TestBrowserInvitesOnATelephone(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, size := range []screen{phone, {844, 390}} {
		tb := newClockedTab(t, s, size)
		tb.navigate(s.url + "/")
		tb.played()
		tb.expectInvited()
	}
}

// expectStill holds that a page that has opened stands at the end and tells it.
func (tb *tab) expectStill(why string) {
	tb.t.Helper()
	tb.until(`document.getElementById("step-now").textContent === document.getElementById("step-last").textContent`)
	if eval[bool](tb, `seen.some(s => s.Playing)`) {
		tb.t.Errorf("%s: it plays by itself", why)
	}
	if said := strings.Join(tb.sentences(), " "); strings.Contains(said, "Running") {
		tb.t.Errorf("%s: it says %s", why, said)
	}
}

// TestBrowserOnlyTheFirstViewPlays: other links open at their end, or where they say.
func TestBrowserOnlyTheFirstViewPlays(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, link := range []string{"/?surface=wells", "/?theme=dark", "/?lang=en", "/p/stuck-in-a-local-minimum", "/embed"} {
		tb := newClockedTab(t, s, laptop)
		tb.navigate(s.url + link)
		tb.expectStill(link)
	}
	tb := newClockedTab(t, s, laptop)
	tb.navigate(s.url + "/?at=3")
	tb.until(`document.getElementById("step-now").textContent === "3"`)
	if eval[bool](tb, `seen.some(s => s.Playing)`) || !strings.HasPrefix(tb.sentences()[2], "Running") {
		t.Errorf("paused at step 3 it says %q", tb.sentences())
	}
	still := newClockedTab(t, s, laptop)
	_, err := chromedp.Call(still.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	still.must(err)
	still.navigate(s.url + "/")
	still.expectStill("with reduced motion")
}

// TestBrowserAHandEndsTheShow: any key, click or drag, at once and with the whole picture.
func TestBrowserAHandEndsTheShow(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, act := range map[string]func(tb *tab){
		"space": func(tb *tab) { tb.press(" ") },
		"key":   func(tb *tab) { tb.press("2") },
		"play":  func(tb *tab) { tb.click("#play") },
		"map":   func(tb *tab) { tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.centre("#map"), 1) },
		"start": func(tb *tab) {
			from := tb.centre(startHandle)
			tb.drag(from, spot{from.X + 40, from.Y - 30}, 3)
		},
		"rate": func(tb *tab) { tb.slide(1, 0.4, 3) },
	} {
		t.Run(name, func(t *testing.T) {
			tb := newClockedTab(t, s, laptop)
			tb.before(`window.holdAt = 1`) // the show would else be over before a busy machine's hand comes
			tb.do(chromedp.Navigate(s.url + "/"))
			tb.front()
			tb.until(`window.held`)
			act(tb)
			eval[any](tb, `window.held = false`)
			tb.drawn()
			tb.until(`document.getElementById("step-now").textContent === document.getElementById("step-last").textContent`)
			tb.until(`!document.querySelector(".transport.playing") && [...document.querySelectorAll("#cards .outcome")].every(e => !e.textContent.startsWith("Running"))`)
			if played := eval[float64](tb, `seen.findLast(s => s.Playing).At - seen.find(s => s.Playing).At`); played > 3 {
				t.Errorf("it went on for %.1f s", played)
			}
			if name == "play" && eval[bool](tb, `seen.filter(s => s.Playing).length > 0 && seen.at(-1).Playing`) {
				t.Error("it began anew")
			}
		})
	}
}

// TestBrowserPlaysAsTheMenuSays: so many steps a second, or a show of six to eight
// seconds whatever the length, half or twice as fast.
func TestBrowserPlaysAsTheMenuSays(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	play := func(t *testing.T, link, speed string) []glimpse {
		tb := newClockedTab(t, s, laptop)
		tb.navigate(s.url + link)
		eval[any](tb, `(s => { s.value = `+quote(speed)+`; s.dispatchEvent(new Event("change")) })(document.getElementById("speed"))`)
		eval[any](tb, `document.getElementById("play").click()`)
		return tb.played()
	}
	for speed, want := range map[string]float64{"10": 10, "30": 30, "200": 200} {
		times := arrivals(play(t, "/?surface=wells&lr=0.1,1.8&steps=50", speed))
		took, due := times[len(times)-1]-times[0], float64(len(times)-1)/want
		if math.Abs(took-due) > max(0.03*due, 1.5/60) { // a frame more or less
			t.Errorf("at %s steps a second %d took %.3f s", speed, len(times)-1, took)
		}
	}
	for _, c := range []struct {
		steps int
		speed string
		times float64
	}{{3, "x1", 1}, {40, "x0.5", 0.5}, {40, "x2", 2}, {2000, "x1", 1}} {
		seen := play(t, fmt.Sprintf("/?surface=wells&lr=1.8&steps=%d", c.steps), c.speed)
		took := (seen[len(seen)-1].At - seen[0].At) * c.times
		if took < 5.9 || took > 8.1 {
			t.Errorf("%d steps at %s took %.2f s", c.steps, c.speed, took)
		}
		if c.times <= 1 {
			expectFollowed(t, seen, min(5, c.steps))
		}
	}
}
