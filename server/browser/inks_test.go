package browser

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"downhill/server/client"
	"downhill/web"
)

// recordInks runs before the page's scripts and keeps, for each canvas, what its last
// picture has: the flags' cloths with the ink that each is filled with and its number,
// lines with their inks, and words.
const recordInks = `(() => {
	const pen = CanvasRenderingContext2D.prototype, was = {};
	const of = p => p.canvas.inked ??= {cloths: [], lines: [], words: []};
	const around = (name, before) => { was[name] = pen[name]; pen[name] = function (...at) { before.call(this, ...at); return was[name].apply(this, at) } };
	around("clearRect", function () { this.canvas.inked = null });
	around("beginPath", function () { this.way = []; this.cloth = null });
	around("moveTo", function (x, y) { (this.way ??= []).push([x, y]) });
	around("lineTo", function (x, y) { (this.way ??= []).push([x, y]) });
	around("roundRect", function (x, y, width, height, radii) { if (Array.isArray(radii)) this.cloth = {x, width} });
	around("fill", function () { if (this.cloth) of(this).cloths.push({...this.cloth, ink: this.fillStyle, text: ""}); this.cloth = null });
	around("stroke", function () { of(this).lines.push({way: this.way ?? [], ink: this.strokeStyle, dash: this.getLineDash().join(), alpha: this.globalAlpha}) });
	around("fillText", function (text, x) {
		of(this).words.push({text, x});
		const cloth = of(this).cloths.at(-1);
		if (this.textAlign === "left" && cloth && !cloth.text) cloth.text = text;
	});
})()`

// inked is what a picture of a canvas has.
type inked struct {
	Cloths []struct {
		X, Width  float64
		Ink, Text string
	}
	Lines []struct {
		Way       [][2]float64
		Ink, Dash string
		Alpha     float64
	}
	Words []struct {
		Text string
		X    float64
	}
}

// onRulers is what one of the ruler's two canvases has: the ground's, then the front's.
func (tb *tab) onRulers(canvas int) inked {
	return eval[inked](tb, fmt.Sprintf(`document.querySelectorAll("#ruler canvas")[%d].inked ?? {cloths: [], lines: [], words: []}`, canvas))
}

// inksOf are the inks of the flags of some rates.
func (p inked) inksOf(texts ...string) []string {
	inks := make([]string, len(texts))
	for _, cloth := range p.Cloths {
		if i := slices.Index(texts, cloth.Text); i >= 0 {
			inks[i] = cloth.Ink
		}
	}
	return inks
}

func (p inked) has(text string) bool { return p.at(text) >= 0 }

// at is where a word is, -1 where it is not.
func (p inked) at(text string) float64 {
	for _, word := range p.Words {
		if word.Text == text {
			return word.X
		}
	}
	return -1
}

// TestBrowserOtherFlagsAreHollow: a flag of another optimizer than the chosen run's is
// hollow, with its own run's ending at its foot, which no band of the ruler names; outside
// the range it waits at the edge and says to which side it would be.
func TestBrowserOtherFlagsAreHollow(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordInks)
	tb.navigate(s.url + "/?surface=himmelblau&opt=adam,sgd&lr=0.5,0.015&steps=400&lang=en&run=0")
	paper := ""
	tb.expect(func() string {
		front := tb.onRulers(1)
		inks := front.inksOf("0.5", "0.015")
		if paper = inks[1]; inks[0] == "" || inks[1] == "" || inks[0] == inks[1] {
			return fmt.Sprintf("Adam's is chosen, and the flags are filled with %v", inks)
		}
		if !front.has("drifts away") {
			return fmt.Sprintf("how descent ended is not told at its foot: %v", front.Words)
		}
		return ""
	})
	tb.press("2")
	tb.expect(func() string {
		if inks := tb.onRulers(1).inksOf("0.5", "0.015"); inks[0] != paper || inks[1] == paper || inks[1] == "" {
			return fmt.Sprintf("descent's is chosen, and the flags are filled with %v; a hollow one was %s", inks, paper)
		}
		return ""
	})
	tb.turnTo("surface=himmelblau&opt=sgd,adam&lr=0.01,100&lang=en&run=0")
	tb.expect(func() string {
		front := tb.onRulers(1)
		width := eval[float64](tb, `document.getElementById("ruler").clientWidth`)
		for _, cloth := range front.Cloths {
			if cloth.Text == "100 ›" && cloth.Ink == paper && cloth.X+cloth.Width <= width && cloth.X+cloth.Width > width-60 {
				return ""
			}
		}
		return fmt.Sprintf("no hollow flag of 100 waits at the edge of %v px: %+v", width, front.Cloths)
	})
}

// TestBrowserRulerShowsTheRatesThatWereUsed: where no run has a rate to choose there is no
// flag, and the ruler shows the rate of each step.
func TestBrowserRulerShowsTheRatesThatWereUsed(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordInks)
	const query = "surface=rosenbrock&opt=armijo&steps=60"
	tb.navigate(s.url + "/?" + query + "&lang=en")
	rates := usedRates(t, s, query)
	tb.expect(func() string {
		ground := tb.onRulers(0)
		if flags := len(tb.onRulers(1).Cloths); flags > 0 {
			return fmt.Sprintf("%d flags", flags)
		}
		for _, line := range ground.Lines {
			if len(line.Way) == len(rates) && risesWith(line.Way, rates) {
				return ""
			}
		}
		return fmt.Sprintf("no line of %d steps that goes as the rates do", len(rates))
	})
	if label := eval[string](tb, `document.getElementById("ruler-field").ariaLabel`); label != web.Messages("en")["ruler.used"] {
		t.Errorf("the ruler is named %q", label)
	}
}

// usedRates asks the server itself for the rate of each step of a scenario's run.
func usedRates(t *testing.T, s *host, query string) (rates []float64) {
	t.Helper()
	_, text := client.Get(t, s.url+"/api/run?"+query)
	for line := range strings.Lines(text) {
		var iterate struct{ LR *float64 }
		if err := json.Unmarshal([]byte(line), &iterate); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if iterate.LR != nil {
			rates = append(rates, *iterate.LR)
		}
	}
	return rates
}

// risesWith reports whether a line is evenly spaced, and as high as the logarithms of rates.
func risesWith(way [][2]float64, rates []float64) bool {
	low, high := slices.Min(rates), slices.Max(rates)
	bottom, top := math.Inf(-1), math.Inf(1)
	for _, at := range way {
		bottom, top = max(bottom, at[1]), min(top, at[1])
	}
	for i, at := range way {
		x := way[0][0] + (way[len(way)-1][0]-way[0][0])*float64(i)/float64(len(way)-1)
		y := bottom - (bottom-top)*math.Log(rates[i]/low)/math.Log(high/low)
		if math.Abs(at[0]-x) > 0.5 || math.Abs(at[1]-y) > 0.5 {
			return false
		}
	}
	return bottom > top+20
}

// TestBrowserScheduleMovesAGhostFlag: beside the flag of a rate that a schedule lowers a
// ghost stands at the rate of the playhead's step, and moves with it.
func TestBrowserScheduleMovesAGhostFlag(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordInks)
	const query = "surface=bowl&lr=0.05&schedule=cosine&steps=100"
	rates := usedRates(t, s, query)
	ghost := func() (x float64, ok bool) {
		for _, line := range tb.onRulers(1).Lines {
			if line.Dash == "4,3" {
				return line.Way[0][0], true
			}
		}
		return 0, false
	}
	places := map[int]float64{}
	for _, k := range []int{40, 60, 80} {
		tb.navigate(fmt.Sprintf("%s/?%s&at=%d&lang=en", s.url, query, k))
		tb.expect(func() string {
			x, ok := ghost()
			if places[k] = x; !ok {
				return fmt.Sprintf("at step %d there is no ghost", k)
			}
			return ""
		})
	}
	decade := (places[60] - places[40]) / math.Log10(rates[60]/rates[40])
	if want := places[60] + decade*math.Log10(rates[80]/rates[60]); !(decade > 20) || math.Abs(places[80]-want) > 1 {
		t.Errorf("the ghost stands at %v, for rates of %v, %v and %v", places, rates[40], rates[60], rates[80])
	}
	tb.press(kb.ArrowLeft)
	tb.expect(func() string {
		if x, _ := ghost(); math.Abs(x-places[80]-decade*math.Log10(rates[79]/rates[80])) > 1 {
			return fmt.Sprintf("a step back it stands at %v, before at %v", x, places[80])
		}
		return ""
	})
	tb.turnTo("surface=bowl&lr=0.05&steps=100&at=80&lang=en")
	tb.expect(func() string {
		if _, ok := ghost(); ok {
			return "a rate that stays has a ghost"
		}
		return ""
	})
}

// TestBrowserTrailsFadeIntoThePast: the last twenty steps are the brighter the later they
// are, and what lies before them is all alike.
func TestBrowserTrailsFadeIntoThePast(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordInks)
	tb.navigate(s.url + "/?surface=bowl&lr=0.02&steps=200&at=60&lang=en")
	tb.expect(func() string {
		all := eval[[]inked](tb, `[...document.querySelectorAll("#map canvas, canvas#map")].map(c => c.inked).filter(Boolean)`)
		for _, picture := range all {
			var alphas []float64
			for _, line := range picture.Lines {
				if len(line.Way) == 2 && line.Alpha > 0.8 && line.Alpha < 0.96 {
					alphas = append(alphas, line.Alpha)
				}
			}
			if len(alphas) == 20 && slices.IsSorted(alphas) && alphas[0] < 0.82 && alphas[19] > 0.94 {
				return ""
			}
		}
		return fmt.Sprintf("none of %d pictures has a tail of 20 steps that grow brighter", len(all))
	})
}
