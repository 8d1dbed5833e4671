package browser

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"

	"downhill/server/client"
)

// quickNet is a network whose planes and runs take no time.
const quickNet = "surface=net&units=2,4,1&data.size=40&steps=60&lr=0.01,1,3000"

// thinking holds once each run's row says what its network makes of the data.
const thinking = `document.querySelector("#net .net-right")?.textContent && [...document.querySelectorAll("#cards .net-facts")].every(p => p.textContent)`

// seen is a picture of the page's as text; it changes when what is drawn does.
func (tb *tab) seen(selector string) string {
	tb.t.Helper()
	return eval[string](tb, `document.querySelector(`+quote(selector)+`).toDataURL()`)
}

// A network has its landscape, what each run makes of the data, and outcomes that say
// nothing that a slice can't know.
func TestBrowserNetworkIsShown(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?"+quickNet, laptop)
	tb.until(thinking)
	said := strings.Join(tb.sentences(), " | ")
	for _, never := range []string{"2/λ", "map", "minimum"} {
		if strings.Contains(said, never) {
			t.Errorf("of networks it is said: %q", said)
		}
	}
	if plane := eval[string](tb, `document.querySelector("#net .net-plane").textContent`); !strings.Contains(plane, "slice through all 17 weights") || !strings.Contains(plane, "shadows") {
		t.Errorf("of the plane it is said: %q", plane)
	}
	if eval[bool](tb, `!document.querySelector(".start-handle").inert`) {
		t.Error("the start of a network can be dragged")
	}
	tb.until(`document.querySelector("#readout") && [...document.querySelectorAll("#cards .card")].length === 3`)
}

// What a network thinks is that of the playhead's step: large, and in each row.
func TestBrowserNetworkThinksAtTheStep(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?"+quickNet, laptop)
	tb.until(thinking)
	tb.until(`document.querySelector("#net .net-name").textContent.includes("60")`)
	atEnd, small, right := tb.seen("#net .net-large"), tb.seen(`#cards [data-run="1"] .net-small`), eval[string](tb, `document.querySelector("#net .net-right").textContent`)
	eval[any](tb, `(() => { const s = document.getElementById("scrub"); s.value = 0; s.dispatchEvent(new Event("input")) })()`)
	tb.until(`document.querySelector("#net .net-name").textContent.includes("step 0")`)
	tb.wait("another picture of the regions", func() bool {
		return tb.seen("#net .net-large") != atEnd && tb.seen(`#cards [data-run="1"] .net-small`) != small
	})
	if now := eval[string](tb, `document.querySelector("#net .net-right").textContent`); now == right {
		t.Errorf("before it has learned anything it tells as much right: %s", now)
	}
}

// While a flag is dragged its run is trained anew and its network is seen to follow;
// the others' stay.
func TestBrowserNetworkFollowsTheFlag(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?"+quickNet, laptop)
	tb.until(thinking)
	before, other := tb.seen(`#cards [data-run="1"] .net-small`), tb.seen(`#cards [data-run="0"] .net-small`)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.grip(1), 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(1, 0.3), 1)
	tb.wait("the network of the dragged rate, while it is held", func() bool { return tb.seen(`#cards [data-run="1"] .net-small`) != before })
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.3), 0)
	tb.wait("the rate in the address", func() bool { return tb.value("lr") != "0.01,1,3000" })
	if tb.seen(`#cards [data-run="0"] .net-small`) != other {
		t.Error("the network of another run has changed")
	}
}

// A run that learns its data by heart says from which step on.
func TestBrowserNetworkOverfits(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=net&units=2,16,1&data.size=20&data.noise=0.5&opt=adam&lr=0.05&steps=400", laptop)
	tb.until(thinking)
	if said := strings.Join(tb.sentences(), " "); !strings.Contains(said, "overfitting: the held-out loss was lowest at step") {
		t.Errorf("it says %q", said)
	}
}

// Another kind of data is a press in the set-up, and what it is trained with a control
// with its bounds.
func TestBrowserNetworkIsSetUp(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?"+quickNet, laptop)
	tb.until(thinking)
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`document.querySelector('#gallery [data-data="blobs"]') && document.getElementById("param-act")`)
	if value := eval[string](tb, `document.getElementById("units").value`); value != "2,4,1" {
		t.Errorf("its layers are said to be %s", value)
	}
	eval[any](tb, `(() => { const s = document.getElementById("param-act"); s.value = "relu"; s.dispatchEvent(new Event("change")) })()`)
	tb.wait("ReLU in the address", func() bool { return tb.value("act") == "relu" })
	eval[any](tb, `document.querySelector('#gallery [data-data="curve"]').click()`)
	tb.wait("the curve in the address", func() bool { return tb.value("data") == "curve" && tb.value("units") == "1,4,1" })
	tb.until(`document.querySelector("#net .net-right").textContent.includes("held-out")`)
	eval[any](tb, `document.querySelector('#gallery [data-surface="bowl"]').click()`)
	tb.wait("a surface of two weights", func() bool { return tb.value("surface") == "bowl" && tb.value("data") == "" })
	tb.until(`!document.getElementById("net") && !document.querySelector(".net-small") && !document.querySelector(".start-handle").inert`)
}

// The backward pass of a point is gone through layer by layer, forward and back, in the
// numbers that /api/step gives.
func TestBrowserNetworkBackwardPass(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?"+quickNet+"&at=30", laptop)
	tb.until(thinking)
	eval[any](tb, `document.getElementById("step-open").click()`)
	tb.until(`document.querySelectorAll("#backward .net-diagram g g").length === 7 && document.querySelector(".backward-lines p")`)
	var told struct {
		Point struct {
			Loss   float64
			Layers []struct{ Delta []float64 }
		}
	}
	client.GetJSON(t, s.url+"/api/step?surface=net&units=2,4,1&data.size=40&steps=60&lr=1&run=0&k=30&point=0", &told)
	for range 3 {
		eval[any](tb, `document.getElementById("pass-on").click()`)
	}
	tb.until(`document.querySelector(".backward-where").textContent.includes("loss")`)
	expectNumber(tb, "the loss", `document.querySelector(".backward-lines p:last-child strong").textContent`, told.Point.Loss)
	eval[any](tb, `document.getElementById("pass-on").click()`)
	expectNumber(tb, "the output's delta", `document.querySelector(".backward-lines p:first-child strong").textContent`, told.Point.Layers[1].Delta[0])
	tb.until(`document.querySelectorAll("#backward .net-diagram g.back").length === 1`)
	eval[any](tb, `document.getElementById("pass-on").click()`)
	tb.until(`document.querySelectorAll("#backward .net-diagram g.back").length === 5`)
	expectNumber(tb, "a hidden delta", `document.querySelector(".backward-lines p:first-child strong").textContent`, told.Point.Layers[0].Delta[0])
	tb.until(`document.querySelector(".net-bars canvas").ariaLabel?.includes("step 30") || document.querySelector(".net-bars canvas").getAttribute("aria-label")?.includes("At step")`)
	eval[any](tb, `document.getElementById("pass-point").click()`)
	tb.until(`document.querySelector(".backward-title").textContent.endsWith("point 2")`)
	eval[any](tb, `document.getElementById("backward-close").click()`)
	tb.until(`document.getElementById("backward").hidden && document.getElementById("step-open").ariaExpanded === "false"`)
}

// expectNumber holds a number that is written on the page to another, by its digits.
func expectNumber(tb *tab, what, expression string, want float64) {
	tb.t.Helper()
	tb.until(expression)
	text := strings.ReplaceAll(eval[string](tb, expression), "−", "-")
	got, err := strconv.ParseFloat(text, 64)
	tb.must(err)
	if math.Abs(got-want) > 1e-3*math.Abs(want) {
		tb.t.Errorf("%s is said to be %s, the server says %g", what, text, want)
	}
}

// TestBrowserAHiddenRunIsNotLarge: where the run that pages are usually about is hidden,
// what is large is of one that is shown.
func TestBrowserAHiddenRunIsNotLarge(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/vanishing-gradient?lang=en", laptop)
	const name = "Gradient descent" // the catalogue's
	tb.until(`document.querySelector(".net-name")?.textContent.startsWith(` + quote(name) + `)`)
}
