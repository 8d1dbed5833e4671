package browser

import (
	"encoding/json"
	"fmt"
	"image"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// escapes is the lesson on noise with 40 seeds.
const escapes = "/p/noise-escapes?seeds=40"

// shares asks the server itself how many members of each run end at each minimum, as
// they are written beside the stars, in order.
func shares(t testing.TB, s *host, query string) []string {
	t.Helper()
	answer, err := http.Get(s.url + "/api/ensemble?every=1000&" + scenarioOf(query))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var told struct {
		Runs []struct {
			Members int
			Minima  []struct{ Members int }
		}
	}
	if err := json.NewDecoder(answer.Body).Decode(&told); err != nil || len(told.Runs) == 0 {
		t.Fatalf("%s: %s, %v", query, answer.Status, err)
	}
	var all []string
	for _, run := range told.Runs {
		for _, m := range run.Minima {
			all = append(all, fmt.Sprintf("%d of %d", m.Members, run.Members))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// numbers are the shares that the map has now, each once.
func (tb *tab) numbers() []string {
	tb.t.Helper()
	all := eval[[]string](tb, `new Promise(done => { painted.clear(); dispatchEvent(new Event("resize")); requestAnimationFrame(() => requestAnimationFrame(() =>
		done([...painted].filter(text => / of \d+$/.test(text))))) })`)
	slices.Sort(all)
	return all
}

// expectShares waits until the numbers at the stars are those of a scenario.
func (tb *tab) expectShares(s *host, query func() string) {
	tb.t.Helper()
	want, got := []string{"none yet"}, []string(nil)
	defer func() {
		if tb.t.Failed() {
			tb.t.Logf("the map has %q, the server counts %q", got, want)
		}
	}()
	tb.wait("the numbers at the stars", func() bool {
		want, got = shares(tb.t, s, query()), tb.numbers()
		return slices.Equal(want, got)
	})
}

// TestBrowserEnsembleIsCounted: the numbers at the stars are the server's, in the rows
// too, and the room hears them.
func TestBrowserEnsembleIsCounted(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := openSpeaking(t, s.url+escapes, "en", laptop)
	const query = "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seeds=40"
	tb.expectShares(s, func() string { return query })
	for _, want := range []string{"15 at the lowest minimum", "29 at the lowest minimum", "37 at the lowest minimum"} {
		tb.until(`document.getElementById("cards").textContent.includes(` + quote("40 seeds: "+want) + `)`)
		tb.until(`document.getElementById("announce").textContent.includes(` + quote("40 seeds: "+want) + `)`)
	}
	for i := range 3 { // no row is headed by what its first member alone does
		if lead := eval[string](tb, `document.querySelectorAll("#cards .outcome-lead")[`+strconv.Itoa(i)+`].textContent`); lead != "40 seeds" {
			t.Errorf("row %d is headed %q", i, lead)
		}
	}
}

// TestBrowserEnsembleFollowsADrag: while a flag is dragged the runs follow it, and
// once it rests the numbers are those of the new rate; the link opens the same.
func TestBrowserEnsembleFollowsADrag(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := openSpeaking(t, s.url+"/?surface=wells&lr=0.1,0.5,1.8&starts=24", "en", laptop)
	tb.drawn()
	tb.expectShares(s, func() string { return tb.query() })
	before := tb.numbers()
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.grip(1), 0)
	tb.mouse(input.DispatchMouseEventTypeMousePressed, tb.grip(1), 1)
	for _, share := range []float64{0.47, 0.485, 0.5} { // to where no number at a star lies over the run, however early it comes
		tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(1, share), 1)
	}
	tb.wait("the rate in the address while the flag is held", func() bool { return !strings.Contains(tb.query(), "lr=0.1,0.5,1.8") })
	tb.expectOwnPicture(s)
	tb.mouse(input.DispatchMouseEventTypeMouseMoved, tb.slider(1, 0.395), 1)
	tb.mouse(input.DispatchMouseEventTypeMouseReleased, tb.slider(1, 0.395), 0)
	tb.expectShares(s, func() string { return tb.query() })
	if now := tb.numbers(); slices.Equal(now, before) {
		t.Errorf("the numbers are still %q", now)
	}
	again := openSpeaking(t, s.url+"/?"+tb.query(), "en", laptop)
	again.expectShares(s, func() string { return tb.query() })
}

// TestBrowserEnsembleByItsButton: one press makes one, by other seeds where there is
// noise, another takes it away; Back brings it again. Without noise no ensemble of
// seeds is left behind.
func TestBrowserEnsembleByItsButton(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := openSpeaking(t, s.url+"/?surface=wells&noise=0.5", "en", laptop)
	tb.drawn()
	tb.click("#ensemble")
	tb.until(`new URLSearchParams(location.search).get("seeds") === "40"`)
	tb.expectShares(s, func() string { return tb.query() })
	tb.click("#ensemble")
	tb.until(`!new URLSearchParams(location.search).has("seeds") && document.querySelector("#ensemble[aria-pressed=false]")`)
	tb.wait("no number at a star", func() bool { return len(tb.numbers()) == 0 })
	eval[any](tb, "history.back()")
	tb.expectShares(s, func() string { return tb.query() })
	tb.click("#conditions-open")
	tb.until(visible("#noise"))
	tb.enter("noise", "0")
	tb.until(`!new URLSearchParams(location.search).has("seeds") && !new URLSearchParams(location.search).has("noise")`)
	tb.wait("no number at a star", func() bool { return len(tb.numbers()) == 0 })
	if eval[bool](tb, visible("#seeds-error")) || eval[bool](tb, visible("#problem")) {
		t.Error("taking the noise away is called an error")
	}
}

// TestBrowserEnsembleIsKeptSecret: what the room is to guess, or has not seen played
// yet, no number tells.
func TestBrowserEnsembleIsKeptSecret(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordText)
	tb.load(s.url + escapes + "&predict=1&speed=x10")
	tb.until(`document.getElementById("scrub").max === "400"`)
	tb.until(visible("#reveal"))
	if all := tb.numbers(); len(all) > 0 {
		t.Errorf("before it is revealed the map has %q", all)
	}
	untold := `!document.body.innerText.includes("40 seeds")`
	if !eval[bool](tb, untold) {
		t.Error("before it is revealed the rows tell of the seeds")
	}
	tb.click("#reveal")
	tb.wait("the numbers at the end, and none before", func() bool {
		playing := func() bool { return eval[bool](tb, `document.querySelector(".transport.playing") !== null`) }
		before, all, still := playing(), tb.numbers(), playing()
		if before && still && len(all) > 0 {
			t.Errorf("while it plays the map has %q", all)
		}
		return len(all) > 0
	})
	tb.until(`document.body.innerText.includes("40 seeds")`)
}

// TestBrowserEnsembleInRelief: in 3D too each member's way is a thin line, as far as the
// playhead has come, and none is left once there is no ensemble.
func TestBrowserEnsembleInRelief(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	size := screen{1000, 640}
	const noisy = "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=200&mode=3d"
	tb := open(t, s.url+"/?"+noisy+"&at=200", size)
	tb.raised()
	// What lies over the relief, heads and numbers, is not what this is about.
	eval[any](tb, `document.adoptedStyleSheets = [new CSSStyleSheet()]; document.adoptedStyleSheets[0].replaceSync("#map-bar, #relief > :not(canvas:first-of-type) { visibility: hidden !important }"); 0`)
	picture := func(query, step string) image.Image {
		t.Helper()
		tb.turnTo(noisy + query + "&at=" + step)
		tb.until(`document.getElementById("scrub").value === ` + quote(step))
		tb.painted()
		return tb.screenshot()
	}
	for _, c := range []struct {
		step        string
		least, most int
	}{{"200", 2500, 1 << 20}, {"0", 0, 30}} {
		alone := picture("", c.step)
		tb.expect(func() string {
			if n := pixelsChanged(alone, picture("&seeds=40", c.step), tb.area("#relief")); n < c.least || n > c.most {
				return fmt.Sprintf("at step %s the members change %d pixels of the relief", c.step, n)
			}
			return ""
		})
		tb.expect(func() string {
			if n := pixelsChanged(alone, picture("", c.step), tb.area("#relief")); n > 30 {
				return fmt.Sprintf("at step %s an ensemble that is gone leaves %d pixels of the relief changed", c.step, n)
			}
			return ""
		})
	}
}

// pixelsChanged counts the pixels of an area that two pictures have in other colours.
func pixelsChanged(a, b image.Image, area image.Rectangle) (n int) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			r0, g0, b0, _ := a.At(x, y).RGBA()
			r1, g1, b1, _ := b.At(x, y).RGBA()
			if apart(r0, uint8(r1>>8))+apart(g0, uint8(g1>>8))+apart(b0, uint8(b1>>8)) > 12 {
				n++
			}
		}
	}
	return n
}

// recordCorner runs before the page's scripts and notes in which corner of which canvas
// the number of members outside the picture is written.
const recordCorner = `window.corners = new Set();
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...most) {
	if (/ outside the picture$/.test(text)) corners.add([this.canvas.parentElement.id, x < this.canvas.clientWidth / 2 ? "left" : "right", y < this.canvas.clientHeight / 2 ? "top" : "foot"].join(" "));
	return write.call(this, text, x, y, ...most);
}`

// TestBrowserMembersOutside: how many members are outside the picture stands in one
// corner while a show goes on, in 2D and in 3D, and is told to those who hear the page.
func TestBrowserMembersOutside(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordCorner)
	tb.navigate(s.url + "/?surface=wells&lr=0.1,0.5,1.8&starts=40&mode=both&speed=x4&lang=en")
	tb.undrawn()
	tb.until(`document.getElementById("announce").textContent.includes(" of 40 outside the picture")`)
	tb.until(`corners.size === 2`)
	eval[any](tb, `corners.clear(); document.getElementById("play").click()`)
	tb.until(`document.querySelector(".transport.playing")`)
	tb.until(`!document.querySelector(".transport.playing")`)
	tb.painted()
	if all := eval[[]string](tb, `[...corners].sort()`); len(all) != 2 || all[0][:4] == all[1][:4] {
		t.Errorf("the number was written at %q", all)
	}
}

// TestBrowserEnsembleOfANetwork: other seeds begin with other weights on the same data.
// The row counts them, a sentence says what they are, and the chart has their losses;
// where a seed decides nothing there is no button.
func TestBrowserEnsembleOfANetwork(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=net&units=2,4,1&data.size=40&steps=60&lr=1", laptop)
	tb.until(thinking)
	tb.click("#ensemble")
	tb.until(`new URLSearchParams(location.search).get("seeds") === "40"`)
	tb.until(`document.querySelector("#cards .outcome-lead").innerText === "40 seeds" && /^: \d/.test(document.querySelector("#cards .outcome-rest").textContent)`)
	tb.until(`document.querySelector("#net").innerText.includes("Thin lines: other seeds, so other initial weights, on the same data.")`)
	tb.until(`[...document.querySelectorAll("#chart canvas")].some((c) => !c.closest(".uplot") && c.nextElementSibling && c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v > 0))`)
	tb.load(s.url + "/?surface=net&units=2,4,1&data.size=40&steps=60&lr=1&init=zero")
	tb.until(thinking)
	tb.until(`document.getElementById("ensemble").hidden`)
}
