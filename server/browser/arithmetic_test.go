package browser

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"downhill/server/client"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// threeRates is a scenario whose middle run has well separated iterates.
const threeRates = "surface=wells&lr=0.1,0.5,1.8"

// openNumbers opens the step in numbers by its button.
func (tb *tab) openNumbers() {
	tb.t.Helper()
	eval[any](tb, `document.getElementById("step-open").click()`)
	tb.until(`!document.getElementById("arithmetic").hidden`)
}

// expectTold waits until the update that leaves iterate k of a run is told, and
// holds that each line comes to what the server says, in full and rounded.
func (tb *tab) expectTold(s *host, query string, run, k int) {
	tb.t.Helper()
	tb.until(fmt.Sprintf(`document.getElementById("arithmetic-lines").dataset.step === "%d %d"`, run, k))
	var step struct {
		Lines []struct {
			Name   string
			Values []*float64 `json:"results"`
		}
	}
	client.GetJSON(tb.t.(*testing.T), fmt.Sprintf("%s/api/step?%s&run=%d&k=%d", s.url, scenarioOf(query), run, k), &step)
	for _, l := range step.Lines {
		shown := eval[shownLine](tb, `(line => ({Full: line.querySelector(".work-result").title, Cells: [...line.querySelectorAll(".work-result .work-cell")].map(c => c.textContent)}))
			(document.querySelector(`+quote(`.work[data-name="`+l.Name+`"]`)+`))`)
		shown.expect(tb.t, l.Name, l.Values)
	}
}

// shownLine is what a line's result says: all digits, and those that are read.
type shownLine struct {
	Full  string
	Cells []string
}

func (s shownLine) expect(t testing.TB, name string, want []*float64) {
	t.Helper()
	full := strings.Split(strings.ReplaceAll(s.Full, "−", "-"), ", ")
	if len(full) != len(want) {
		t.Fatalf("%s says %+v, want %d numbers", name, s, len(want))
	}
	for i, v := range want {
		if got := number(t, full[i]); v == nil || got != *v {
			t.Errorf("%s, component %d, is %v, want %v", name, i, got, *v)
		}
		if name == "" || len(s.Cells) != len(want) || strings.Contains(s.Cells[i], "·") {
			continue // a comparison, a matrix, or a power of ten
		}
		if got := number(t, strings.ReplaceAll(s.Cells[i], "−", "-")); math.Abs(got-*v) > 1e-3*math.Abs(*v) {
			t.Errorf("%s, component %d, reads %s, want %v", name, i, s.Cells[i], *v)
		}
	}
}

func TestBrowserStepInNumbersFollowsAClick(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	runs := iterates(t, s, threeRates)
	for _, size := range []screen{laptop, projector, phone} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			tb := open(t, s.url+"/?"+threeRates, size)
			tb.openNumbers()
			tb.clickIterate(runs[1][4], size == phone)
			tb.expectTold(s, threeRates, 1, 4)
			next := eval[string](tb, `document.querySelector(".work-main .work-result").title`)
			if want := strings.ReplaceAll(fmt.Sprint(runs[1][5].X)+", "+fmt.Sprint(runs[1][5].Y), "-", "−"); next != want {
				t.Errorf("the update comes to %s, the streamed iterate is %s", next, want)
			}
			tb.expectRoom(size)
		})
	}
}

// clickIterate clicks, or taps, where an iterate is drawn.
func (tb *tab) clickIterate(w spot, finger bool) {
	tb.t.Helper()
	at := tb.mapping().pixel(w)
	if finger {
		tb.swipe(at, at, 0)
		return
	}
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, at, 0)
	tb.drag(at, at, 0)
}

// expectRoom holds that the numbers and the map are seen together, nothing is
// cut, and nothing moves from one step to the next.
func (tb *tab) expectRoom(size screen) {
	tb.t.Helper()
	for _, text := range eval[[]string](tb, cut) {
		tb.t.Error(text)
	}
	const covered = `(() => { const m = document.getElementById("map").getBoundingClientRect(), p = document.getElementById("arithmetic").getBoundingClientRect();
		const beside = p.left >= m.right || p.top >= m.bottom; return beside ? 0 : (m.bottom - p.top) / m.height })()`
	if part := eval[float64](tb, covered); part > 0.35 {
		tb.t.Errorf("the numbers cover %.0f %% of the map", 100*part)
	}
	const place = `(r => [r.x, r.y, r.width, r.height].join())(document.getElementById("arithmetic").getBoundingClientRect())`
	before := eval[string](tb, place)
	eval[any](tb, `document.getElementById("forward").click()`)
	tb.until(`document.getElementById("arithmetic-lines").dataset.step === "1 5"`)
	if after := eval[string](tb, place); after != before && size != phone {
		tb.t.Errorf("the numbers moved from %s to %s", before, after)
	}
}

func TestBrowserStepInNumbersSpeaksTheOptimizer(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, query := range []string{
		"surface=wells&opt=adam&lr=0.1", "surface=wells&opt=rprop&lr=0.1", "surface=rosenbrock&opt=newton",
		"surface=wells&opt=momentum&lr=0.01&noise=0.3&clip=norm:1&schedule=cosine",
	} {
		tb := open(t, s.url+"/?at=3&"+query, laptop)
		tb.openNumbers()
		tb.expectTold(s, query, 0, 3)
		names := eval[[]string](tb, `[...document.querySelectorAll(".work")].map(line => line.dataset.name)`)
		if !strings.HasPrefix(names[0], "w'") {
			t.Errorf("%s begins with %s", query, names[0])
		}
	}
}

func TestBrowserStepInNumbersAtTheEnd(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	runs := iterates(t, s, threeRates)
	tb := open(t, s.url+"/?"+threeRates, laptop)
	tb.openNumbers() // the playhead is at the end of the longest run
	last := len(runs[1]) - 1
	tb.expectTold(s, threeRates, 1, last-1)
	tb.until(`document.getElementById("arithmetic-note").checkVisibility()`)
	if note := eval[string](tb, `document.getElementById("arithmetic-note").textContent`); !strings.Contains(note, strconv.Itoa(last)) {
		t.Errorf("at the end it says %q, not that it ended at step %d", note, last)
	}
	eval[any](tb, `document.querySelectorAll(".arithmetic-run")[0].click()`)
	tb.expectTold(s, threeRates, 0, len(runs[0])-2)
	eval[any](tb, `(scrub => { scrub.value = "3"; scrub.dispatchEvent(new Event("input")) })(document.getElementById("scrub"))`)
	tb.expectTold(s, threeRates, 0, 3)
	tb.until(`document.getElementById("arithmetic-note").hidden`)
}

func TestBrowserStepInNumbersByKeyboard(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?at=2&lang=ko&"+threeRates, laptop)
	tb.press("s")
	tb.expectTold(s, threeRates, 1, 2)
	if title := eval[string](tb, `document.getElementById("arithmetic-title").textContent`); title != "2 → 3스텝" {
		t.Errorf("in Korean the title is %q", title)
	}
	tb.press(kb.ArrowRight)
	tb.expectTold(s, threeRates, 1, 3)
	tb.press("1")
	tb.expectTold(s, threeRates, 0, 3)
	eval[any](tb, `document.getElementById("arithmetic-close").focus()`)
	tb.press(kb.Escape)
	tb.until(`document.getElementById("arithmetic").hidden && document.activeElement.id === "step-open"`)
	if expanded := eval[string](tb, `document.activeElement.getAttribute("aria-expanded")`); expanded != "false" {
		t.Errorf("the closed panel's button says expanded: %s", expanded)
	}
}

// A line that is pointed at, or has the keys' focus, has its arrow glow on the map
// or the curve, and says where there is none to see.
func TestBrowserLinesOfAStepShowTheirArrows(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	const picture = `[...document.querySelectorAll("#map canvas, #one-weight canvas")].filter(c => c.checkVisibility()).map(c => c.toDataURL()).join()`
	const away, update, slope = ".arithmetic-title", `.work[data-arrow="update"]`, `.work[data-arrow="slope"]`
	for _, query := range []string{threeRates + "&run=1&at=1&panel=step", "surface=parabola&run=1&at=1&panel=step"} {
		t.Run(query, func(t *testing.T) {
			tb := open(t, s.url+"/?"+query, laptop)
			tb.until(`document.querySelectorAll(".work[data-arrow]").length === 2`)
			tb.drawn()
			tb.restingPicture()
			for _, line := range []string{update, slope} {
				eval[any](tb, `void (window.plain = `+picture+`)`)
				eval[any](tb, `document.querySelector(`+quote(line)+`).focus()`)
				tb.until(picture + ` !== window.plain`)
				eval[any](tb, `void (window["`+line[len(line)-5:len(line)-2]+`"] = `+picture+`)`)
				eval[any](tb, `document.activeElement.blur()`)
				tb.until(picture + ` === window.plain`)
				tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.centre(line), 0)
				tb.until(picture + ` !== window.plain`)
				if said := eval[string](tb, `document.querySelector(`+quote(line+" .work-seen")+`).textContent`); said != "" {
					t.Errorf("of %s, which is seen, it says %q", line, said)
				}
				tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.centre(away), 0)
				tb.until(picture + ` === window.plain`)
			}
			if eval[bool](tb, `window.ate === window.ope`) {
				t.Error("the gradient's line shows what the update's does")
			}
			tb.until(`!document.querySelector(".work:focus")`)
			eval[any](tb, `document.querySelector(`+quote(update)+`).focus()`)
			tb.press(kb.ArrowRight)
			tb.until(`document.getElementById("arithmetic-lines").dataset.step.endsWith(" 2") && document.activeElement.matches(` + quote(update) + `)`)
			eval[any](tb, `document.getElementById("scrub").focus()`)
			tb.press(kb.End)
			tb.until(`document.getElementById("arithmetic-note").checkVisibility()`)
			eval[any](tb, `document.querySelector(`+quote(update)+`).focus()`)
			tb.until(`document.querySelector(` + quote(update+" .work-seen") + `).textContent === "too short to be seen here"`)
		})
	}
}
