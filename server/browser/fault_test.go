package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/animation"
	traffic "github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"downhill/server/client"
	"downhill/web"
)

// before runs a script in the tab before any of the page's own.
func (tb *tab) before(script string) {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	tb.must(err)
}

// load goes to an address whose picture may never come.
func (tb *tab) load(address string) {
	tb.t.Helper()
	tb.do(chromedp.Navigate(address))
	tb.front()
}

// answer gives the file of a pattern this body, in place of the server's.
func (tb *tab) answer(pattern, body string) {
	tb.t.Helper()
	tb.intercept(pattern, func(ctx context.Context, id traffic.RequestID) {
		_, _ = chromedp.Call(ctx, traffic.FulfillRequest, traffic.FulfillRequestParams{
			RequestID: id, ResponseCode: 200, Body: []byte(body),
			ResponseHeaders: []*traffic.HeaderEntry{{Name: "Content-Type", Value: "text/javascript"}, {Name: "Access-Control-Allow-Origin", Value: "*"}},
		}) // a tab that was closed meanwhile needs none
	})
}

// intercept has each request for a file of a pattern answered by take, on a goroutine of its own.
func (tb *tab) intercept(pattern string, take func(context.Context, traffic.RequestID)) {
	tb.t.Helper()
	tb.must(chromedp.Listen(tb.ctx, func(event any) {
		paused, ok := event.(*traffic.EventRequestPaused)
		if !ok {
			return
		}
		go func() {
			ctx, cancel := context.WithTimeout(tb.ctx, 2*client.Patience)
			defer cancel()
			take(ctx, paused.RequestID)
		}()
	}))
	_, err := chromedp.Call(tb.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}) // who has the file asks nobody
	tb.must(err)
	_, err = chromedp.Call(tb.ctx, traffic.Enable, traffic.EnableParams{Patterns: []*traffic.RequestPattern{{URLPattern: pattern}}})
	tb.must(err)
}

// expectFault waits until the page says a fault, and holds that it says it in
// the page's language, within the window, with a way to reload.
func (tb *tab) expectFault(lang, kind string) {
	tb.t.Helper()
	const seen = `(f => f && getComputedStyle(f).display !== "none" && getComputedStyle(f).visibility === "visible")(document.getElementById("fault"))`
	if kind == "silent" { // the style sheet waits for twelve seconds
		_, err := chromedp.Call(tb.ctx, animation.SetPlaybackRate, animation.SetPlaybackRateParams{PlaybackRate: 20})
		tb.must(err)
	}
	tb.until(seen)
	if got, want := eval[string](tb, `document.getElementById("fault-text").textContent`), web.Messages(lang)["fault."+kind]; got != want {
		tb.t.Errorf("the page says %q, want %q", got, want)
	}
	if !eval[bool](tb, `(r => r.width > 100 && r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight)(document.getElementById("fault").getBoundingClientRect())`) {
		tb.t.Error("what is said does not fit into the window")
	}
	tb.expectAside()
	eval[any](tb, `window.before = true; document.getElementById("fault-again").click()`)
	tb.wait("the page to load again", func() bool {
		again, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool](`window.before === undefined`))
		return err == nil && again // while one page goes and the next comes, neither answers
	})
}

// expectAside holds that the note of a failure covers neither the rates nor what plays.
func (tb *tab) expectAside() {
	tb.t.Helper()
	const covered = `(f => [...document.querySelectorAll("#ruler, #transport")].filter(e => e.checkVisibility()).map(e => [e.id, e.getBoundingClientRect()])
		.filter(([, r]) => r.left < f.right && f.left < r.right && r.top < f.bottom && f.top < r.bottom).map(([id]) => id))(document.getElementById("fault").getBoundingClientRect())`
	if under := eval[[]string](tb, covered); len(under) > 0 {
		tb.t.Errorf("the note of a failure covers %v", under)
	}
}

// TestBrowserTellsAFailureAside: at every size what still works lies free.
func TestBrowserTellsAFailureAside(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/a-real-network", laptop)
	eval[any](tb, `dispatchEvent(new Event("fault")); 0`)
	for _, size := range []screen{{1280, 593}, {1280, 720}, {1920, 1080}, {1024, 768}, {844, 390}, phone} {
		tb.do(chromedp.EmulateViewport(size.width, size.height))
		tb.until(`document.getElementById("fault").checkVisibility() && innerWidth === ` + fmt.Sprint(size.width))
		tb.expectAside()
	}
}

// TestBrowserTellsWhatFailsAtLoad: whatever keeps the page from starting is said
// on the page, in its language, with a way to load it again.
func TestBrowserTellsWhatFailsAtLoad(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, c := range map[string]struct {
		kind  string
		spoil func(tb *tab)
	}{
		"the script does not come":   {"missing", func(tb *tab) { tb.block("*://*:*/static/js/main.js*") }},
		"a part of it does not come": {"missing", func(tb *tab) { tb.block("*://*:*/static/js/chunk-*") }},
		"the chart does not come":    {"missing", func(tb *tab) { tb.block("*://*:*/static/js/chart-*") }},
		"no script comes":            {"silent", func(tb *tab) { tb.block("*://*:*/static/js/*.js*") }},
		"it throws":                  {"start", func(tb *tab) { tb.answer("*/static/js/main.js*", `throw new Error("broken")`) }},
		"it breaks off":              {"start", func(tb *tab) { tb.answer("*/static/js/main.js*", `let a = {`) }},
		"the words do not come": {"start", func(tb *tab) {
			tb.before(`document.addEventListener("readystatechange", () => document.getElementById("messages")?.remove())`)
		}},
		"the browser is old": {"old", func(tb *tab) {
			tb.before(`delete HTMLScriptElement.prototype.noModule`)
			tb.block("*://*:*/static/js/main.js*")
		}},
		"the browser cannot read it": {"old", func(tb *tab) { tb.before(`delete Object.hasOwn`); tb.answer("*/static/js/main.js*", `let a = {`) }},
	} {
		for _, lang := range web.Languages {
			t.Run(name+" "+lang, func(t *testing.T) {
				tb := newTab(t, s.url+"/", phone)
				tb.tolerate("ERR_BLOCKED_BY_CLIENT")
				tb.tolerate("thrown:")
				c.spoil(tb)
				tb.load(s.url + "/?lang=" + lang)
				tb.expectFault(lang, c.kind)
			})
		}
	}
}

// TestBrowserTellsWhatFailsLater: a page that works goes on, and says what
// failed; it is said once, and can be put away.
func TestBrowserTellsWhatFailsLater(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, fail := range map[string]string{
		"thrown":   "setTimeout(() => { throw new Error('broken') })\n//# sourceURL=" + s.url + "/static/js/main.js\n",
		"rejected": `void Promise.reject(new Error("broken"))`,
	} {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=wells", laptop)
			tb.tolerate("broken")
			hidden := `document.getElementById("fault").checkVisibility() === false`
			tb.until(hidden)
			eval[any](tb, fail+"; 0")
			tb.until(`document.getElementById("fault").checkVisibility()`)
			tb.expectAside()
			tb.slide(1, 0.4, 4)
			tb.expectOwnPicture(s)
			tb.do(chromedp.Click("#fault-close"))
			tb.until(hidden)
			eval[any](tb, fail+"; 0")
			eval[any](tb, `new Promise(done => setTimeout(done, 50))`)
			tb.until(hidden)
		})
	}
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.tolerate("ERR_BLOCKED_BY_CLIENT")
	tb.block("*://*:*/api/surfaces*")
	tb.do(chromedp.Click("#surface-open"))
	tb.expectFault("en", "missing")
}

// TestBrowserOfAnyLanguage: a browser whose language is no valid tag, as of a
// kiosk or a thin client, draws the page like another.
func TestBrowserOfAnyLanguage(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, lang := range []string{"C", "en-US@posix", "", "de_DE.UTF-8", "x"} {
		tb := newTab(t, s.url+"/", laptop)
		tb.before(`Object.defineProperty(Navigator.prototype, "language", {get: () => ` + quote(lang) + `, configurable: true});
			Object.defineProperty(Navigator.prototype, "languages", {get: () => [` + quote(lang) + `], configurable: true})`)
		tb.navigate(s.url + "/?surface=wells")
		tb.expectPicture(s, "")
		if text := eval[string](tb, `navigator.language`); strings.ContainsAny(text, "@_ ") {
			t.Errorf("the page still works with the language %q", text)
		}
	}
}
