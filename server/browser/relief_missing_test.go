package browser

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// untilNoted waits until the page says why there is no relief.
func (tb *tab) untilNoted(part string) {
	tb.t.Helper()
	tb.until(`(n => !n.hidden && n.textContent.includes(` + quote(part) + `) && n.getBoundingClientRect().width > 0)(document.getElementById("relief-note"))`)
}

// A browser without WebGL says so and goes on with the map.
func TestBrowserReliefWithoutWebGL(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, projector, phone} {
		tb := newTab(t, s.url+"/", size)
		_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `(() => {
			const get = HTMLCanvasElement.prototype.getContext;
			HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest) };
		})()`})
		tb.must(err)
		tb.navigate(s.url + "/?surface=wells&mode=3d")
		tb.untilNoted("WebGL")
		tb.expectPicture(s, "")
		tb.slide(1, 0.5, 4)
		tb.expectOwnPicture(s)
	}
}

// block lets no address load that matches one of the patterns, or lets all.
func (tb *tab) block(patterns ...string) {
	tb.t.Helper()
	var blocked []*network.BlockPattern
	for _, pattern := range patterns {
		blocked = append(blocked, &network.BlockPattern{URLPattern: pattern, Block: true})
	}
	_, err := chromedp.Call(tb.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: blocked})
	tb.must(err)
}

// The relief's script may not come: the map goes on, and asking again may help,
// also where the browser remembers the failure for as long as the page is open.
func TestBrowserReliefIsAskedForAgain(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.tolerate("ERR_BLOCKED_BY_CLIENT")
	tb.block("*://*:*/static/js/relief*")
	tb.do(chromedp.Click("#mode-3d"))
	tb.untilNoted("try again")
	tb.expectPicture(s, "")
	tb.do(chromedp.Click("#mode-2d"))
	tb.until(`document.getElementById("relief-note").hidden`)
	tb.block()
	tb.do(chromedp.Click("#mode-3d"))
	tb.expectRelief()
}

// The graphics card may be taken away: when it is back, so is the picture.
func TestBrowserReliefComesBack(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	tb.expectRelief()
	eval[any](tb, `window.taken = document.querySelector("#relief canvas").getContext("webgl2").getExtension("WEBGL_lose_context"); taken.loseContext()`)
	tb.wait("an empty relief", func() bool { return inks(tb.screenshot(), tb.area("#relief"))[1] < 400 })
	eval[any](tb, `setTimeout(() => taken.restoreContext(), 50)`)
	tb.expectRelief()
	tb.expectGround()
}

// Where the graphics card stays away, the page says so and goes on with the map.
func TestBrowserReliefIsLost(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", laptop)
	tb.expectRelief()
	eval[any](tb, `document.querySelector("#relief canvas").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext()`)
	tb.untilNoted("graphics card")
	tb.expectPicture(s, "")
	tb.do(chromedp.Click("#mode-3d"))
	tb.expectRelief()
}
