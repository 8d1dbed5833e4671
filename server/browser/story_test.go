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

// TestBrowserHiddenRunsTellNoNumbers: in a wide window the row of a run that a beat hides
// has no loss, since the beat after it may ask for it; pressing its eye tells it.
func TestBrowserHiddenRunsTellNoNumbers(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/ravine-and-momentum", projector)
	const told = `[...document.querySelectorAll(".card .stats")].map(e => e.textContent !== "" && e.checkVisibility({ visibilityProperty: true })).join()`
	tb.until(told + ` === "true,false"`)
	eval[any](tb, `document.querySelector(".card.off .run-hide").click()`)
	tb.until(told + ` === "true,true"`)
}
