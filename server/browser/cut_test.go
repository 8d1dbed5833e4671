package browser

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"downhill/server/client"
)

// cutSaid is what the chart of the loss along a step says.
func (tb *tab) cutSaid() string {
	tb.t.Helper()
	return eval[string](tb, `document.getElementById("cut-said").textContent`)
}

// untilCut waits until the chart shows a step of a run.
func (tb *tab) untilCut(run, k int) {
	tb.t.Helper()
	tb.until(fmt.Sprintf(`document.getElementById("cut-canvas").dataset.step === "%d %d"`, run, k))
}

// TestBrowserGhostLandsHigherPastTheLimit: while a flag is dragged past 2/λ the step
// that was shown is held, and its ghost lands higher than it left, without another
// question; once the flag is let go of, the step is the new run's.
func TestBrowserGhostLandsHigherPastTheLimit(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl&lr=0.01,0.3,2.1&rates=0.1,10&at=2&run=1&chart=cut", laptop)
	tb.untilCut(1, 2)
	if said := tb.cutSaid(); !strings.HasPrefix(said, "It lands lower than it left") || !strings.Contains(said, "2/\u2060λ\u00a0=\u00a02.") {
		t.Fatalf("at 0.3 it says %q", said)
	}
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.grip(1), 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	to := tb.slider(1, 0.7) // 0.1 × 100^0.7 is about 2.5
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, between(tb.grip(1), to, 1, 2), 1)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, to, 1)
	tb.wait("a ghost past the limit", func() bool {
		return strings.HasPrefix(tb.cutSaid(), "At η\u00a0=\u00a02.") && strings.Contains(tb.cutSaid(), "it would land higher than it left")
	})
	tb.untilCut(1, 2)
	tb.expect(func() string { // what is written follows the hand a moment later
		ghost, rate := eval[string](tb, `document.getElementById("cut-canvas").dataset.ghost`), tb.rate(1)
		if at := number(t, ghost); math.Abs(at-number(t, rate)/0.3) > 0.02*at {
			return fmt.Sprintf("at %s the ghost is at %v of the step", rate, at)
		}
		return ""
	})
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, to, 0)
	var now struct{ Loss, Landing float64 }
	tb.wait("the new run's step", func() bool {
		lr := tb.value("lr")
		if lr == "" {
			return false // the address has the surface's own rates still
		}
		client.GetJSON(t, s.url+"/api/cut?surface=bowl&run=1&k=2&lr="+lr, &now)
		return strings.HasPrefix(tb.cutSaid(), fmt.Sprintf("It lands higher than it left: %s →", three(now.Loss)))
	})
	if !(now.Landing > now.Loss) {
		t.Errorf("it goes from %v to %v", now.Loss, now.Landing)
	}
}

// three is a number as the page writes it, with three digits.
func three(v float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	return strings.ReplaceAll(strconv.FormatFloat(rounded, 'f', -1, 64), "-", "−")
}

// TestBrowserCutFollowsThePlayhead: buttons and keys move it from step to step, past
// the end it says that it is the last, its link restores it, and its button gives
// the loss at every step back.
func TestBrowserCutFollowsThePlayhead(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&at=3", laptop)
	eval[any](tb, `document.getElementById("cut-open").click()`)
	tb.untilCut(1, 3)
	tb.expectFocus("cut-close")
	eval[any](tb, `document.activeElement.blur()`)
	tb.press(kb.ArrowRight)
	tb.untilCut(1, 4)
	tb.press("1")
	tb.untilCut(0, 4)
	tb.wait("the run and the step in the address", func() bool { return tb.value("run") == "0" && tb.value("at") == "4" })
	open(t, eval[string](tb, "location.href"), laptop).untilCut(0, 4)
	tb.navigate(s.url + "/?surface=wells&run=2&chart=cut") // it opens at the end
	tb.until(`document.getElementById("cut-note").textContent.includes("this was its last step")`)
	eval[any](tb, `document.getElementById("cut-close").click()`)
	tb.expectFocus("cut-open")
	tb.until(visible("#chart-figure") + ` && !` + visible("#cut"))
}

func (tb *tab) expectFocus(id string) {
	tb.t.Helper()
	tb.until(`document.activeElement.id === ` + quote(id))
}

// TestBrowserCutWhereThereIsNone: of one weight the map is the cut, a network has none; what the runs do
// is not told before the room has guessed.
func TestBrowserCutWhereThereIsNone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=parabola&chart=cut", laptop)
	tb.until(`document.getElementById("cut").hidden && document.getElementById("cut-open").hidden && ` + visible("#chart-figure"))
	tb.turnTo("surface=net&data=line&units=1,1&chart=cut") // two weights, and no second derivatives
	tb.until(`document.getElementById("cut").hidden && document.getElementById("cut-open").hidden && document.querySelectorAll("#cards .card").length === 3`)
	tb.turnTo("surface=wells&chart=cut&predict=1")
	tb.until(`!` + visible("#cut") + ` && ` + visible("#chart-figure"))
}

// TestBrowserCutIsGlassInTheRelief: the relief has the plane of the line while the
// chart shows it, and no longer.
func TestBrowserCutIsGlassInTheRelief(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&at=2&mode=3d&chart=cut", laptop)
	tb.until(relieved + ` && document.getElementById("relief").dataset.cut === "true"`)
	eval[any](tb, `document.getElementById("cut-close").click()`)
	tb.until(`document.getElementById("relief").dataset.cut === "false"`)
}

// TestBrowserABeatKeepsItsText: the text of a beat is on the screen beside the cut that
// it is about, in the theme with the largest letters too.
func TestBrowserABeatKeepsItsText(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	for _, size := range []screen{{1280, 720}, {1280, 593}} {
		tb.do(chromedp.EmulateViewport(size.width, size.height))
		tb.navigate(s.url + "/p/overshoot-and-diverge?beat=4&theme=projector&lang=en")
		tb.until(`(() => { const whole = id => { const e = document.getElementById(id), r = e?.getBoundingClientRect(); return r && e.checkVisibility() && r.width > 100 && r.height > 40 && r.bottom <= innerHeight };
			const cut = document.querySelector(".cut .chart-canvas"), r = cut?.getBoundingClientRect(), ruler = document.getElementById("ruler").getBoundingClientRect();
			return whole("story") && cut.checkVisibility() && r.height >= 80 && r.bottom <= ruler.top })()`)
	}
}
