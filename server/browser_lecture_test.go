package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"downhill/train"
	"downhill/web"
)

// visible says whether the first element that selector finds is seen.
func visible(selector string) string {
	return `(e => e !== null && e.checkVisibility({visibilityProperty: true, opacityProperty: true}))(document.querySelector(` + quote(selector) + `))`
}

func TestBrowserKeys(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/p/three-rates", laptop)
	eval[any](tb, `document.documentElement.requestFullscreen = () => { window.filled = true; return Promise.resolve() }`)
	step := func(k int) string { return fmt.Sprintf(`document.getElementById("step-now").textContent === "%d"`, k) }
	for _, c := range []struct{ key, then string }{
		{" ", `document.querySelector(".transport.playing")`},
		{" ", `!document.querySelector(".transport.playing")`},
		{"r", step(0)},
		{kb.ArrowRight, step(1)},
		{kb.ArrowRight, step(2)},
		{kb.ArrowLeft, step(1)},
		{"1", `document.querySelector(".card[data-run='0'][aria-current].chosen") && document.querySelectorAll(".card.chosen").length === 1`},
		{"3", `document.querySelector(".card[data-run='2'][aria-current].chosen") && document.querySelectorAll(".card.chosen").length === 1`},
		{"-", `document.querySelector(".card[data-run='2'] .rate-field").value === "1.67"`},
		{"+", `document.querySelector(".card[data-run='2'] .rate-field").value === "2.1"`},
		{"b", `new URLSearchParams(location.search).get("layers")?.includes("basins")`},
		{"b", `!new URLSearchParams(location.search).get("layers")`},
		{"l", visible("#layers-menu")},
		{kb.Escape, `!` + visible("#layers-menu") + ` && (document.activeElement.blur(), true)`}, // a button keeps space to itself
		{"d", `document.getElementById("stage").dataset.mode === "3d"`},
		{"d", `document.getElementById("stage").dataset.mode === "2d"`},
		{"n", `location.pathname === "/p/two-over-lambda"`},
		{"p", `location.pathname === "/p/three-rates"`},
		{"f", `window.filled`},
		{"q", visible("#reveal")},
		{" ", `!` + visible("#reveal")},
		{"?", `document.getElementById("keys").open`},
		{"n", `location.pathname === "/p/three-rates"`},
		{kb.Escape, `!document.getElementById("keys").open`},
	} {
		tb.press(c.key)
		tb.until(c.then)
	}
}

// TestBrowserKeysRest: none works in a field, and none at all once they are
// switched off, which is remembered.
func TestBrowserKeysRest(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/p/three-rates", laptop)
	all := []string{"r", "b", "l", "d", "n", "p", "q", "f", "?", "1", "+", " "}
	untouched := func(where string) {
		t.Helper()
		before := eval[string](tb, `document.getElementById("step-now").textContent`)
		for _, key := range all {
			tb.press(key)
		}
		eval[any](tb, `new Promise(done => setTimeout(done, 600))`) // longer than the address takes to follow
		if now := eval[string](tb, `location.pathname + location.search`); now != "/p/three-rates" {
			t.Errorf("%s: keys went to %s", where, now)
		}
		if eval[bool](tb, `document.getElementById("keys").open || !!document.querySelector(".chosen, .playing, [data-predict]")`) {
			t.Errorf("%s: a key did something", where)
		}
		if now := eval[string](tb, `document.getElementById("step-now").textContent`); now != before {
			t.Errorf("%s: keys went from step %s to %s", where, before, now)
		}
	}
	eval[any](tb, `document.querySelector(".rate-field").focus()`)
	untouched("in a field")
	tb.navigate(s.url + "/p/three-rates")
	eval[any](tb, `document.getElementById("display-open").click()`)
	eval[any](tb, `document.querySelector("#display .keys-on").click()`)
	tb.press(kb.Escape)
	tb.until(`document.getElementById("display").hidden && document.activeElement.id === "display-open"`)
	eval[any](tb, `document.activeElement.blur()`)
	untouched("switched off")
	tb.navigate(s.url + "/p/three-rates")
	untouched("switched off before")
	eval[any](tb, `document.querySelector("#keys .keys-on").click()`)
	tb.press("n")
	tb.until(`location.pathname === "/p/two-over-lambda"`)
}

func TestBrowserKeysAreListed(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/", phone)
	eval[any](tb, `document.getElementById("display-open").click()`)
	eval[any](tb, `document.getElementById("keys-open").click()`)
	tb.until(visible("#keys") + ` && document.getElementById("display").hidden`)
	listed := eval[[]string](tb, `[...document.querySelectorAll("#keys kbd")].map(k => k.textContent)`)
	for _, key := range []string{"Space", "←", "→", "1", "6", "+", "−", "r", "b", "l", "d", "n", "p", "f", "q", "?"} {
		if !slices.Contains(listed, key) {
			t.Errorf("the list of keys has no %s: %q", key, listed)
		}
	}
	if empty := eval[int](tb, `[...document.querySelectorAll("#keys dd")].filter(d => !d.textContent || d.textContent.startsWith("key.")).length`); empty > 0 {
		t.Errorf("%d keys are listed without a word", empty)
	}
}

// answers are what a page that asks for a prediction may not say: in its text,
// its title, or anything that is read out or shown on hovering.
const answers = `[document.title, document.body.innerText, ...[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && !e.closest("[inert]")).flatMap(e =>
	["title", "aria-label", "aria-valuetext", "aria-description"].map(name => e.getAttribute(name) ?? "")), document.getElementById("announce").textContent].join("\n")`

// expectVeiled holds that nothing on the page tells how the runs of a preset end.
func (tb *tab) expectVeiled(s *site, preset, query string) {
	tb.t.Helper()
	words := web.Messages("en")
	text := eval[string](tb, answers)
	for _, not := range []string{"Converged", "Diverged", "crawling", "Oscillating", "Low", "Good", "High", "82", "2/λ", "limit", words["preset."+preset+".title"], words["preset."+preset+".text"]} {
		if strings.Contains(text, not) {
			tb.t.Errorf("before it is revealed the page says %q", not)
		}
	}
	for _, gone := range []string{".outcome", ".stats", ".limit", "#chart", "#sweep", "#story", ".step-count"} {
		if eval[bool](tb, visible(gone)) {
			tb.t.Errorf("before it is revealed the page shows %s", gone)
		}
	}
	picture, m := tb.screenshot(), tb.mapping()
	for i, run := range iterates(tb.t, s, query) {
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
			tb.t.Errorf("before it is revealed the map shows %d of %d iterates of run %d", seen, all, i)
		}
	}
	painted := eval[int](tb, `[...document.querySelectorAll(".track")].map(c => c.getContext("2d").getImageData(0, c.height >> 1, c.width, 1).data)
		.map(d => new Set(Array.from({length: d.length / 4}, (_, i) => d.slice(4 * i, 4 * i + 3).join())).size).reduce((a, b) => Math.max(a, b), 0)`)
	if painted > 1 {
		tb.t.Errorf("before it is revealed a track has %d colours", painted)
	}
}

// asked is a lesson whose longest run settles at step 82 of 150, and arrived
// holds once its iterates have come, though nothing shows it.
const (
	asked   = "/p/three-rates?lr=0.3,0.5,2.1&predict=1"
	arrived = `document.getElementById("scrub").max === "82"`
)

func TestBrowserPredicts(t *testing.T) {
	s := startSite(t)
	const preset, query = "three-rates", "surface=bowl&lr=0.3,0.5,2.1"
	for _, size := range []screen{laptop, projector, phone} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			tb := newTab(t, s.url, size)
			tb.do(chromedp.Navigate(s.url + asked))
			tb.front()
			tb.until(arrived)
			tb.expectVeiled(s, preset, query)
			if text := eval[string](tb, `document.getElementById("question").innerText`); text != web.Messages("en")["predict.question.3"] {
				t.Errorf("the page asks %q", text)
			}
			eval[any](tb, `document.getElementById("reveal").click()`)
			tb.until(visible(".outcome-lead") + ` && document.querySelector(".outcome-lead").textContent`)
			tb.until(visible("#chart") + ` && ` + visible("#story") + ` && !` + visible("#veil"))
			tb.expect(func() string {
				if part := shown(tb.screenshot(), tb.mapping(), iterates(t, s, query)[2], runColours[2]); part < 0.85 {
					return fmt.Sprintf("only %.0f %% of the high run is drawn", 100*part)
				}
				return ""
			})
			tb.wait("the address without predict", func() bool { return tb.value("predict") == "" })
			eval[any](tb, `document.querySelector(".predict").click()`)
			tb.until(visible("#reveal"))
			tb.expectVeiled(s, preset, query)
			tb.wait("predict in the address", func() bool { return tb.value("predict") == "1" })
		})
	}
}

// TestBrowserPredictsOtherRates: a rate may be changed while the runs are
// hidden; they stay hidden, and without motion they are shown at once.
func TestBrowserPredictsOtherRates(t *testing.T) {
	s := startSite(t)
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
	tb.expectVeiled(s, "three-rates", "surface=bowl&lr="+tb.value("lr"))
	eval[any](tb, `document.getElementById("reveal").click()`)
	if eval[bool](tb, `document.querySelector(".transport").classList.contains("playing") || "predict" in document.documentElement.dataset`) {
		t.Error("a reveal moves though no motion is wanted")
	}
	tb.until(visible(".outcome-lead"))
}

func TestBrowserHides(t *testing.T) {
	s := startSite(t)
	parts := map[string]string{
		"header": ".top", "story": "#story", "cards": "#cards", "chart": "#chart-figure", "transport": "#transport",
		"tools": "#map-bar", "outcomes": ".outcome", "runs": "#side",
	}
	for name, part := range parts {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/p/three-rates?hide=nonsense,"+name, laptop)
			for other, selector := range parts {
				covered := name == "runs" && slices.Contains([]string{"story", "cards", "chart", "outcomes"}, other) || name == "cards" && other == "outcomes"
				if shows := eval[bool](tb, visible(selector)); shows == (other == name || covered) {
					t.Errorf("with hide=%s, %s is shown: %v", name, part, shows)
				}
			}
			if over := eval[int](tb, "document.documentElement.scrollHeight - innerHeight"); over > 0 {
				t.Errorf("the page is %d pixels higher than the screen", over)
			}
		})
	}
	tb := open(t, s.url+"/p/three-rates?hide=header,runs,transport,tools", laptop)
	room := eval[[]float64](tb, `(r => [r.left, r.top, innerWidth - r.right, innerHeight - r.bottom])(document.getElementById("stage").getBoundingClientRect())`)
	if slices.Max(room) > 30 {
		t.Errorf("alone, the stage leaves %v pixels around it", room)
	}
}

func TestBrowserHidesTracks(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/p/three-rates?hide=tracks", laptop)
	tb.press("2") // any work after the sweeps have come
	colours := `(d => new Set(Array.from({length: d.length / 4}, (_, i) => d.slice(4 * i, 4 * i + 3).join())).size)(
		(c => c.getContext("2d").getImageData(0, c.height >> 1, c.width, 1).data)(document.querySelector(".track")))`
	if n := eval[int](tb, colours); n > 1 || eval[bool](tb, visible(".limit")) {
		t.Errorf("a hidden track has %d colours", n)
	}
}

// TestBrowserLessons goes through all of them by the key, in order.
func TestBrowserLessons(t *testing.T) {
	s := startSite(t)
	words, presets := web.Messages("en"), train.Presets()
	tb := open(t, s.url+"/p/"+presets[0].ID, laptop)
	tb.until(`document.getElementById("step-now").textContent === "1"`)
	for i, p := range presets {
		title, text := words["preset."+p.ID+".title"], words["preset."+p.ID+".text"]
		tb.until(`document.getElementById("lesson-title").textContent === ` + quote(title) + ` && document.getElementById("story").textContent === ` + quote(text))
		if count := eval[string](tb, `document.getElementById("lesson-count").textContent`); count != fmt.Sprintf("%d / %d", i+1, len(presets)) {
			t.Errorf("%s counts as %s", p.ID, count)
		}
		if i > 0 {
			tb.until(`document.getElementById("step-now").textContent === document.getElementById("step-last").textContent`)
		}
		tb.press("n")
	}
	eval[any](tb, `document.getElementById("lesson-open").click()`)
	tb.until(visible("#lessons"))
	if n := eval[int](tb, `document.querySelectorAll("#lessons a").length`); n != len(presets) {
		t.Errorf("the list has %d lessons of %d", n, len(presets))
	}
	eval[any](tb, `document.querySelector("#lessons a").click()`)
	tb.until(`location.pathname === ` + quote("/p/"+presets[0].ID) + ` && document.getElementById("step-now").textContent === "1"`)
}

// TestBrowserLessonLeftBehind: a lesson's sentences go when what is shown is no
// longer what they are about.
func TestBrowserLessonLeftBehind(t *testing.T) {
	s := startSite(t)
	words := web.Messages("en")
	tb := open(t, s.url+"/p/three-rates", laptop)
	tb.press("2")
	tb.press("+")
	tb.wait("another rate in the address", func() bool { return tb.value("lr") != "" })
	if text := eval[string](tb, `document.getElementById("story").textContent`); text != words["preset.three-rates.text"] {
		t.Errorf("with another rate the lesson says %q", text)
	}
	from := tb.centre(startHandle)
	tb.drag(from, spot{from.X + 60, from.Y + 30}, 6)
	changed := strings.Replace(words["lesson.changed"], "{title}", words["preset.three-rates.title"], 1)
	tb.until(`document.getElementById("lesson-title").textContent === ` + quote(changed))
	if text := eval[string](tb, `document.getElementById("story").textContent`); strings.Contains(text, "150 steps") {
		t.Errorf("from another start the lesson says %q", text)
	}
	first := eval[string](tb, `document.getElementById("story").textContent`)
	tb.wait("the start in the address", func() bool { return tb.value("start") != "" })
	again := open(t, eval[string](tb, "location.href"), laptop)
	if text := eval[string](again, `document.getElementById("story").textContent`); text != first {
		t.Errorf("behind the link the lesson says %q", text)
	}
}

func TestBrowserThemes(t *testing.T) {
	s := startSite(t)
	const paper = `getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()`
	for _, c := range []struct{ scheme, link, paper string }{
		{"light", "", "#ffffff"}, {"dark", "", "#161d25"}, {"dark", "?theme=light", "#ffffff"},
		{"light", "?theme=dark", "#161d25"}, {"dark", "?theme=projector", "#ffffff"}, {"light", "?theme=nonsense", "#ffffff"},
	} {
		tb := newTab(t, s.url, laptop)
		tb.scheme(c.scheme)
		tb.navigate(s.url + "/" + c.link)
		if now := eval[string](tb, paper); now != c.paper {
			t.Errorf("%s at %s: paper is %s", c.scheme, c.link, now)
		}
	}
	tb := open(t, s.url+"/", laptop)
	for _, c := range []struct{ theme, paper string }{{"dark", "#161d25"}, {"projector", "#ffffff"}, {"light", "#ffffff"}} {
		eval[any](tb, `document.getElementById("display-open").click()`)
		tb.until(visible("#display"))
		eval[any](tb, `document.querySelector("#display input[value=`+c.theme+`]").click()`)
		tb.press(kb.Escape)
		tb.wait("the theme in the address", func() bool { return tb.value("theme") == c.theme })
		tb.until(paper + ` === ` + quote(c.paper))
		if large := eval[float64](tb, `Number(getComputedStyle(document.documentElement).getPropertyValue("--map-scale") || 1)`); (large >= 1.4) != (c.theme == "projector") {
			t.Errorf("in the %s theme the map's letters are %g times as large", c.theme, large)
		}
	}
}

func TestBrowserProjectorFits(t *testing.T) {
	s := startSite(t)
	for _, size := range []screen{laptop, projector, phone} {
		for _, path := range []string{"/p/three-rates", "/p/ravine-and-momentum?lang=ko", "/p/try-many-rates?hide=outcomes"} {
			tb := open(t, s.url+path+map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]+"theme=projector", size)
			for _, text := range eval[[]string](tb, cut) {
				t.Errorf("%dx%d %s: %s", size.width, size.height, path, text)
			}
			if over := eval[int](tb, `document.querySelector(".cards").scrollHeight - document.querySelector(".cards").clientHeight`); over > 0 && size != phone {
				t.Errorf("%dx%d %s: the cards are cut by %d pixels", size.width, size.height, path, over)
			}
			if over := eval[int](tb, "document.documentElement.scrollHeight - innerHeight"); over > 0 && size != phone {
				t.Errorf("%dx%d %s: the page is %d pixels higher than the screen", size.width, size.height, path, over)
			}
		}
	}
}

func TestBrowserFullScreen(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/", laptop)
	eval[any](tb, `document.documentElement.requestFullscreen = () => { window.filled = true; return Promise.resolve() }`)
	if !eval[bool](tb, visible("#full")) {
		t.Fatal("there is no button for the full screen")
	}
	eval[any](tb, `document.getElementById("full").click()`)
	tb.until(`window.filled`)
}

// TestBrowserMenusReturnTheFocus: Escape closes a menu, and the focus is where it was.
func TestBrowserMenusReturnTheFocus(t *testing.T) {
	s := startSite(t)
	for _, size := range []screen{laptop, phone} {
		tb := open(t, s.url+"/p/three-rates", size)
		for button, panel := range map[string]string{"display-open": "display", "lesson-open": "lessons"} {
			eval[any](tb, `document.getElementById(`+quote(button)+`).focus()`)
			tb.press(kb.Enter)
			tb.until(visible("#"+panel) + ` && document.activeElement.closest("#` + panel + `")`)
			for _, text := range eval[[]string](tb, cut) {
				t.Errorf("%s: %s", panel, text)
			}
			tb.press(kb.Escape)
			tb.until(`!` + visible("#"+panel) + ` && document.activeElement.id === ` + quote(button))
		}
	}
}
