package browser

import (
	"fmt"
	"image/color"
	"math"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"

	"downhill/landscape"
)

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
			if _, err := fmt.Sscanf(u.Query().Get("box"), "%g,%g,%g,%g", &box[0], &box[1], &box[2], &box[3]); err != nil {
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
	t.Parallel()
	s := sharedSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=himmelblau&layers=contours", size)
			before := tb.mapping()
			at := before.ground()
			place := before.place(at)
			for range 29 {
				tb.roll(at, -120, 0)
			}
			tb.rollUntil(at, -120, 0, "a thousandth of the map", func() bool {
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
	t.Parallel()
	s := sharedSite(t)
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
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", phone)
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
	t.Parallel()
	s := sharedSite(t)
	for name, size := range screens {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/?surface=wells", size)
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
			tb.roll(m.ground(), -120, 0)
			tb.click("#reset")
			tb.wait("no zoom in the link", func() bool { return tb.value("zoom") == "" })
			tb.wait(fmt.Sprintf("the whole map, %v", whole), func() bool { return tb.mapping().Box == whole })
			tb.until(`document.getElementById("reset").hidden`)
			if n := eval[int](tb, "history.length"); n != entries {
				t.Errorf("zooming left %d entries in the history", n-entries)
			}
		})
	}
}
