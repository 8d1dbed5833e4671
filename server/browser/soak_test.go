package browser

import (
	"flag"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"downhill/server/client"
)

// soak is how long the page is used; make soak says ten minutes.
var soak = flag.Duration("soak", 15*time.Second, "how long TestBrowserSoak uses the page")

const pageObjects = "page's objects, bytes"

// allowed is how much more of a thing there may be in the last third of the
// soak than in the second: what the browser's own caches and the timing of the
// sample bring about. A thing that leaks once a round is far above it.
var allowed = map[string]float64{
	pageObjects:         80_000,
	"listeners":         6,
	"nodes":             60,
	"documents":         2,
	"GPU geometries":    0,
	"GPU textures":      0,
	"server goroutines": 3,
}

// TestBrowserSoak uses the page as a long lecture does: sliders and the start
// are dragged, surfaces, themes, layers and views switched, runs played, panels
// opened. What the page, the graphics and the server hold must not grow.
func TestBrowserSoak(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	tb := open(t, s.url+"/?surface=wells&mode=3d", screen{900, 600})
	tb.undrawn()
	_, err := chromedp.Call(tb.ctx, performance.Enable, performance.EnableParams{})
	tb.must(err)
	tb.until(swept)
	resting := s.goroutines()
	tb.lectureRound() // what is loaded once, and kept
	var samples []map[string]float64
	var objects []map[string]float64 // at the end of the second third, and of the last
	for part, begin := time.Duration(1), time.Now(); part <= 3; {
		tb.lectureRound()
		samples = append(samples, tb.holds(s, resting))
		if time.Since(begin) >= *soak*part/3 {
			if part++; part > 2 {
				objects = append(objects, tb.objects())
			}
		}
	}
	third := max(1, len(samples)/3)
	t.Logf("%d rounds in %v; the browser's whole heap went from %.0f to %.0f bytes", len(samples), *soak, samples[0]["heap"], samples[len(samples)-1]["heap"])
	for _, name := range slices.Sorted(maps.Keys(allowed)) {
		before, after := middle(samples[third:2*third], name), middle(samples[len(samples)-third:], name)
		if name == pageObjects {
			before, after = total(objects[0]), total(objects[1])
		}
		t.Logf("%-20s second third %12.0f  last third %12.0f", name, before, after)
		if after-before > allowed[name] {
			t.Errorf("%s grew from %.0f to %.0f", name, before, after)
			t.Logf("of the page's objects:%s", tellGrowth(objects[0], objects[1]))
		}
	}
}

// lectureRound does once what a lecturer does over and over, and returns to the relief.
func (tb *tab) lectureRound() {
	tb.t.Helper()
	press := func(ids ...string) {
		for _, id := range ids {
			eval[any](tb, `document.getElementById(`+quote(id)+`).click()`)
		}
	}
	for mode, moves := range map[string]int{"mode-2d": 8, "mode-both": 3, "mode-3d": 3} {
		press(mode)
		tb.slide(1, 0.35, moves)
		tb.drawn()
	}
	press("mode-2d")
	tb.drag(tb.centre(startHandle), spot{tb.centre(startHandle).X + 40, tb.centre(startHandle).Y - 30}, 8)
	for _, query := range []string{"surface=himmelblau&theme=dark&mode=3d", "surface=rosenbrock&opt=sgd,adam,momentum&lr=0.0005,0.05,0.0005&mode=both", "f=x%5E2%2B3y%5E2&theme=projector&layers=contours,basins,field,ellipse,marks", "lr=0.01,0.05,0.1,0.5,1,1.8&mode=3d"} {
		tb.forget()
		tb.turnTo(query)
		tb.drawn()
		if strings.Contains(query, "basins") { // they come later, or not before the next is asked for
			tb.until(`document.getElementById("basins-key").dataset.whole === "true"`)
		}
	}
	press("play")
	time.Sleep(300 * time.Millisecond)
	press("play", "surface-open", "tab-optimizer", "tab-conditions", "tab-surface", "setup-close")
	tb.forget()
	tb.turnTo("mode=3d")
	tb.drawn()
	tb.until(swept)
}

// holds is what the page, its graphics and the server hold once the garbage is gone and,
// if that comes to pass, no more is computed than for a page at rest.
func (tb *tab) holds(s *host, resting int) map[string]float64 {
	tb.t.Helper()
	for range 2 { // what the first round lets go of may hold more
		_, err := chromedp.Call(tb.ctx, heapprofiler.CollectGarbage, cdp.Empty{})
		tb.must(err)
	}
	working := s.goroutines()
	for end := time.Now().Add(client.Patience); working > resting && time.Now().Before(end); working = min(working, s.goroutines()) {
		time.Sleep(50 * time.Millisecond)
	}
	m := tb.metrics()
	geometries, textures, _ := strings.Cut(eval[string](tb, `document.getElementById("relief").dataset.gpu`), ",")
	return map[string]float64{
		"heap": m["JSHeapUsedSize"], "listeners": m["JSEventListeners"], "nodes": m["Nodes"], "documents": m["Documents"],
		"GPU geometries": number(tb.t, geometries), "GPU textures": number(tb.t, textures),
		"server goroutines": float64(working),
	}
}

// middle is the median of a thing over some samples.
func middle(samples []map[string]float64, name string) float64 {
	var values []float64
	for _, s := range samples {
		values = append(values, s[name])
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// undrawn leaves the relief's triangles undrawn from here on, for what judges no
// picture of it: without a graphics card they take a tenth of a second a frame.
func (tb *tab) undrawn() {
	tb.t.Helper()
	eval[any](tb, `(gl => gl.drawElements = gl.drawElementsInstanced = () => {})(WebGL2RenderingContext.prototype); 0`)
}
