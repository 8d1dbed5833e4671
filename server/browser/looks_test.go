package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"downhill/web"
)

// TestBrowserTitlesAreWholeOnATelephone: of no lesson's title is a part cut, nor a letter
// that reaches below its line, and none stands above the middle of its place.
func TestBrowserTitlesAreWholeOnATelephone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, lang := range web.Languages {
		tb := open(t, s.url+"/?surface=wells&lang="+lang, phone)
		for _, width := range []int64{phone.width, 320} {
			tb.do(chromedp.EmulateViewport(width, phone.height))
			const cut = `(async () => {
				const found = [], pen = document.createElement("canvas").getContext("2d");
				for (const { id } of await (await fetch("/api/presets")).json()) {
					const page = new DOMParser().parseFromString(await (await fetch("/p/" + id + location.search.replace("surface=wells&", ""))).text(), "text/html");
					const title = document.importNode(page.getElementById("lesson-title"), true);
					document.getElementById("lesson-title").replaceWith(title);
					const end = Object.assign(document.createElement("span"), { style: "display: inline-block; width: 0; height: 0" });
					pen.font = getComputedStyle(title).font;
					const below = pen.measureText(title.textContent).actualBoundingBoxDescent;
					title.append(end);
					const text = document.createRange();
					text.selectNodeContents(title.firstChild);
					const at = text.getBoundingClientRect(), around = title.getBoundingClientRect();
					if (Math.abs((at.top + at.bottom) - (around.top + around.bottom)) > 4) found.push(title.textContent + ": its letters lie at " + [at.top, at.bottom] + " of " + [around.top, around.bottom]);
					const box = title.getBoundingClientRect(), line = end.getBoundingClientRect().bottom;
					if (line + below > box.bottom + 0.5 || title.scrollHeight > title.clientHeight + 1 || box.top < -0.5) found.push(title.textContent + ": " + [line + below, box.bottom, title.scrollHeight, title.clientHeight]);
				}
				return found;
			})()`
			for _, title := range eval[[]string](tb, cut) {
				t.Errorf("%s, %d px wide: %s", lang, width, title)
			}
		}
	}
}

// TestBrowserTitlesStandInTheMiddleOnceTheFacesHaveCome: a title whose letters then take a
// line less is not held at the height of two.
func TestBrowserTitlesStandInTheMiddleOnceTheFacesHaveCome(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, preset := range []string{"stuck-in-a-local-minimum", "three-rates"} {
		for _, lang := range web.Languages {
			tb := open(t, s.url+"/p/"+preset+"?lang="+lang, phone)
			tb.until(`document.documentElement.dataset.faces === ""`)
			const off = `(() => {
				const text = document.createRange(), header = document.querySelector(".top").getBoundingClientRect();
				text.selectNodeContents(document.getElementById("lesson-title"));
				const at = text.getBoundingClientRect();
				return Math.abs(at.top + at.bottom - header.top - header.bottom) / 2;
			})()`
			if off := eval[float64](tb, off); off > 3 {
				t.Errorf("%s, %s: the title is %v px off the header's middle", preset, lang, off)
			}
		}
	}
}

// TestBrowserEyesCoverNoWords: the button that shows a run again lies on nothing that is said
// of it, with the small pictures of a network and where a panel has taken their place.
func TestBrowserEyesCoverNoWords(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, page := range []string{"/p/vanishing-in-depth?beat=1&lang=en", "/p/vanishing-in-depth?beat=1&lang=ko", "/?surface=net&lr=0.1,0.5&hidden=1", "/?surface=wells&hidden=1"} {
		tb := open(t, s.url+page, laptop)
		tb.until(`document.querySelector(".card.off .outcome").textContent`)
		const covered = `(() => {
			const row = document.querySelector(".card.off"), words = document.createRange(), eye = row.querySelector(".run-hide").getBoundingClientRect();
			words.selectNodeContents(row.querySelector(".outcome"));
			return [...words.getClientRects()].some(r => r.width && r.right > eye.left + 1 && r.left < eye.right && r.bottom > eye.top && r.top < eye.bottom);
		})()`
		if eval[bool](tb, covered) {
			t.Errorf("%s: the eye lies on the words of its row", page)
		}
	}
}

// TestBrowserNamesAreWholeOnATelephone: the longest names of optimizers have their lines in
// the rows, above what is noted below them and the rate; and no page is wider than its window.
func TestBrowserNamesAreWholeOnATelephone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, lang := range web.Languages {
		for _, runs := range []string{"opt=sgd,momentum,newton,barzilai-borwein,armijo,polyak", "opt=newton", "opt=sgd,adam,newton&names=the%20first%20of%20them,b,c"} {
			tb := open(t, s.url+"/?surface=wells&"+runs+"&lang="+lang, phone)
			tb.until(`document.querySelector(".card:last-child .outcome-lead").textContent`)
			for _, width := range []int64{phone.width, 320} {
				tb.do(chromedp.EmulateViewport(width, phone.height))
				const cut = `[...document.querySelectorAll(".card")].flatMap(card => {
					const parts = [...card.querySelectorAll(".run-name, .run-optimizer:not(:empty), .rate")].filter(e => e.checkVisibility({visibilityProperty: true}));
					const box = e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
					return parts.filter((e, i) => e.scrollWidth > e.clientWidth + 1 || (i > 0 && box(e).top < box(parts[i - 1]).bottom - 3) || box(e).bottom > card.getBoundingClientRect().bottom + 1).map(e => e.textContent.trim() || "the rate");
				})`
				for _, what := range eval[[]string](tb, cut) {
					t.Errorf("%s, %s, %d px wide: %q is cut or covered", lang, runs, width, what)
				}
				tb.until(`document.documentElement.scrollWidth <= innerWidth`) // what is drawn follows the window
			}
		}
	}
}

// TestBrowserRowsAreWholeOnALowProjector: with large letters in a low window every run's row
// is seen, and how it ended is read whole.
func TestBrowserRowsAreWholeOnALowProjector(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{1280, 593})
	for _, path := range []string{
		"/p/stuck-in-a-local-minimum?", "/p/adaptive-rates?beat=3&", "/p/adaptive-promises-nothing?beat=3&", "/p/noise-escapes?", "/p/try-many-rates?beat=2&",
		"/p/a-real-network?beat=3&", "/p/one-neuron?beat=2&", "/p/clipping-saves-it?beat=3&", "/p/vanishing-in-depth?beat=3&", "/p/exploding-in-depth?beat=2&",
		"/p/saddle-point?beat=2&", "/p/three-rates?", "/p/one-weight-stuck?beat=2&", "/p/ravine-and-momentum?beat=4&",
	} {
		for _, lang := range web.Languages {
			tb.navigate(s.url + path + "theme=projector&lang=" + lang)
			tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.documentElement.dataset.faces !== undefined`)
			const cut = `(() => {
				const cards = document.getElementById("cards"), found = [];
				if (cards.scrollHeight > cards.clientHeight + 1) found.push("the rows are " + cards.scrollHeight + " px in " + cards.clientHeight);
				for (const lead of document.querySelectorAll(".card .outcome-lead")) {
					const r = document.createRange(), box = lead.closest(".outcome").getBoundingClientRect();
					r.selectNodeContents(lead);
					const half = parseFloat(getComputedStyle(lead).fontSize) / 2; // a line's box is higher than its letters
					if ([...r.getClientRects()].some(line => line.right > box.right + 1 || (line.top + line.bottom) / 2 + half > box.bottom + 1)) found.push(lead.textContent);
				}
				return found;
			})()`
			for _, what := range eval[[]string](tb, cut+`.concat(document.querySelectorAll(".card").length > 4 ? [] : `+cutEndings+`)`) {
				t.Errorf("%s in %s: cut: %s", path, lang, what)
			}
		}
	}
}

// cutEndings are the sentences on how runs ended of which a letter is not seen.
const cutEndings = `[...document.querySelectorAll(".card .outcome")].filter(ending => {
	if (ending.querySelector(".unseen")) return true;
	const box = ending.getBoundingClientRect(), walk = document.createTreeWalker(ending, NodeFilter.SHOW_TEXT);
	for (let text; text = walk.nextNode();) {
		if (text.parentElement.matches(".joint")) continue;
		const letters = document.createRange(), half = parseFloat(getComputedStyle(text.parentElement).fontSize) / 2;
		letters.selectNodeContents(text);
		if ([...letters.getClientRects()].some(line => line.width > 0 && (line.right > box.right + 1 || (line.top + line.bottom) / 2 + half > box.bottom + 1))) return true;
	}
	return false;
}).map(ending => ending.textContent)`

// TestBrowserEndingsAreWholeOnATablet: in its narrow column how each of three runs and of
// four ended is read whole, and the chart of a network's losses is seen below them.
func TestBrowserEndingsAreWholeOnATablet(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{1024, 768})
	tb.do(chromedp.EmulateViewport(1024, 768, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, path := range []string{"/p/saddle-point?beat=2&", "/p/three-rates?", "/p/adaptive-rates?beat=3&", "/p/a-real-network?beat=3&", "/p/a-real-network?beat=4&"} {
		for _, theme := range []string{"light", "projector"} {
			for _, lang := range web.Languages {
				tb.navigate(s.url + path + "theme=" + theme + "&lang=" + lang)
				tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.documentElement.dataset.faces !== undefined`)
				for _, what := range eval[[]string](tb, cutEndings) {
					t.Errorf("%s, %s, %s: cut: %s", path, theme, lang, what)
				}
				if !strings.Contains(path, "adaptive") && !eval[bool](tb, `document.getElementById("chart").checkVisibility()`) {
					t.Errorf("%s, %s, %s: there is no chart", path, theme, lang)
				}
			}
		}
	}
}

// TestBrowserNetworksShowLossesOnALowProjector: of one network the chart of its losses is seen
// in a low window with large letters, and of three every rate is whole.
func TestBrowserNetworksShowLossesOnALowProjector(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{1280, 593})
	for _, path := range []string{"/p/overfitting?beat=3&", "/p/early-stopping-and-decay?beat=3&", "/p/mini-batches?beat=2&", "/p/initialisation-matters?beat=4&", "/p/clipping-saves-it?beat=3&"} {
		for _, lang := range web.Languages {
			tb.navigate(s.url + path + "theme=projector&lang=" + lang)
			tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.querySelector(".net-right")?.textContent && document.documentElement.dataset.faces !== undefined`)
			if !strings.Contains(path, "clipping") {
				tb.until(`document.getElementById("chart").checkVisibility()`)
			}
			for _, rate := range eval[[]string](tb, `[...document.querySelectorAll(".rate-field")].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.value)`) {
				t.Errorf("%s in %s: the rate %s is cut", path, lang, rate)
			}
		}
	}
}

// TestBrowserBasinsKeyCoversNoStartInALowWindow: the key of the basins stands below the map,
// where it lay over the start.
func TestBrowserBasinsKeyCoversNoStartInALowWindow(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, theme := range []string{"light", "projector"} {
		tb := open(t, s.url+"/p/stuck-in-a-local-minimum?beat=4&theme="+theme, screen{1280, 593})
		tb.until(`document.querySelector(".basins-key").dataset.whole === "true" && document.documentElement.dataset.faces !== undefined`)
		const over = `(() => {
			const key = document.querySelector(".basins-key"), at = key.getBoundingClientRect();
			const cut = key.scrollHeight > key.clientHeight + 1 || key.scrollWidth > key.clientWidth + 1;
			return cut ? "a part of the key is not seen" : document.querySelector(".map").getBoundingClientRect().bottom > at.top + 1 ? "the key lies over the map" : "";
		})()`
		if wrong := eval[string](tb, over); wrong != "" {
			t.Errorf("%s: %s", theme, wrong)
		}
	}
}

// TestBrowserNetworksAreWholeInNarrowColumns: on a tablet how each run of a network ended and
// what it makes of its points is read whole; in a low window with large letters no part of a
// line or a button is seen at the foot of the column that shows the chosen run's picture.
func TestBrowserNetworksAreWholeInNarrowColumns(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tablet, low := newTab(t, s.url, screen{1024, 768}), newTab(t, s.url, screen{1280, 593})
	tablet.do(chromedp.EmulateViewport(1024, 768, chromedp.EmulateMobile, chromedp.EmulateTouch))
	for _, path := range []string{
		"/p/a-real-network?beat=3&", "/p/vanishing-gradient?beat=3&", "/p/one-neuron?beat=2&", "/p/exploding-in-depth?beat=2&",
		"/p/exploding-in-depth?beat=4&", "/p/clipping-saves-it?beat=3&", "/p/overfitting?beat=3&", "/p/mini-batches?beat=2&",
	} {
		for _, lang := range web.Languages {
			tablet.navigate(s.url + path + "lang=" + lang)
			const told = `[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.querySelector(".net-right")?.textContent && document.documentElement.dataset.faces !== undefined`
			tablet.until(told)
			const cut = `[...document.querySelectorAll(".card :is(.outcome, .net-facts)")].filter(e => e.checkVisibility() && (e.querySelector(".unseen") || e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2)).map(e => e.textContent)`
			for _, what := range eval[[]string](tablet, cut) {
				t.Errorf("%s in %s on a tablet: cut: %s", path, lang, what)
			}
			low.navigate(s.url + path + "theme=projector&lang=" + lang)
			low.until(told)
			const partly = `[...document.querySelector(".net").children].filter(e => e.checkVisibility()).flatMap(e => {
				const r = e.getBoundingClientRect(), of = e.closest(".net").getBoundingClientRect();
				const seen = r.left < of.right - 1 && r.top < of.bottom - 1;
				return seen && r.bottom > of.bottom + 1 ? [e.className + ": " + e.textContent] : [];
			})`
			for _, what := range eval[[]string](low, partly) {
				t.Errorf("%s in %s in a low window: seen in part: %s", path, lang, what)
			}
			const missing = `["net-top", "net-large", "net-right", "net-key"].filter(name => { const e = document.querySelector(".net > ." + name), r = e?.getBoundingClientRect(); return !r || r.right > document.querySelector(".net").getBoundingClientRect().right + 1; })`
			for _, what := range eval[[]string](low, missing) {
				t.Errorf("%s in %s in a low window: %s is not seen", path, lang, what)
			}
		}
	}
}

// TestBrowserNamesBandsOnceThereAreWords: the ruler's bands are named when the words come,
// though they were drawn before, and none has the ground of a name without letters.
func TestBrowserNamesBandsOnceThereAreWords(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, lang := range web.Languages {
		tb := newTab(t, s.url+"/", laptop)
		tb.before(recordRuler)
		tb.before(`(() => {
			const ask = fetch, words = new Promise(come => window.letWordsCome = come);
			window.fetch = (address, ...more) => String(address?.url ?? address).includes("/words/") ? words.then(() => ask(address, ...more)) : ask(address, ...more);
		})()`)
		tb.navigate(s.url + "/?surface=bowl&lang=" + lang)
		const ruler = `[...document.querySelectorAll("#ruler-field canvas")].flatMap(c => c.drawn?.words ?? []).filter(w => !/^[-−\d.e]*$|[=λ]/.test(w.text) || w.text === "")`
		tb.until(swept)
		if n := eval[int](tb, ruler+`.length`); n != 0 {
			t.Errorf("%s: %d names of bands are written before there are words", lang, n)
		}
		eval[any](tb, `letWordsCome()`)
		tb.until(ruler + `.filter(w => w.text).length >= 2`)
	}
}

// TestBrowserHeldOutLossesAreDashed: the curve that the chart's caption calls dashed has
// dashes of one size on screens of many pixels too.
func TestBrowserHeldOutLossesAreDashed(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, ratio := range []float64{1, 1.5, 2} {
		tb := newTab(t, s.url+"/", laptop)
		tb.do(chromedp.EmulateViewport(laptop.width, laptop.height, chromedp.EmulateScale(ratio)))
		tb.before(`window.dashes = []; const dash = CanvasRenderingContext2D.prototype.setLineDash;
			CanvasRenderingContext2D.prototype.setLineDash = function (parts) {
				if (this.canvas.closest(".uplot") && parts.length) dashes.push(parts.map(part => part / devicePixelRatio));
				return dash.call(this, parts) }`)
		tb.navigate(s.url + "/p/overfitting?beat=3")
		tb.until(`dashes.length > 0`)
		for _, parts := range eval[[][]float64](tb, `dashes`) {
			if parts[0] < 3.5 || parts[1] < 2.5 {
				t.Fatalf("at %v pixels each a held-out curve's dashes are of %v px", ratio, parts)
			}
		}
	}
}

// TestBrowserManyEndingsAreWholeOnATablet: of six runs in a narrow column how each ended is
// read whole.
func TestBrowserManyEndingsAreWholeOnATablet(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, lang := range web.Languages {
		tb := newTab(t, s.url+"/", screen{1024, 768})
		tb.do(chromedp.EmulateViewport(1024, 768, chromedp.EmulateMobile, chromedp.EmulateTouch))
		tb.navigate(s.url + "/p/try-many-rates?beat=2&lang=" + lang)
		tb.until(`document.querySelectorAll(".card").length === 6 && [...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.documentElement.dataset.faces !== undefined`)
		const cut = `[...document.querySelectorAll(".card .outcome-lead")].filter(e => e.getBoundingClientRect().right > e.closest(".outcome").getBoundingClientRect().right + 0.5).map(e => e.textContent)`
		for _, what := range eval[[]string](tb, cut) {
			t.Errorf("%s: cut: %s", lang, what)
		}
	}
}

// TestBrowserBringsAChosenRunIntoSight: on a telephone a run that a key has chosen has its
// row seen, below the map and the ruler and within the window, though what is above it then
// grows; and no longer once a hand has moved the page.
func TestBrowserBringsAChosenRunIntoSight(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=wells&lr=0.05,0.1,0.2,0.5,1,1.8", phone)
	tb.until(`document.querySelectorAll(".card").length === 6`)
	const seen = `(card => { const r = card.getBoundingClientRect(), over = document.getElementById("ruler").getBoundingClientRect();
		return card.classList.contains("chosen") && r.top >= over.bottom - 1 && r.bottom <= innerHeight + 1 })(document.querySelectorAll(".card")[%d])`
	for i, run := range []int{6, 1, 4} {
		tb.do(chromedp.KeyEvent(fmt.Sprint(run)))
		tb.until(fmt.Sprintf(seen, run-1))
		eval[any](tb, fmt.Sprintf(`document.querySelector(".card").style.paddingBottom = "%dpx"`, 200-50*i)) // what comes later has its room
		tb.until(fmt.Sprintf(seen, run-1))
	}
	tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.querySelectorAll(".flag").length === 6`)
	tb.until(fmt.Sprintf(seen, 3))
	eval[any](tb, `dispatchEvent(new WheelEvent("wheel")); scrollTo(0, 0); document.querySelector(".card").style.paddingBottom = "300px"`)
	tb.drawn()
	tb.drawn()
	if at := eval[float64](tb, `scrollY`); at != 0 {
		t.Errorf("a page that a hand has moved goes on to %v px by itself", at)
	}
	tb.do(chromedp.KeyEvent("6"))
	tb.until(fmt.Sprintf(seen, 5))
	const frames = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`
	eval[any](tb, `scrollTo(0, 0); `+frames) // as a scroll bar does: no input tells of it
	eval[any](tb, `document.querySelector(".card").style.paddingBottom = "200px"; `+frames)
	if at := eval[float64](tb, `scrollY`); at != 0 {
		t.Errorf("a page that was scrolled without an input goes on to %v px by itself", at)
	}
}
