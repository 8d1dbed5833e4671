package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// heightsShown is what height is on the relief, and how the link says it.
func (tb *tab) heightsShown() [2]string {
	tb.t.Helper()
	return [2]string{eval[string](tb, `document.getElementById("relief").dataset.heights ?? ""`), tb.value("heights")}
}

// expectHeights waits until height is so and the link says so.
func (tb *tab) expectHeights(what string, want [2]string) {
	tb.t.Helper()
	tb.wait(what, func() bool { return tb.heightsShown() == want })
}

func TestBrowserReliefHeights(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	tb := open(t, s.url+"/?surface=bowl&mode=3d", laptop)
	tb.raised()
	tb.expectHeights("the loss itself on a bowl", [2]string{"true", ""})
	tb.do(chromedp.Click(".relief-change"))
	tb.expectHeights("its logarithm by the button", [2]string{"log", "log"})
	tb.do(chromedp.KeyEvent("h"))
	tb.expectHeights("the loss itself by the key", [2]string{"true", ""})
	tb.do(chromedp.Click("#layers"))
	tb.until(`!document.getElementById("layers-menu").hidden && document.getElementById("heights-true").checked`)
	tb.do(chromedp.Click("#heights-true"))
	tb.expectHeights("its logarithm by the menu", [2]string{"log", "log"})
	tb.do(chromedp.KeyEvent(kb.Escape))

	for query, want := range map[string][2]string{
		"surface=rosenbrock":              {"log", ""},
		"surface=rosenbrock&heights=true": {"true", "true"},
		"surface=saddle-bounded":          {"true", ""},
	} {
		tb := open(t, s.url+"/?mode=3d&"+query, laptop)
		tb.raised()
		tb.expectHeights(query, want)
	}
}
