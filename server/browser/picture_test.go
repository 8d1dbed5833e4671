package browser

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"net/url"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"downhill/train/link"
)

// runColours are the low, good and high run's in the light theme.
var runColours = []color.RGBA{
	{0x00, 0x72, 0xB2, 0xFF},
	{0x00, 0x9E, 0x73, 0xFF},
	{0xD5, 0x5E, 0x00, 0xFF},
}

// scenarioOf is the part of a page's query that the API reads.
func scenarioOf(query string) string {
	scenario, _ := link.Part(query, func(key, _ string) bool { return link.Knows(key) })
	return scenario
}

// iterates asks the server itself where each run of a scenario goes: for each
// run its finite iterates in order.
func iterates(t testing.TB, s *host, query string) [][]spot {
	t.Helper()
	query = scenarioOf(query) // the API has no keys of the page alone
	answer, err := http.Get(s.url + "/api/run?" + query)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("/api/run?%s answers %s", query, answer.Status)
	}
	var runs [][]spot
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			Run    int
			Member int // of an ensemble: the run itself is member 0
			W      []*float64
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%v in %s", err, lines.Bytes())
		}
		if line.Member > 0 {
			continue
		}
		for len(runs) <= line.Run {
			runs = append(runs, nil)
		}
		if len(line.W) == 2 && line.W[0] != nil && line.W[1] != nil {
			runs[line.Run] = append(runs[line.Run], spot{*line.W[0], *line.W[1]})
		}
	}
	return runs
}

// mapping takes the weight plane to the viewport.
type mapping struct {
	Left, Top, Width, Height float64
	Box                      [4]float64 // xmin, xmax, ymin, ymax
}

// mapping reads where the map is on the screen and which box it shows.
func (tb *tab) mapping() mapping {
	tb.t.Helper()
	return eval[mapping](tb, `(() => { const map = document.getElementById("map"), r = map.getBoundingClientRect();
		return {Left: r.x, Top: r.y, Width: r.width, Height: r.height, Box: map.dataset.box.split(",").map(Number)} })()`)
}

// pixel is where a place of the weight plane is shown.
func (m mapping) pixel(w spot) spot {
	return spot{
		m.Left + (w.X-m.Box[0])/(m.Box[1]-m.Box[0])*m.Width,
		m.Top + (m.Box[3]-w.Y)/(m.Box[3]-m.Box[2])*m.Height,
	}
}

// place is the opposite of pixel.
func (m mapping) place(p spot) spot {
	return spot{
		m.Box[0] + (p.X-m.Left)/m.Width*(m.Box[1]-m.Box[0]),
		m.Box[3] - (p.Y-m.Top)/m.Height*(m.Box[3]-m.Box[2]),
	}
}

// shows says whether p is on the map, with room for a dot around it.
func (m mapping) shows(p spot) bool {
	return p.X > m.Left+6 && p.X < m.Left+m.Width-6 && p.Y > m.Top+6 && p.Y < m.Top+m.Height-6
}

// screenshot is what the viewport shows now.
func (tb *tab) screenshot() image.Image {
	tb.t.Helper()
	return tb.capture(page.CaptureScreenshotParams{})
}

// capture takes a picture; it is packed fast, since it goes no further than here.
func (tb *tab) capture(what page.CaptureScreenshotParams) image.Image {
	tb.t.Helper()
	fast := true
	what.Format, what.OptimizeForSpeed = page.CaptureScreenshotFormatPng, &fast
	answer, err := chromedp.Call(tb.ctx, page.CaptureScreenshot, what)
	tb.must(err)
	picture, err := png.Decode(bytes.NewReader(answer.Data))
	tb.must(err)
	return picture
}

// near says whether picture has the colour c within reach pixels of p. The
// bound lets an antialiased edge pass and no other run's colour.
func near(picture image.Image, p spot, c color.RGBA, reach int) bool {
	const bound = 48
	cx, cy := int(math.Floor(p.X)), int(math.Floor(p.Y))
	for y := cy - reach; y <= cy+reach; y++ {
		for x := cx - reach; x <= cx+reach; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			if apart(r, c.R) <= bound && apart(g, c.G) <= bound && apart(b, c.B) <= bound {
				return true
			}
		}
	}
	return false
}

func apart(wide uint32, narrow uint8) int {
	return int(math.Abs(float64(wide>>8) - float64(narrow)))
}

// shown is the share of a run's iterates that have its colour on the screen.
// The start is left out: its handle covers it.
func shown(picture image.Image, m mapping, run []spot, c color.RGBA) float64 {
	found, looked := 0, 0
	for _, w := range run[min(1, len(run)):] {
		p := m.pixel(w)
		if !m.shows(p) {
			continue
		}
		looked++
		if near(picture, p, c, 2) {
			found++
		}
	}
	if looked == 0 {
		return 1
	}
	return float64(found) / float64(looked)
}

// expectPicture waits until every run is drawn in its colour where the server
// says that its iterates are. A later run may lie over an earlier one's dots,
// and a head has a light rim: hence 0.85 of them, not all.
func (tb *tab) expectPicture(s *host, query string) {
	tb.t.Helper()
	runs := iterates(tb.t, s, query)
	tb.expect(func() string { return tb.missing(runs) })
}

// expectOwnPicture does the same for the scenario that the address bar names,
// which follows a hand by some tenths of a second.
func (tb *tab) expectOwnPicture(s *host) {
	tb.t.Helper()
	tb.expect(func() string { return tb.missing(iterates(tb.t, s, tb.query())) })
}

// missing says which run is not drawn where its iterates are.
func (tb *tab) missing(runs [][]spot) string {
	tb.t.Helper()
	picture, m := tb.screenshot(), tb.mapping()
	for i, run := range runs {
		if part := shown(picture, m, run, runColours[i]); part < 0.85 {
			return fmt.Sprintf("run %d: only %.0f %% of its iterates are drawn", i, 100*part)
		}
	}
	return ""
}

// query is the scenario that the address bar names, as the server is asked it.
func (tb *tab) query() string {
	tb.t.Helper()
	address, err := url.Parse(eval[string](tb, "location.href"))
	tb.must(err)
	return address.RawQuery
}

// quote writes text as a JavaScript string.
func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
