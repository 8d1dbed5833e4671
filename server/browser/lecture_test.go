package browser

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"downhill/train/link"
	"downhill/web"
)

// visible says whether the first element that selector finds is seen.
func visible(selector string) string {
	return `(e => e !== null && e.checkVisibility({visibilityProperty: true, opacityProperty: true}))(document.querySelector(` + quote(selector) + `))`
}

func TestBrowserHides(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	parts := map[string]string{
		"header": ".top", "story": "#story", "cards": "#cards", "chart": "#chart-figure", "transport": "#transport",
		"tools": "#map-bar", "outcomes": ".outcome", "ruler": "#ruler", "runs": "#side",
	}
	for name, part := range parts {
		t.Run(name, func(t *testing.T) {
			tb := open(t, s.url+"/p/three-rates?hide=nonsense,"+name, laptop)
			for other, selector := range parts {
				covered := name == "runs" && slices.Contains([]string{"story", "cards", "chart", "outcomes", "ruler"}, other) || name == "cards" && other == "outcomes"
				if shows := eval[bool](tb, visible(selector)); shows == (other == name || covered) {
					t.Errorf("with hide=%s, %s is shown: %v", name, part, shows)
				}
			}
			if over := eval[int](tb, "document.documentElement.scrollHeight - innerHeight"); over > 0 {
				t.Errorf("the page is %d pixels higher than the screen", over)
			}
		})
	}
	tb := open(t, s.url+"/p/three-rates?hide=header,runs,transport,tools", laptop)
	room := eval[[]float64](tb, `(r => [r.left, r.top, innerWidth - r.right, innerHeight - r.bottom])(document.getElementById("stage").getBoundingClientRect())`)
	if slices.Max(room) > 30 {
		t.Errorf("alone, the stage leaves %v pixels around it", room)
	}
}

func TestBrowserHidesTracks(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/three-rates?hide=tracks", laptop)
	tb.press("2") // any work after the sweeps have come
	tb.until(visible("#ruler"))
	time.Sleep(time.Second) // longer than the sweep takes to come
	if n := eval[int](tb, bandColours); n != 1 {
		t.Errorf("a hidden track has %d colours", n)
	}
	tb.noTick()
}

// noTick holds that the ruler shows no limit: no dashed line from its top to its foot.
func (tb *tab) noTick() {
	tb.t.Helper()
	if x := tb.tick(); len(x) > 0 {
		tb.t.Errorf("the ruler shows a limit at %v", x)
	}
}

// tick tells where, in pixels of the ruler's canvas, a limit stands in front: ink
// above the rows of the flags, where nothing else is.
func (tb *tab) tick() []int {
	tb.t.Helper()
	return eval[[]int](tb, `(c => { const em = parseFloat(getComputedStyle(document.documentElement).fontSize) * c.width / c.clientWidth;
		const d = c.getContext("2d").getImageData(0, 0, c.width, Math.round(0.3 * em)).data, found = [];
		for (let x = 0; x < c.width; x++) for (let y = Math.round(0.15 * em); y < 0.3 * em; y++) if (d[4 * (y * c.width + x) + 3] > 200) { found.push(x); break }
		return found })(document.querySelectorAll("#ruler canvas")[1])`)
}

// TestBrowserLessons goes through all of them by the key, in order.
func TestBrowserLessons(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	words, presets := web.Messages("en"), link.Presets()
	tb := open(t, s.url+"/p/"+presets[0].ID, laptop)
	for i, p := range presets {
		title, text := words["preset."+p.ID+".title"], words["preset."+p.ID+".1"]
		tb.until(`document.getElementById("lesson-title").textContent === ` + quote(title) + ` && document.getElementById("story").textContent === ` + quote(text))
		if count := eval[string](tb, `document.getElementById("lesson-count").textContent`); count != fmt.Sprintf("%d / %d", i+1, len(presets)) {
			t.Errorf("%s counts as %s", p.ID, count)
		}
		tb.opensAt(p)
		tb.press("n")
	}
	eval[any](tb, `document.getElementById("lesson-open").click()`)
	tb.until(visible("#lessons"))
	if n := eval[int](tb, `document.querySelectorAll("#lessons a.lesson-item").length`); n != len(presets) {
		t.Errorf("the list has %d lessons of %d", n, len(presets))
	}
	tb.until(`document.querySelector("#lessons a img")?.naturalWidth === 144`)
	eval[any](tb, `document.querySelector("#lessons a").click()`)
	tb.until(`location.pathname === ` + quote("/p/"+presets[0].ID) + ``)
	tb.opensAt(presets[0])
}

// opensAt waits until the playhead stands where a lesson's first beat opens: at its
// own step, else at the end.
func (tb *tab) opensAt(p link.Preset) {
	tb.t.Helper()
	own := regexp.MustCompile(`(?:^|&)at=(\d+)`).FindStringSubmatch(p.Beats[0].Page)
	if own == nil {
		tb.atEnd()
		return
	}
	tb.until(`document.getElementById("step-now").textContent === ` + quote(own[1]))
}

// TestBrowserLessonLeftBehind: a lesson's sentences go when what is shown is no
// longer what they are about.
func TestBrowserLessonLeftBehind(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	words := web.Messages("en")
	tb := open(t, s.url+"/p/three-rates", laptop)
	tb.press("2")
	tb.press("+")
	tb.wait("another rate in the address", func() bool { return tb.value("lr") != "" })
	if text := eval[string](tb, `document.getElementById("story").textContent`); text != words["preset.three-rates.1"] {
		t.Errorf("with another rate the lesson says %q", text)
	}
	from := tb.centre(startHandle)
	tb.drag(from, spot{from.X + 60, from.Y + 30}, 6)
	changed := strings.Replace(words["lesson.changed"], "{title}", words["preset.three-rates.title"], 1)
	tb.until(`document.getElementById("lesson-title").textContent === ` + quote(changed))
	if text := eval[string](tb, `document.getElementById("story").textContent`); strings.Contains(text, "150 steps") {
		t.Errorf("from another start the lesson says %q", text)
	}
	first := eval[string](tb, `document.getElementById("story").textContent`)
	tb.wait("the start in the address", func() bool { return tb.value("start") != "" })
	again := open(t, eval[string](tb, "location.href"), laptop)
	if text := eval[string](again, `document.getElementById("story").textContent`); text != first {
		t.Errorf("behind the link the lesson says %q", text)
	}
}

func TestBrowserThemes(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	const paper = `getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()`
	for _, c := range []struct{ scheme, link, paper string }{
		{"light", "", "#fdfcf9"}, {"dark", "", "#101a22"}, {"dark", "?theme=light", "#fdfcf9"},
		{"light", "?theme=dark", "#101a22"}, {"dark", "?theme=projector", "#ffffff"}, {"light", "?theme=nonsense", "#fdfcf9"},
	} {
		tb := newTab(t, s.url, laptop)
		tb.scheme(c.scheme)
		tb.navigate(s.url + "/" + c.link)
		if now := eval[string](tb, paper); now != c.paper {
			t.Errorf("%s at %s: paper is %s", c.scheme, c.link, now)
		}
	}
	tb := open(t, s.url+"/?surface=wells", laptop)
	for _, c := range []struct{ theme, paper string }{{"dark", "#101a22"}, {"projector", "#ffffff"}, {"light", "#fdfcf9"}} {
		eval[any](tb, `document.getElementById("display-open").click()`)
		tb.until(visible("#display"))
		eval[any](tb, `document.querySelector("#display input[value=`+c.theme+`]").click()`)
		tb.press(kb.Escape)
		tb.wait("the theme in the address", func() bool { return tb.value("theme") == c.theme })
		tb.until(paper + ` === ` + quote(c.paper))
		if large := eval[float64](tb, `Number(getComputedStyle(document.documentElement).getPropertyValue("--map-scale") || 1)`); (large >= 1.4) != (c.theme == "projector") {
			t.Errorf("in the %s theme the map's letters are %g times as large", c.theme, large)
		}
	}
}

func TestBrowserProjectorFits(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, projector, phone} {
		for _, path := range []string{"/p/three-rates", "/p/ravine-and-momentum?lang=ko", "/p/try-many-rates?hide=outcomes"} {
			tb := open(t, s.url+path+map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]+"theme=projector", size)
			for _, text := range eval[[]string](tb, cut) {
				t.Errorf("%dx%d %s: %s", size.width, size.height, path, text)
			}
			if over := eval[int](tb, `document.querySelector(".cards").scrollHeight - document.querySelector(".cards").clientHeight`); over > 0 && size != phone {
				t.Errorf("%dx%d %s: the cards are cut by %d pixels", size.width, size.height, path, over)
			}
			if over := eval[int](tb, "document.documentElement.scrollHeight - innerHeight"); over > 0 && size != phone {
				t.Errorf("%dx%d %s: the page is %d pixels higher than the screen", size.width, size.height, path, over)
			}
		}
	}
}

func TestBrowserFullScreen(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells", laptop)
	eval[any](tb, `document.documentElement.requestFullscreen = () => { window.filled = true; return Promise.resolve() }`)
	eval[any](tb, `document.getElementById("display-open").click()`)
	if !eval[bool](tb, visible("#full")) {
		t.Fatal("there is no button for the full screen")
	}
	eval[any](tb, `document.getElementById("full").click()`)
	tb.until(`window.filled`)
}
