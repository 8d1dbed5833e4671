package main

import (
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"math"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"downhill/landscape"
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

func evaluatedAt(t testing.TB, s *site, surface string, at spot) (e evaluated) {
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
func (tb *tab) expectAllRead(s *site, at spot) evaluated {
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
	s := startSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/", size)
			p := tb.mapping().ground()
			tb.mouse(input.DispatchMouseEventTypeMouseMoved, p, 0)
			tb.told()
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
	s := startSite(t)
	tb := open(t, s.url+"/", laptop)
	at := iterates(t, s, "")[1][5]
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.mapping().pixel(at), 0)
	tb.told()
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
	s := startSite(t)
	address := s.url + "/?predict=1&layers=contours,ellipse"
	tb := newTab(t, address, laptop)
	tb.do(chromedp.Navigate(address))
	tb.front()
	tb.until(`document.querySelector("#map .start-handle")?.checkVisibility({visibilityProperty: true})`)
	at := iterates(t, s, "")[1][5]
	tb.wait("the card", func() bool { // which comes with the surface
		for _, dx := range []float64{1, 0} {
			p := tb.mapping().pixel(at)
			tb.mouse(input.DispatchMouseEventTypeMouseMoved, spot{p.X + dx, p.Y}, 0)
		}
		return eval[bool](tb, `!document.getElementById("readout").hidden`)
	})
	tb.told()
	if eval[bool](tb, `!document.getElementById("readout-run").hidden`) {
		t.Error("the card names an iterate that is to be guessed")
	}
	if slices := tb.ring(iterates(t, s, "")[1]); slices != 0 {
		t.Errorf("%d places show the curvature at a head that is hidden", slices)
	}
}

func TestBrowserMapTellsThePointThatIsTapped(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/", phone)
	p := tb.mapping().ground()
	tb.touch(input.DispatchTouchEventTypeTouchStart, p)
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
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
	s := startSite(t)
	tb := open(t, s.url+"/", laptop)
	tb.focus("map")
	tb.told()
	before := tb.mapping()
	tb.press(kb.ArrowRight)
	tb.press("+")
	after := tb.mapping()
	if after.Box[0] <= before.Box[0] || after.Box[1]-after.Box[0] >= 0.9*(before.Box[1]-before.Box[0]) {
		t.Errorf("the keys took the map from %v to %v", before.Box, after.Box)
	}
	tb.told()
	tb.expectAllRead(s, after.place(spot{after.Left + after.Width/2, after.Top + after.Height/2}))
	tb.press(kb.Tab)
	tb.until(`document.activeElement.matches(".start-handle") || document.getElementById("readout").hidden`)
}

func TestBrowserStartIsReadByKeys(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/", laptop)
	tb.focus("map")
	tb.press(kb.Tab)
	tb.until(`document.activeElement.matches(".start-handle")`)
	tb.told()
	tb.expectReadout("loss", evaluatedAt(t, s, "wells", iterates(t, s, "")[0][0]).Loss)
}

// changed is the share of the map's pixels that differ between two pictures.
func changed(a, b image.Image, m mapping) float64 {
	n, all := 0, 0
	for y := int(m.Top) + 2; y < int(m.Top+m.Height)-2; y++ {
		for x := int(m.Left) + 2; x < int(m.Left+m.Width)-2; x++ {
			r0, g0, b0, _ := a.At(x, y).RGBA()
			r1, g1, b1, _ := b.At(x, y).RGBA()
			all++
			if apart(r0, uint8(r1>>8))+apart(g0, uint8(g1>>8))+apart(b0, uint8(b1>>8)) > 24 {
				n++
			}
		}
	}
	return float64(n) / float64(all)
}

func (tb *tab) click(selector string) {
	tb.t.Helper()
	p := tb.centre(selector)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, p, 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, p, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, p, 0)
}

// layer ticks a layer in the menu, which is open only meanwhile.
func (tb *tab) layer(name string) {
	tb.t.Helper()
	tb.click("#layers")
	tb.until(`!document.getElementById("layers-menu").hidden`)
	tb.click("#layer-" + name)
	tb.press(kb.Escape)
	tb.until(`document.getElementById("layers-menu").hidden && document.activeElement.id === "layers"`)
}

func TestBrowserLayers(t *testing.T) {
	s := startSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/", size)
			m := tb.mapping()
			least := map[string]float64{"contours": 0.02, "marks": 0.0003, "field": 0.01, "ellipse": 0.0005, "basins": 0.1}
			for _, layer := range []string{"contours", "marks", "field", "ellipse", "basins"} {
				before := tb.screenshot()
				tb.layer(layer)
				tb.expect(func() string {
					if part := changed(before, tb.screenshot(), m); part < least[layer] {
						return fmt.Sprintf("layer %s changed %.2f %% of the map", layer, 100*part)
					}
					return ""
				})
			}
			tb.wait("the layers in the link", func() bool { return tb.value("layers") == "basins,field,ellipse" })
			whole := `document.getElementById("basins-key").dataset.whole === "true"`
			tb.until(whole) // a tab behind another is not drawn
			here := tb.screenshot()
			second := open(t, s.url+"/?"+tb.query(), size)
			second.until(whole)
			second.expect(func() string {
				if part := changed(here, second.screenshot(), m); part > 0.01 {
					return fmt.Sprintf("%.2f %% of the map differ behind the link", 100*part)
				}
				return ""
			})
		})
	}
}

func TestBrowserLayersMenuClosesElsewhere(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/", laptop)
	tb.click("#layers")
	tb.until(`document.getElementById("layers").getAttribute("aria-expanded") === "true"`)
	p := tb.mapping().ground()
	tb.mouse(input.DispatchMouseEventTypeMousePressed, p, 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, p, 0)
	tb.until(`document.getElementById("layers-menu").hidden && document.getElementById("layers").getAttribute("aria-expanded") === "false"`)
	tb.press("b")
	tb.wait("b shows the basins", func() bool { return tb.value("layers") == "contours,basins,marks" })
	tb.until(`document.getElementById("layer-basins").checked`)
}

// ring counts, in 24 directions from a run's last iterate, where its curvature
// is drawn in its colour: 46 px away, since the wells are round at the bottom.
func (tb *tab) ring(run []spot) int {
	tb.t.Helper()
	picture, at, n := tb.screenshot(), tb.mapping().pixel(run[len(run)-1]), 0
	for i := range 24 {
		angle := 2 * math.Pi * float64(i) / 24
		if near(picture, spot{at.X + 45.5*math.Cos(angle), at.Y + 45.5*math.Sin(angle)}, runColours[1], 1) {
			n++
		}
	}
	return n
}

func TestBrowserCurvatureAtTheHead(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/?layers=contours,ellipse", laptop)
	good := iterates(t, s, "")[1]
	tb.expect(func() string {
		if n := tb.ring(good); n < 18 {
			return fmt.Sprintf("the ellipse is drawn in %d of 24 directions", n)
		}
		return ""
	})
}

// wheel turns the wheel over a place; below 0 comes closer.
func (tb *tab) wheel(at spot, delta float64) {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseWheel, X: at.X, Y: at.Y, DeltaY: delta, DeltaX: 1e-9, // it must be given, and 0 is left out
	})
	tb.must(err)
}

// expectRefined waits until heights were fetched for a box that is not much
// larger than what is seen, and lines are drawn from them: of the pixels along a
// row of the map at least some differ from their neighbours.
func (tb *tab) expectRefined() {
	tb.t.Helper()
	tb.wait("heights of what is seen", func() bool {
		m := tb.mapping()
		for _, address := range eval[[]string](tb, `performance.getEntriesByType("resource").map(e => e.name).filter(n => n.includes("/api/grid?"))`) {
			u, err := url.Parse(address)
			tb.must(err)
			var box [4]float64
			if _, err := fmt.Sscanf(u.Query().Get("view"), "%g,%g,%g,%g", &box[0], &box[1], &box[2], &box[3]); err != nil {
				continue
			}
			if box[0] <= m.Box[0] && box[1] >= m.Box[1] && box[1]-box[0] < 2.2*(m.Box[1]-m.Box[0]) {
				return true
			}
		}
		return false
	})
	tb.expect(func() string {
		if n := tb.lines(); n < 8 {
			return fmt.Sprintf("%d lines cross the map", n)
		}
		return ""
	})
}

// lines counts how often the ground changes along the map's diagonal.
func (tb *tab) lines() int {
	tb.t.Helper()
	picture, m, n := tb.screenshot(), tb.mapping(), 0
	last := color.RGBA{}
	for i := range int(m.Width) - 20 {
		x, y := int(m.Left)+10+i, int(m.Top+m.Height*(0.97-0.75*float64(i)/m.Width))
		r, g, b, _ := picture.At(x, y).RGBA()
		c := color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
		if i > 0 && apart(r, last.R)+apart(g, last.G)+apart(b, last.B) > 9 {
			n++
		}
		last = c
	}
	return n / 2
}

func TestBrowserMapRefinesAsItZooms(t *testing.T) {
	s := startSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=himmelblau&layers=contours", size)
			before := tb.mapping()
			at := before.ground()
			place := before.place(at)
			for range 30 {
				tb.wheel(at, -120)
			}
			tb.wait("a thousandth of the map", func() bool {
				box := tb.mapping().Box
				return box[1]-box[0] < 2e-3*(before.Box[1]-before.Box[0])
			})
			if now := tb.mapping().pixel(place); math.Hypot(now.X-at.X, now.Y-at.Y) > 1 {
				t.Errorf("what was under the wheel moved from %v to %v", at, now)
			}
			tb.expectRefined()
			tb.wait("the zoom in the link", func() bool { return strings.Count(tb.value("zoom"), ",") == 3 })
		})
	}
}

// A ten-thousandth of the map around a minimum: its heights differ by less than
// a float32 of the loss tells.
func TestBrowserMapRefinesAtAMinimum(t *testing.T) {
	s := startSite(t)
	surface, _ := landscape.Lookup("wells")
	at := surface.Minima[0].At
	tb := open(t, fmt.Sprintf("%s/?layers=contours&zoom=%v,%v,%v,%v", s.url, at.X-5e-4, at.X+5e-4, at.Y-5e-4, at.Y+5e-4), laptop)
	tb.expectRefined()
	tb.expect(func() string { // rings: the ground is the same on either side of the minimum
		picture, middle := tb.screenshot(), tb.mapping().pixel(spot{at.X, at.Y})
		for _, d := range []float64{60, 110, 160, 210} {
			r0, g0, b0, _ := picture.At(int(middle.X-d), int(middle.Y)-100).RGBA()
			r1, g1, b1, _ := picture.At(int(middle.X+d), int(middle.Y)-100).RGBA()
			if apart(r0, uint8(r1>>8))+apart(g0, uint8(g1>>8))+apart(b0, uint8(b1>>8)) > 60 {
				return fmt.Sprintf("the ground %v px to the left and to the right of the minimum differ", d)
			}
		}
		return ""
	})
}

func TestBrowserMapByPinch(t *testing.T) {
	s := startSite(t)
	tb := open(t, s.url+"/", phone)
	m := tb.mapping()
	middle := spot{m.Left + m.Width/2, m.Top + m.Height/2}
	for i := range 9 {
		d := 40 + 10*float64(i)
		kind := input.DispatchTouchEventTypeTouchMove
		if i == 0 {
			kind = input.DispatchTouchEventTypeTouchStart
		}
		tb.touch(kind, spot{middle.X - d, middle.Y}, spot{middle.X + d, middle.Y})
	}
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
	tb.wait("a third of the map between two fingers", func() bool {
		box := tb.mapping().Box
		part := (box[1] - box[0]) / (m.Box[1] - m.Box[0])
		return part > 0.28 && part < 0.4
	})
	tb.expectRefined()
	from := tb.mapping()
	tb.swipe(spot{middle.X - 60, middle.Y + 60}, spot{middle.X + 40, middle.Y + 20}, 8)
	tb.wait("one finger moves what is zoomed", func() bool { return tb.mapping().Box[0] < from.Box[0] })
}

func TestBrowserFitAndReset(t *testing.T) {
	s := startSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/", size)
			whole, entries := tb.mapping().Box, eval[int](tb, "history.length")
			if eval[bool](tb, `!document.getElementById("reset").hidden`) {
				t.Error("there is a way back from a map that is whole")
			}
			tb.click("#fit")
			tb.wait("the zoom in the link", func() bool { return tb.value("zoom") != "" })
			m := tb.mapping()
			for i, run := range iterates(t, s, "") {
				for k, w := range run {
					if !m.shows(m.pixel(w)) {
						t.Fatalf("run %d: iterate %d at %v is not on the map %v", i, k, w, m.Box)
					}
				}
			}
			tb.wheel(m.ground(), -120)
			tb.click("#reset")
			tb.wait("no zoom in the link", func() bool { return tb.value("zoom") == "" })
			if box := tb.mapping().Box; box != whole {
				t.Errorf("the whole map is %v, and was %v", box, whole)
			}
			tb.until(`document.getElementById("reset").hidden`)
			if n := eval[int](tb, "history.length"); n != entries {
				t.Errorf("zooming left %d entries in the history", n-entries)
			}
		})
	}
}

func TestBrowserMapBarFits(t *testing.T) {
	s := startSite(t)
	for _, size := range []screen{phone, {320, 640}} {
		tb := open(t, s.url+"/", size)
		tb.click("#fit")
		tb.until(`!document.getElementById("reset").hidden`)
		problems := eval[[]string](tb, `[...document.querySelectorAll("#map-bar button")].flatMap(b => {
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
