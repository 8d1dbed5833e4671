package browser

import "testing"

// TestBrowserStoryNumbersAreLive: the rates in a lesson's text are grey once their
// run has moved away, and a press puts it back.
func TestBrowserStoryNumbersAreLive(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/stuck-in-a-local-minimum?lr=0.1,0.5,2.6", laptop)
	tb.until(`[...document.querySelectorAll("#story .token")].map(e => e.textContent + e.classList.contains("gone")).join() === "0.1false,0.5false,1.8true"`)
	eval[any](tb, `document.querySelector("#story .token.gone").click()`)
	tb.until(`!document.querySelector("#story .token.gone")`)
	if lr := tb.value("lr"); lr != "" {
		tb.wait("the lesson's own rates in the address", func() bool { return tb.value("lr") == "" })
	}
}
