package browser

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestBrowserKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
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
		{"x", `new URLSearchParams(location.search).get("starts") === "40" && document.querySelector("#ensemble[aria-pressed=true]")`},
		{"x", `!new URLSearchParams(location.search).get("starts") && document.querySelector("#ensemble[aria-pressed=false]")`},
		{"d", `document.getElementById("stage").dataset.mode === "3d"`},
		{"d", `document.getElementById("stage").dataset.mode === "2d"`},
		{"n", `location.pathname === "/p/overshoot-and-diverge"`},
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

// TestBrowserEarlyKeys: what answers keys is fetched after the first picture, or for
// the first hand; keys that came before it are obeyed once it is there, in their order.
func TestBrowserEarlyKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url+"/?surface=wells", laptop)
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		new MutationObserver((_, observer) => {
			const root = document.documentElement;
			if (root?.dataset.started === undefined) return;
			observer.disconnect();
			window.early = root.dataset.hands === undefined;
			for (const key of ["3", "l"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
		}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-started"] });`})
	tb.must(err)
	tb.navigate(s.url + "/?surface=wells")
	tb.until(`early && !document.getElementById("layers-menu").hidden && new URLSearchParams(location.search).get("run") === "2"`)
}

// TestBrowserKeysRest: none works in a field, and none at all once they are
// switched off, which is remembered.
func TestBrowserKeysRest(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
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
	tb.until(`location.pathname === "/p/overshoot-and-diverge"`)
}

func TestBrowserKeysAreListed(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", phone)
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

// TestBrowserMenusAreDressedWithoutARun: what opens over the page has its styles also where no
// run ends, so that nothing that follows one has come.
func TestBrowserMenusAreDressedWithoutARun(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.load(s.url + "/?f=log(-1-x^2)")
	for button, panel := range map[string]string{"display-open": "display", "lesson-open": "lessons"} {
		tb.until(visible("#" + button))
		eval[any](tb, `document.getElementById(`+quote(button)+`).click()`) // the first one before anything answers it
		tb.until(visible("#" + panel))
		if position := eval[string](tb, `getComputedStyle(document.getElementById(`+quote(panel)+`)).position`); position != "absolute" {
			t.Errorf("%s opens %s", panel, position)
		}
		tb.press(kb.Escape)
		tb.until(`!` + visible("#"+panel))
	}
	tb.press("?")
	tb.until(`document.querySelector("#keys[open] .keys-list") && getComputedStyle(document.querySelector("#keys .keys-list")).display === "grid"`)
}

// TestBrowserMenusReturnTheFocus: Escape closes a menu, and the focus is where it was.
func TestBrowserMenusReturnTheFocus(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
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
