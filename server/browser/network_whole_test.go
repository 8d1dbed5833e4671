package browser

import (
	"strings"
	"testing"

	"downhill/server/client"
)

// A surface that is a network's whole landscape says so, shows what the network makes of
// its data, and takes a point through it: the products of the last layer back add up to
// the surface's own gradient. The step's numbers are another panel, one at a time.
func TestBrowserWholeNetwork(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=cliff&at=20", laptop)
	tb.until(`document.querySelector("#net .net-right")?.textContent`)
	if plane := eval[string](tb, `document.querySelector("#net .net-plane").textContent`); !strings.Contains(plane, "no slice") {
		t.Errorf("of the landscape it is said: %q", plane)
	}
	if eval[bool](tb, `document.querySelector(".start-handle").inert`) {
		t.Error("the start of two weights can't be dragged")
	}
	eval[any](tb, `document.getElementById("pass-open").click()`)
	tb.until(`document.querySelectorAll("#backward .net-diagram g g").length === 8 && document.querySelector(".backward-lines p")`)
	eval[any](tb, `for (let i = 0; i < 16; i++) document.getElementById("pass-on").click()`)
	tb.until(`document.getElementById("pass-on").disabled && document.querySelectorAll(".backward-lines p").length === 3`)
	var told struct{ Grad []float64 }
	client.GetJSON(t, s.url+"/api/step?surface=cliff&run=1&k=20", &told)
	expectNumber(tb, "the surface's slope along w₁", `document.querySelector(".backward-lines p:last-child strong").textContent`, told.Grad[0])
	eval[any](tb, `document.getElementById("step-open").click()`)
	tb.until(`!document.getElementById("arithmetic").hidden && document.getElementById("backward").hidden && document.getElementById("pass-open").ariaExpanded === "false"`)
	eval[any](tb, `document.getElementById("pass-open").click()`)
	tb.until(`document.getElementById("arithmetic").hidden && !document.getElementById("backward").hidden`)
}
