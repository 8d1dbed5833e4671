package browser

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// curveHandle is what is dragged along the curve.
const curveHandle = "#one-weight .start-handle"

// curve takes a weight and its loss to the viewport, once the curve is there.
func (tb *tab) curve() mapping {
	tb.t.Helper()
	tb.until(`document.getElementById("one-weight").dataset.box && !document.getElementById("one-weight").hidden`)
	return eval[mapping](tb, `(() => { const curve = document.getElementById("one-weight"), r = curve.getBoundingClientRect();
		return {Left: r.x, Top: r.y, Width: r.width, Height: Number(curve.dataset.plot), Box: curve.dataset.box.split(",").map(Number)} })()`)
}

// onCurve asks the server itself where each run of a scenario of one weight goes:
// its weights with their losses.
func onCurve(t testing.TB, s *host, query string) [][]spot {
	t.Helper()
	answer, err := http.Get(s.url + "/api/run?" + scenarioOf(query))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var runs [][]spot
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		var line struct {
			Run  int
			W    []*float64
			Loss *float64
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%v in %s", err, lines.Bytes())
		}
		for len(runs) <= line.Run {
			runs = append(runs, nil)
		}
		if len(line.W) == 0 || line.W[0] == nil || line.Loss == nil {
			continue
		}
		if len(line.W) != 2 || *line.W[1] != 0 {
			t.Fatalf("an iterate of one weight is %s", lines.Bytes())
		}
		runs[line.Run] = append(runs[line.Run], spot{*line.W[0], *line.Loss})
	}
	if len(runs) == 0 {
		t.Fatalf("/api/run?%s answers %s", query, answer.Status)
	}
	return runs
}

// expectCurve waits until every run has its dots on the curve, where the server says
// that its iterates are, in the scenario that the address bar names.
func (tb *tab) expectCurve(s *host) {
	tb.t.Helper()
	tb.expect(func() string {
		runs := onCurve(tb.t, s, tb.query())
		picture, m := tb.screenshot(), tb.curve()
		for i, run := range runs {
			if part := shown(picture, m, apartFromHeads(m, run, runs), runColours[i]); part < 0.85 {
				return fmt.Sprintf("run %d: only %.0f %% of its iterates are on the curve", i, 100*part)
			}
		}
		return ""
	})
}

// apartFromHeads are a run's iterates that no head and no start lies over.
func apartFromHeads(m mapping, run []spot, runs [][]spot) (clear []spot) {
	for _, w := range run {
		p := m.pixel(w)
		if !slices.ContainsFunc(runs, func(other []spot) bool {
			first, last := m.pixel(other[0]), m.pixel(other[len(other)-1])
			return min(math.Hypot(p.X-first.X, p.Y-first.Y), math.Hypot(p.X-last.X, p.Y-last.Y)) < 18
		}) {
			clear = append(clear, w)
		}
	}
	return append([]spot{run[0]}, clear...)
}

func TestBrowserCurveShowsTheRuns(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, query := range []string{"surface=parabola", "surface=shallow-and-deep", "surface=plateau-and-cliff", "f=x%5E4-x%5E2&view=-2,2&start=1.5&lr=0.02,0.1,0.2"} {
		tb := open(t, s.url+"/?"+query, laptop)
		tb.expectCurve(s)
		if mode := eval[string](tb, `document.getElementById("stage").dataset.mode`); mode != "1d" {
			t.Errorf("%s opens in %q", query, mode)
		}
		if eval[bool](tb, `["map", "relief", "modes", "mode-3d"].some(id => document.getElementById(id).checkVisibility())`) {
			t.Errorf("%s shows the map or its modes", query)
		}
	}
}

func TestBrowserStartIsDraggedAlongTheCurve(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, size := range map[string]screen{"laptop": laptop, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=parabola", size)
			tb.expectCurve(s)
			from := tb.centre(curveHandle)
			to := spot{from.X + 60, from.Y - 40} // whatever its height, it stays on the curve
			if name == "phone" {
				tb.swipe(from, to, 8)
			} else {
				tb.drag(from, to, 8)
			}
			tb.expectStartAt(to.X)
			tb.expectCurve(s)
		})
	}
}

// expectStartAt waits until the address has its start at an x of the viewport, as one
// number, and the handle stands there on the curve.
func (tb *tab) expectStartAt(x float64) {
	tb.t.Helper()
	tb.wait(fmt.Sprintf("the start at %.1f on the screen", x), func() bool {
		if tb.value("start") == "" {
			return false
		}
		m := tb.curve()
		w := number(tb.t, tb.value("start"))
		at, stands := m.pixel(spot{w, w * w / 2}), tb.centre(curveHandle)
		return math.Abs(at.X-x) <= 2 && math.Hypot(at.X-stands.X, at.Y-stands.Y) <= 2
	})
}

func TestBrowserCurveByKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=parabola", laptop)
	tb.expectCurve(s)
	eval[any](tb, `document.querySelector("`+curveHandle+`").focus()`)
	tb.until(`document.activeElement === document.querySelector("` + curveHandle + `")`)
	for range 4 {
		tb.press(kb.ArrowRight)
	}
	tb.wait("the start in the address", func() bool { return tb.value("start") != "" })
	tb.settled("start")
	if w := number(t, tb.value("start")); w <= -4 || w > -3 {
		t.Errorf("four presses of the right arrow took the start from −4 to %v", w)
	}
	tb.expectCurve(s)
	tb.expectSameCurveBehindLink(s)
}

// expectSameCurveBehindLink copies the page's link, opens it in a tab of its own,
// and holds that it draws and says the same.
func (tb *tab) expectSameCurveBehindLink(s *host) {
	tb.t.Helper()
	eval[any](tb, `document.getElementById("share-open").click()`)
	tb.until(`document.getElementById("share-link").value`)
	link := eval[string](tb, `(link => new URL(link).search)(document.getElementById("share-link").value)`)
	second := open(tb.t, s.url+"/"+link, laptop)
	second.expectCurve(s)
	if a, b := tb.sentences(), second.sentences(); fmt.Sprint(a) != fmt.Sprint(b) {
		tb.t.Errorf("the first tab says %q, the second %q", a, b)
	}
	if a, b := tb.curve().Box, second.curve().Box; a != b {
		tb.t.Errorf("the first tab shows %v, the second %v", a, b)
	}
}

func TestBrowserCurveFollowsAFlag(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=parabola&lr=0.1,0.45,1.6", laptop)
	tb.expectCurve(s)
	from := tb.grip(2)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, from, 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, from, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, spot{from.X - 30, from.Y}, 1)
	tb.wait("the rate in the address while the flag is held", func() bool { return tb.value("lr") != "0.1,0.5,1.5" })
	tb.expectCurve(s)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, spot{from.X - 30, from.Y}, 0)
	tb.expectCurve(s)
}
