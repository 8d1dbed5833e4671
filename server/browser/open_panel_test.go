package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// stageShown is what the backward pass says of its stage; empty while it is closed.
const stageShown = `(document.querySelector("#backward:not([hidden]) .backward-where")?.textContent ?? "")`

// numbersShown tells whether one step in numbers is open.
const numbersShown = `!document.getElementById("arithmetic").hidden`

// TestBrowserPanelsInTheLink: a link opens the step in numbers, or a network's backward
// pass at a stage; a beat's own panel opens and closes with it, and what a hand opens
// and closes is in the link.
func TestBrowserPanelsInTheLink(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/backpropagation?beat=3", laptop)
	tb.until(stageShown + ` === "Backward, layer 1 of 2" && document.querySelector(".backward-lines").textContent.includes("−0.4456")`)
	tb.press(kb.PageUp)
	tb.until(stageShown + ` === "Backward, layer 2 of 2"`)
	tb.click("#pass-back")
	tb.until(stageShown + ` === "The loss of this point"`)
	tb.wait("the stage in the link", func() bool { return tb.value("panel") == "pass:4" })
	again := open(t, eval[string](tb, "location.href"), laptop)
	again.until(stageShown + ` === "The loss of this point"`)
	tb.visit("/p/backpropagation?beat=4")
	tb.until(`document.querySelector("#beat-count .beat-number").textContent === "4 / 5" && ` + stageShown + ` === ""`)
	tb.visit("/p/one-neuron?panel=pass")
	tb.until(stageShown + ` !== ""`)
	tb.until(`document.getElementById("pass-open")?.getAttribute("aria-expanded") === "true"`)
	eval[any](tb, `document.querySelector("#lessons [data-lesson='one-weight-three-rates']").click()`)
	tb.until(`!document.documentElement.hasAttribute("data-network") && ` + stageShown + ` === ""`)
	tb.wait("no pass in the link of what is no network", func() bool { return tb.value("panel") == "" })
	tb.press(kb.PageDown)
	tb.until(`document.querySelector("#beat-count .beat-number").textContent.startsWith("2 /")`)
	if eval[bool](tb, `Boolean(document.querySelector("#backward:not([hidden])"))`) {
		t.Error("beside one weight the backward pass is open")
	}
	tb.visit("/?surface=bowl&panel=step")
	tb.until(numbersShown + ` && ` + stageShown + ` === ""`)
	tb.press(kb.Escape)
	tb.until(`!(` + numbersShown + `)`)
	tb.wait("no panel in the link", func() bool { return tb.value("panel") == "" })
	tb.press("s")
	tb.until(numbersShown)
	tb.wait("the panel in the link", func() bool { return tb.value("panel") == "step" })
}
