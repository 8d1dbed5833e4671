package browser

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// rate is a run's rate as the ruler tells it to those who hear it: η = 0.5.
func (tb *tab) rate(run int) string {
	tb.t.Helper()
	text := eval[string](tb, `document.querySelector(`+quote(flagOf(run))+`).getAttribute("aria-valuetext")`)
	number, _, _ := strings.Cut(strings.TrimPrefix(text, "η\u00a0=\u00a0"), ",")
	return number
}

// pole is where a run's rate stands on the ruler, in pixels from its left.
func (tb *tab) pole(run int) float64 {
	tb.t.Helper()
	return eval[float64](tb, `(f => (f.value - f.min) / (f.max - f.min) * document.getElementById("ruler-field").clientWidth)(document.querySelector(`+quote(flagOf(run))+`))`)
}

// TestBrowserFlagByTouch: a finger moves a flag on a telephone; the path and the
// address follow, the page does not scroll, and the map stays in sight.
func TestBrowserFlagByTouch(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/stuck-in-a-local-minimum", phone)
	from, to := tb.grip(1), tb.slider(1, 0.48)
	tb.touch(input.DispatchTouchEventTypeTouchStart, from)
	for i := 1; i <= 6; i++ {
		tb.touch(input.DispatchTouchEventTypeTouchMove, between(from, to, i, 6))
	}
	tb.wait("the rate in the address while the flag is held", func() bool { return tb.value("lr") != "" })
	seen := eval[float64](tb, `(r => Math.min(r.bottom, innerHeight) - Math.max(r.top, 0))(document.getElementById("map").getBoundingClientRect())`)
	if seen < 300 {
		t.Errorf("while the flag is held %.0f pixels of the map are in sight", seen)
	}
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
	tb.expectOwnPicture(s)
	if y := eval[float64](tb, "scrollY"); y != 0 {
		t.Errorf("the page went to %.0f", y)
	}
	if got := number(t, strings.Split(tb.value("lr"), ",")[1]); fmt.Sprint(got) != tb.rate(1) {
		t.Errorf("the address has the rate %v, the flag %s", got, tb.rate(1))
	}
}

// TestBrowserMapStaysOnAPhone: wherever the page is scrolled to, the map is in
// sight while the ruler is.
func TestBrowserMapStaysOnAPhone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/stuck-in-a-local-minimum", phone)
	for _, y := range []int{0, 120, 300, 5000} {
		room := eval[[2]float64](tb, fmt.Sprintf(`(scrollTo(0, %d), [...["map", "ruler"].map(id => document.getElementById(id).getBoundingClientRect()).map(r => Math.min(r.bottom, innerHeight) - Math.max(r.top, 0))])`, y))
		if room[1] > 20 && room[0] < 250 {
			t.Errorf("at %d the ruler is in sight and %.0f pixels of the map", y, room[0])
		}
	}
}

// TestBrowserNothingCoversTheRulerOnAPhone: what is scrolled goes below the ruler, whose
// flags stay in reach, however long the page is.
func TestBrowserNothingCoversTheRulerOnAPhone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, phone)
	tb.do(chromedp.EmulateViewport(phone.width, phone.height, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, path := range []string{"/p/stuck-in-a-local-minimum", "/p/overshoot-and-diverge?beat=3", "/p/one-weight-plateau?beat=2"} {
		tb.load(s.url + path)
		tb.until(`document.querySelector("#ruler .flag") && document.documentElement.dataset.faces === ""`)
		tb.painted()
		for _, y := range []int{0, 20, 40, 80, 160, 5000} {
			for _, what := range eval[[]string](tb, fmt.Sprintf(`(scrollTo({ top: %d, behavior: "instant" }), [...document.querySelectorAll("#ruler .flag")].flatMap(flag => {
				const r = flag.getBoundingClientRect(), [x, y] = [r.left + r.width / 2, r.top + 4], over = document.elementFromPoint(x, y);
				return y > innerHeight || over?.closest("#ruler, #stage") ? [] : [flag.getAttribute("aria-label") + " under " + (over?.closest("section, div")?.id || over?.tagName)];
			}))`, y)) {
				t.Errorf("%s scrolled by %d: %s", path, y, what)
			}
		}
	}
}

// TestBrowserFlagByKeys: arrows, finer ones with Shift, coarser ones by page, and
// the ends; each says the rate and what it does, and the path follows.
func TestBrowserFlagByKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/three-rates", laptop)
	tb.until(swept)
	eval[any](tb, `document.querySelector(`+quote(flagOf(1))+`).focus()`)
	for _, step := range []struct {
		key, rate string
		shift     bool
	}{
		{kb.ArrowRight, "0.378", false}, {kb.ArrowLeft, "0.3", false}, {kb.ArrowUp, "0.307", true}, {kb.ArrowDown, "0.3", true},
		{kb.PageUp, "0.949", false}, {kb.PageDown, "0.3", false}, {kb.Home, "0.001", false}, {kb.End, "50", false},
	} {
		var options []chromedp.KeyOption
		if step.shift {
			options = append(options, chromedp.KeyModifiers(chromedp.ModifierShift))
		}
		tb.do(chromedp.KeyEvent(step.key, options...))
		tb.wait(fmt.Sprintf("after %q the rate %s", step.key, step.rate), func() bool { return tb.rate(1) == step.rate })
	}
	tb.wait("the rate in the address", func() bool { return strings.Contains(tb.value("lr"), ",50,") })
	if text := eval[string](tb, `document.activeElement.getAttribute("aria-valuetext")`); text != "η\u00a0=\u00a050, leaves" {
		t.Errorf("at 50 the flag says %q", text)
	}
	tb.press(kb.Enter)
	tb.until(`document.activeElement === document.querySelector("#cards .card[data-run='1'] .rate-field")`)
	entries := eval[int](tb, "history.length")
	if entries < 2 {
		t.Errorf("keys in a row made %d entries of the history", entries-1)
	}
}

// TestBrowserRatesNearALimit: the lesson on 2/λ sets the ruler's range, which tells
// 0.078 from 0.082; a rate that is dragged there keeps it, and so does its link.
func TestBrowserRatesNearALimit(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/two-over-lambda", laptop)
	tb.until(swept)
	if apart := tb.pole(1) - tb.pole(0); apart < 88 {
		t.Errorf("0.078 and 0.082 stand %.0f pixels apart", apart)
	}
	tb.slide(0, 0.3, 4)
	tb.wait("the rate in the address", func() bool { return tb.value("lr") != "" })
	apart := func() string {
		if d := tb.pole(1) - tb.pole(0); d < 300 {
			return fmt.Sprintf("once a rate was dragged they stand %.0f pixels apart", d)
		}
		return ""
	}
	tb.expect(apart)
	tb.navigate(eval[string](tb, "location.href"))
	tb.expect(apart)
}

// TestBrowserTickBeforeAFlag: at a rate of 2/λ the limit's line is seen in front of
// the flag that stands on it.
func TestBrowserTickBeforeAFlag(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl&lr=0.3,2,2.1", laptop)
	tb.until(swept)
	tb.until(`document.documentElement.dataset.faces === ""`) // with which the ruler is drawn anew
	var x []int
	tb.wait("the limit", func() bool { x = tb.tick(); return len(x) > 0 })
	if middle := float64(x[0]+x[len(x)-1]) / 2; math.Abs(middle-tb.grip(1).X) > 60 {
		t.Fatalf("the limit stands at %v, the flag at %v", middle, tb.grip(1))
	}
	tb.until(`(([x0, x1]) => { // dark ink across the cloth's height, where its own ink is green
		const c = document.querySelectorAll("#ruler canvas")[1], em = parseFloat(getComputedStyle(document.documentElement).fontSize);
		const d = c.getContext("2d").getImageData(x0, Math.round(0.6 * em), x1 - x0 + 1, Math.round(1.3 * em)).data;
		return Array.from({length: d.length / 4}, (_, i) => d.slice(4 * i, 4 * i + 4)).filter(([r, g, b, a]) => a > 200 && r < 60 && g < 60 && b < 70).length;
	})([` + strconv.Itoa(x[0]) + `, ` + strconv.Itoa(x[len(x)-1]) + `]) >= 8`)
}

// TestBrowserRulerZooms by wheel and by keys, writes its range into the address,
// and shows all rates again.
func TestBrowserRulerZooms(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&lr=0.1,0.5,1.8", laptop)
	tb.until(swept)
	before := tb.pole(2) - tb.pole(1)
	middle := tb.centre("#ruler-field")
	tb.rollUntil(middle, -240, 0, "the range in the address", func() bool { return tb.value("rates") != "" })
	apart := func() string {
		if after := tb.pole(2) - tb.pole(1); after < 1.2*before {
			return fmt.Sprintf("zoomed in, two rates stand %.0f pixels apart, before %.0f", after, before)
		}
		return ""
	}
	tb.expect(apart)
	tb.navigate(eval[string](tb, "location.href"))
	tb.expect(apart)
	tb.click("#ruler-whole")
	tb.wait("no range in the address", func() bool { return tb.value("rates") == "" })
	tb.until(`document.activeElement.id === "ruler-field"`)
	tb.press("+")
	tb.wait("the range in the address", func() bool { return tb.value("rates") != "" })
	tb.press("0")
	tb.wait("no range in the address", func() bool { return tb.value("rates") == "" })
}

// TestBrowserTellsPeriods: beyond the limit the ruler says how many losses take
// turns, as those who hear it are told.
func TestBrowserTellsPeriods(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&lr=0.5,1.6,1.95&rates=1.4,2", laptop)
	for run, want := range []string{"η\u00a0=\u00a00.5, converges", "η\u00a0=\u00a01.6, bounces, two losses in turn", "η\u00a0=\u00a01.95, bounces, no lasting pattern"} {
		tb.until(`document.querySelector(` + quote(flagOf(run)) + `).getAttribute("aria-valuetext") === ` + quote(want))
	}
}

// TestBrowserFlagsOfOtherOptimizers: the ruler is the chosen run's; a run that
// chooses its own rate has no flag.
func TestBrowserFlagsOfOtherOptimizers(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=himmelblau&opt=sgd,adam,polyak&lr=0.01,0.5,1", laptop)
	const ends = `(f => [f.min, f.max].join())(document.querySelector("#ruler .flag"))`
	tb.press("1")
	first := eval[string](tb, ends)
	tb.press("2")
	tb.until(ends + ` !== ` + quote(first))
	if shown := eval[[]bool](tb, `[...document.querySelectorAll("#ruler .flag")].map(f => f.checkVisibility())`); fmt.Sprint(shown) != "[true true false]" {
		t.Errorf("flags are shown as %v", shown)
	}
}
