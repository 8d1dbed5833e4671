package browser

import (
	"encoding/json"
	"fmt"
	"image/color"
	"math"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// screens are the three sizes that a page is looked at in.
var screens = map[string]screen{"laptop": laptop, "projector": projector, "phone": phone}

// evaluated is what the server says of a point.
type evaluated struct {
	Loss        float64
	Gradient    [2]float64
	Eigenvalues [2]float64
	Critical    *float64 `json:"critical_rate"`
}

func evaluatedAt(t testing.TB, s *host, surface string, at spot) (e evaluated) {
	t.Helper()
	answer, err := http.Get(fmt.Sprintf("%s/api/eval?surface=%s&at=%v,%v", s.url, surface, at.X, at.Y))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&e); err != nil {
		t.Fatal(err)
	}
	return e
}

// readout are the numbers of a row of the card beside the pointer.
func (tb *tab) readout(row string) []float64 {
	tb.t.Helper()
	text := eval[string](tb, `document.getElementById("readout-`+row+`").textContent`)
	var numbers []float64
	for part := range strings.SplitSeq(strings.NewReplacer("(", "", ")", "", "−", "-", " ", "").Replace(text), ",") {
		numbers = append(numbers, number(tb.t, part))
	}
	return numbers
}

// told waits until the card beside the pointer knows the point.
func (tb *tab) told() {
	tb.t.Helper()
	tb.until(`(card => !card.hidden && !card.classList.contains("stale"))(document.getElementById("readout"))`)
}

// pointAt moves the pointer to a place of the map, wherever that lies once the page is
// laid out, until the card beside it, which comes with the surface, knows the point.
func (tb *tab) pointAt(place func(m mapping) spot) {
	tb.t.Helper()
	tb.again("the card beside the pointer", func() {
		p := place(tb.mapping())
		for _, dx := range []float64{1, 0} {
			tb.mouse(input.DispatchMouseEventTypeMouseMoved, spot{p.X + dx, p.Y}, 0)
		}
	}, func() bool { return eval[bool](tb, `!document.getElementById("readout").hidden`) })
	tb.told()
}

func (tb *tab) expectReadout(row string, want ...float64) {
	tb.t.Helper()
	got := tb.readout(row)
	for i := range want {
		if len(got) != len(want) || math.Abs(got[i]-want[i]) > 0.006*math.Abs(want[i])+1e-9 {
			tb.t.Fatalf("the card says %s %v, the server %v", row, got, want)
		}
	}
}

// expectAllRead holds the card's numbers to the server's at a point.
func (tb *tab) expectAllRead(s *host, at spot) evaluated {
	tb.t.Helper()
	e := evaluatedAt(tb.t, s, "wells", at)
	tb.expectReadout("loss", e.Loss)
	tb.expectReadout("gradient", e.Gradient[:]...)
	tb.expectReadout("slope", math.Hypot(e.Gradient[0], e.Gradient[1]))
	tb.expectReadout("eigenvalues", e.Eigenvalues[:]...)
	tb.expectReadout("critical", *e.Critical)
	return e
}

// ground is a place of the map away from the runs and from what lies over it.
// It is a whole pixel, as the pointer's places are.
func (m mapping) ground() spot {
	return spot{math.Floor(m.Left + 0.3*m.Width), math.Floor(m.Top + 0.42*m.Height)}
}

func TestBrowserMapTellsThePointUnderThePointer(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=wells&hidden=2", size) // whose label lies beside the arrow
			p := tb.mapping().ground()
			tb.pointAt(mapping.ground)
			at := tb.mapping().place(p)
			e := tb.expectAllRead(s, at)
			tb.expectReadout("w", math.Round(at.X*100)/100, math.Round(at.Y*100)/100)
			tb.expectArrow(p, e.Gradient)
			tb.expectCardBeside(p)
			tb.mouse(input.DispatchMouseEventTypeMouseMoved, spot{p.X, 5}, 0)
			tb.until(`document.getElementById("readout").hidden`)
		})
	}
}

// expectArrow holds that an arrow of the text's colour goes down the slope from
// p, and none up.
func (tb *tab) expectArrow(p spot, gradient [2]float64) {
	tb.t.Helper()
	ink := color.RGBA{0x16, 0x20, 0x2b, 0xff}
	length := math.Hypot(gradient[0], gradient[1])
	along := func(px float64) spot { return spot{p.X - px*gradient[0]/length, p.Y + px*gradient[1]/length} }
	tb.expect(func() string {
		picture := tb.screenshot()
		for _, px := range []float64{12, 20, 28, 36} {
			if !near(picture, along(px), ink, 1) {
				return fmt.Sprintf("no arrow %v px down the slope", px)
			}
		}
		if near(picture, along(-14), ink, 2) {
			return "an arrow goes up the slope"
		}
		return ""
	})
}

// expectCardBeside holds that the card is on the map and not over the pointer.
func (tb *tab) expectCardBeside(p spot) {
	tb.t.Helper()
	m := tb.mapping()
	r := eval[[4]float64](tb, `(r => [r.left, r.top, r.right, r.bottom])(document.getElementById("readout").getBoundingClientRect())`)
	if r[0] < m.Left || r[1] < m.Top || r[2] > m.Left+m.Width || r[3] > m.Top+m.Height {
		tb.t.Errorf("the card %v leaves the map %v", r, m)
	}
	if p.X > r[0] && p.X < r[2] && p.Y > r[1] && p.Y < r[3] {
		tb.t.Errorf("the card %v lies over the pointer %v", r, p)
	}
}

func TestBrowserMapNamesAnIterate(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	at := iterates(t, s, "")[1][5]
	tb.pointAt(func(m mapping) spot { return m.pixel(at) })
	if name := eval[string](tb, `document.getElementById("readout-name").textContent`); name != "Good, step 5" {
		t.Errorf("the card is of %q", name)
	}
	tb.expectReadout("loss", evaluatedAt(t, s, "wells", at).Loss)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.centre(startHandle), 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.centre(startHandle), 1)
	tb.until(`document.getElementById("readout").hidden`)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.centre(startHandle), 0)
}

func TestBrowserMapNamesNoIterateBeforeTheReveal(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	address := s.url + "/?predict=1&layers=contours,ellipse"
	tb := newTab(t, address, laptop)
	tb.do(chromedp.Navigate(address))
	tb.front()
	tb.until(`document.querySelector("#map .start-handle")?.checkVisibility({visibilityProperty: true})`)
	at := iterates(t, s, "")[1][5]
	tb.pointAt(func(m mapping) spot { return m.pixel(at) })
	if eval[bool](tb, `!document.getElementById("readout-run").hidden`) {
		t.Error("the card names an iterate that is to be guessed")
	}
	if slices := tb.ring(iterates(t, s, "")[1]); slices != 0 {
		t.Errorf("%d places show the curvature at a head that is hidden", slices)
	}
}

func TestBrowserMapTellsThePointThatIsTapped(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", phone)
	p := tb.mapping().ground()
	tb.tap(p)
	tb.told()
	tb.expectAllRead(s, tb.mapping().place(p))
	tb.expectCardBeside(p)
}

// focus presses Tab until an element has the focus.
func (tb *tab) focus(id string) {
	tb.t.Helper()
	for range 60 {
		if eval[bool](tb, `document.activeElement?.id === `+quote(id)) {
			return
		}
		tb.press(kb.Tab)
	}
	tb.t.Fatalf("the keys don't reach #%s", id)
}

func TestBrowserMapByKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.focus("map")
	tb.told()
	before := tb.mapping()
	tb.press(kb.ArrowRight)
	tb.press("+")
	tb.wait("the map to go right and come closer", func() bool {
		box := tb.mapping().Box
		return box[0] > before.Box[0] && box[1]-box[0] < 0.9*(before.Box[1]-before.Box[0])
	})
	after := tb.mapping()
	tb.told()
	tb.expectAllRead(s, after.place(spot{after.Left + after.Width/2, after.Top + after.Height/2}))
	tb.press(kb.Tab)
	tb.until(`document.activeElement.matches(".start-handle") || document.getElementById("readout").hidden`)
}

func TestBrowserStartIsReadByKeys(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	tb.focus("map")
	tb.press(kb.Tab)
	tb.until(`document.activeElement.matches(".start-handle")`)
	tb.told()
	tb.expectReadout("loss", evaluatedAt(t, s, "wells", iterates(t, s, "")[0][0]).Loss)
}

// TestBrowserStartIsNotUnderTheButtons: the start that a surface opens with is seen, and can be
// taken hold of, at any size of the map; so it is once the whole map is shown again.
func TestBrowserStartIsNotUnderTheButtons(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, phone)
	const hit = `(() => {
		const r = document.querySelector("#map .start-handle span").getBoundingClientRect();
		const middle = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
		return middle?.closest(".start-handle") ? "" : "over the start is " + (middle?.closest("[id]")?.id ?? "nothing");
	})()`
	for path, at := range map[string]screen{"/?surface=two-wells": phone, "/?surface=two-wells&theme=projector": {1280, 593}} {
		tb.do(chromedp.EmulateViewport(at.width, at.height))
		tb.navigate(s.url + path)
		tb.until(`document.querySelector(".card .outcome-lead").textContent`)
		tb.drawn()
		opened := eval[string](tb, `document.getElementById("map").dataset.box`)
		if over := eval[string](tb, hit); over != "" {
			t.Errorf("%s at %v: %s", path, at, over)
		}
		tb.click("#fit")
		tb.until(`!document.getElementById("reset").hidden`)
		tb.click("#reset")
		tb.until(`document.getElementById("reset").hidden`)
		if box := eval[string](tb, `document.getElementById("map").dataset.box`); box != opened {
			t.Errorf("%s at %v: the whole map is %s, and was %s", path, at, box, opened)
		}
	}
}

func TestBrowserMapBarFits(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{phone, {320, 640}} {
		tb := open(t, s.url+"/?surface=wells", size)
		tb.click("#fit")
		tb.until(`!document.getElementById("reset").hidden`)
		problems := eval[[]string](tb, `[...document.querySelectorAll("#map-bar button")].filter(b => b.checkVisibility()).flatMap(b => {
			const r = b.getBoundingClientRect(), stage = document.getElementById("stage").getBoundingClientRect();
			const out = [];
			if (r.width < 44 || r.height < 44) out.push(b.id + " is " + r.width + " × " + r.height);
			if (r.left < stage.left || r.right > stage.right) out.push(b.id + " leaves the stage");
			if (document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest("button") !== b) out.push(b.id + " is covered");
			return out;
		})`)
		if len(problems) > 0 {
			t.Errorf("at %d px: %v", size.width, problems)
		}
	}
}

// A star and a cross say what they are, to a pointer and to a finger.
func TestBrowserMapNamesItsMarks(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	var surface struct {
		Minima []struct {
			At     [2]float64
			Global bool
		}
		Saddles [][2]float64
	}
	client.GetJSON(t, s.url+"/api/surface?surface=wells", &surface)
	for _, size := range []screen{laptop, phone} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			tb := open(t, s.url+"/?surface=wells&hidden=0,1,2", size)
			named := func(at [2]float64, want string) {
				t.Helper()
				place := func(m mapping) spot { p := m.pixel(spot{at[0], at[1]}); return spot{p.X + 4, p.Y - 3} }
				if size == phone {
					tb.swipe(place(tb.mapping()), place(tb.mapping()), 0)
				} else {
					tb.pointAt(place)
				}
				tb.until(`document.getElementById("readout-name").textContent === ` + quote(want) + ` && document.getElementById("readout-name").checkVisibility()`)
				tb.told()
				tb.expectReadout("loss", evaluatedAt(t, s, "wells", spot{at[0], at[1]}).Loss)
			}
			named(surface.Saddles[0], "Saddle point")
			for _, m := range surface.Minima[:2] {
				named(m.At, map[bool]string{true: "Global minimum", false: "Local minimum"}[m.Global])
			}
		})
	}
}
