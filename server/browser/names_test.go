package browser

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// recordTexts keeps for each canvas that was drawn on what is written on it, and where, in its pixels.
const recordTexts = `(() => {
	window.drawnOn = new Set();
	for (const pen of [CanvasRenderingContext2D.prototype, OffscreenCanvasRenderingContext2D.prototype]) {
		const { fillText, clearRect } = pen;
		pen.clearRect = function (...part) { this.canvas.said = []; return clearRect.apply(this, part) };
		pen.fillText = function (text, x, y, ...most) {
			const { actualBoundingBoxLeft: l, actualBoundingBoxRight: r, actualBoundingBoxAscent: u, actualBoundingBoxDescent: d } = this.measureText(text);
			const corners = [[x - l, y - u], [x + r, y - u], [x - l, y + d], [x + r, y + d]].map(at => this.getTransform().transformPoint(new DOMPoint(...at)));
			const [xs, ys] = [corners.map(p => p.x), corners.map(p => p.y)];
			drawnOn.add(this.canvas);
			(this.canvas.said ??= []).push({ text: String(text), l: Math.min(...xs), r: Math.max(...xs), t: Math.min(...ys), b: Math.max(...ys) });
			return fillText.call(this, text, x, y, ...most);
		};
	}
})()`

// TestBrowserNoContourIsNamedAtTheStart: the start and its name touch nothing else that is written
// on the map, such as the number of a contour, nor does what is written beside a run; and no
// number of a contour follows a name in its line, which would seem to go on with it.
func TestBrowserNoContourIsNamedAtTheStart(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordTexts)
	for _, path := range []string{"/p/two-over-lambda?beat=4&theme=projector", "/p/what-a-slice-hides?beat=3", "/p/what-a-slice-hides?beat=4", "/p/three-rates?beat=2", "/p/saddle-point?beat=2", "/?surface=wells&start=3.2,1.5", "/?surface=rosenbrock", "/p/early-stopping-and-decay?beat=3&theme=projector"} {
		for _, at := range []screen{laptop, {1024, 768}, {1280, 593}} {
			tb.do(chromedp.EmulateViewport(at.width, at.height))
			tb.navigate(s.url + path)
			tb.until(`document.documentElement.dataset.faces === "" && document.querySelector(".card .outcome-lead").textContent`)
			tb.drawn()
			const touching = `(() => {
				const said = [...drawnOn].filter(c => c instanceof OffscreenCanvas || (c.closest("#map") && c.checkVisibility({ visibilityProperty: true }))).flatMap(c => c.said);
				const start = said.find(({ text }) => text === "Start");
				if (!start) return ["there is no name of the start"];
				const map = document.querySelector("#map canvas").getBoundingClientRect(), handle = document.querySelector("#map .start-handle span").getBoundingClientRect();
				const [x, y] = [(handle.left + handle.right) / 2 - map.left, (handle.top + handle.bottom) / 2 - map.top];
				const meets = (o, { l, r, t, b }) => o.l < r + 1 && o.r > l - 1 && o.t < b + 1 && o.b > t - 1;
				const over = said.filter(o => /^L /.test(o.text)).flatMap(beside => said.filter(o => /^[\d.]+$/.test(o.text) && meets(o, beside)).map(o => o.text + " under " + beside.text));
				const inLine = (a, b) => Math.max(a.l - b.r, b.l - a.r) < 8 && (a.t + a.b) / 2 < b.b && (a.t + a.b) / 2 > b.t;
				const names = said.filter(({ text }) => /^(Start|lowest .*)$/.test(text));
				over.push(...names.flatMap(name => said.filter(o => /^[\d.]+$/.test(o.text) && inLine(o, name)).map(o => o.text + " follows " + name.text)));
				return over.concat(said.filter(o => o.text !== "Start" && (meets(o, start) || meets(o, { l: x - 9, r: x + 9, t: y - 9, b: y + 9 }))).map(o => o.text));
			})()`
			for _, text := range eval[[]string](tb, touching) {
				t.Errorf("%s, %v: %q touches the start or what is written beside a run", path, at, text)
			}
		}
	}
}

// TestBrowserStartOfACurveIsNamedOffItsFirstStep: the name of the start on a curve of one weight
// stands where no step leaves from it.
func TestBrowserStartOfACurveIsNamedOffItsFirstStep(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, phone)
	tb.before(recordTexts)
	for lang, name := range map[string]string{"en": "Start", "ko": "시작점"} {
		tb.navigate(s.url + "/p/one-weight?beat=4&lang=" + lang)
		tb.until(`document.documentElement.dataset.faces === "" && document.querySelector(".card .outcome-lead").textContent`)
		tb.drawn()
		const below = `(name => {
			const said = [...drawnOn].filter(c => !(c instanceof OffscreenCanvas) && c.closest("#one-weight")).flatMap(c => c.said.map(o => ({ ...o, scale: c.width / c.clientWidth, map: c.getBoundingClientRect() })));
			const start = said.find(({ text }) => text === name), handle = document.querySelector("#one-weight .start-handle span").getBoundingClientRect();
			return start !== undefined && start.map.top + start.t / start.scale > (handle.top + handle.bottom) / 2;
		})`
		if !eval[bool](tb, below+"("+quote(name)+")") {
			t.Errorf("in %s the start's name does not stand below it, where its step does not pass", lang)
		}
	}
}

// struckOut asks the server where the runs of the page's link go and where the marks of its surface
// are, and finds the numbers of contours, what is written beside a network's run and the name of the
// start where a run passes through them, and marks under the name of the start.
const struckOut = `(async () => {
	const query = location.search.slice(1).replace(/&?(panel|theme|lang|run|at)=[^&]*/g, "");
	const [runs, surface] = await Promise.all([fetch("/api/run?" + query).then(r => r.text()), fetch("/api/surface?surface=" + new URLSearchParams(query).get("surface")).then(r => r.json())]);
	const [xmin, xmax, ymin, ymax] = document.getElementById("map").dataset.box.split(",").map(Number), { clientWidth, clientHeight } = document.getElementById("map");
	const px = ([x, y]) => [(x - xmin) / (xmax - xmin) * clientWidth, (ymax - y) / (ymax - ymin) * clientHeight];
	const lines = [];
	for (const { run, k, w, outcome } of runs.trim().split("\n").map(line => JSON.parse(line))) if (outcome === undefined) (lines[run] ??= [])[k] = px(w);
	const cuts = ([x0, y0], [x1, y1], { l, r, t, b }) => {
		let [from, to] = [0, 1];
		for (const [at, way, low, high] of [[x0, x1 - x0, l, r], [y0, y1 - y0, t, b]]) {
			if (way === 0 && (at < low || at > high)) return false;
			if (way !== 0) [from, to] = [Math.max(from, Math.min((low - at) / way, (high - at) / way)), Math.min(to, Math.max((low - at) / way, (high - at) / way))];
		}
		return from < to;
	};
	const said = [...drawnOn].filter(c => c instanceof OffscreenCanvas || (c.closest("#map") && c.checkVisibility({ visibilityProperty: true }))).flatMap(c => c.said);
	const within = ({ l, b }) => l > 44 && b < clientHeight - 26; // others are numbers of the axes
	const texts = said.filter(o => /^(L .*|[\d.e]+)$/.test(o.text) && within(o));
	const start = said.find(({ text }) => text === "Start");
	const struck = [...texts, start].filter(o => lines.some(line => line.some((at, k) => k > 0 && cuts(line[k - 1], at, o)))).map(o => o.text + " is struck out");
	const marks = [...(surface.minima ?? []).map(({ at }) => at), ...(surface.saddles ?? [])].map(px).filter(([x, y]) => x > start.l - 7 && x < start.r + 7 && y > start.t - 7 && y < start.b + 7);
	return texts.length < 3 ? ["only " + texts.map(o => o.text)] : [...struck, ...marks.map(at => "Start on the mark at " + at)];
})()`

// TestBrowserNothingIsWrittenUnderARun: no run passes through the number of a contour, through
// what is written beside a network's run or through the start's name, where that has another place,
// and the start is named off the marks of saddles and minima; so it is too once a rate was chosen that goes elsewhere.
func TestBrowserNothingIsWrittenUnderARun(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{1280, 593})
	tb.before(recordTexts)
	clear := func() {
		t.Helper()
		tb.until(`document.documentElement.dataset.faces === "" && document.querySelector(".card .outcome-lead").textContent && ![...document.querySelectorAll(".outcome.waiting")].length`)
		tb.expect(func() string { return strings.Join(eval[[]string](tb, struckOut), ", ") })
	}
	for _, path := range []string{"/?surface=beale", "/?surface=himmelblau&theme=projector", "/?surface=net&panel=pass:4&theme=projector", "/?surface=net&panel=pass:6&theme=light", "/?surface=wells&theme=projector"} {
		tb.navigate(s.url + path)
		clear()
	}
	tb.slide(0, 0.31, 4)
	clear()
}

// TestBrowserWordsStandNearWhatTheyTellOf: among hundreds of marks too the start's name stands beside
// it, and how many members end at a minimum, which here is near the start, not at another end of the map.
func TestBrowserWordsStandNearWhatTheyTellOf(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, phone)
	tb.before(recordTexts)
	for path, counts := range map[string]int{"/?surface=rastrigin&starts=40": 2, "/?surface=rastrigin&noise=1&seeds=40": 1, "/?surface=griewank": 0, "/?surface=levy": 0} {
		tb.navigate(s.url + path)
		tb.until(`document.documentElement.dataset.faces === "" && document.querySelector(".card .outcome-lead").textContent`)
		const far = `(counts => {
			const said = [...drawnOn].filter(c => !(c instanceof OffscreenCanvas) && c.closest("#map") && c.checkVisibility({ visibilityProperty: true })).flatMap(c => c.said.map(o => ({ ...o, scale: c.width / c.clientWidth })));
			const map = document.querySelector("#map canvas").getBoundingClientRect(), handle = document.querySelector("#map .start-handle span").getBoundingClientRect();
			const [x, y] = [(handle.left + handle.right) / 2 - map.left, (handle.top + handle.bottom) / 2 - map.top];
			const off = ({ l, r, t, b, scale }) => Math.hypot(Math.max(l / scale - x, x - r / scale, 0), Math.max(t / scale - y, y - b / scale, 0));
			const start = said.filter(({ text }) => text === "Start"), of = said.filter(({ text }) => / of 40$/.test(text));
			if (start.length !== 1 || of.length !== counts) return "there are " + start.length + " and " + of.length;
			return [...start.filter(o => off(o) > 40), ...of.filter(o => off(o) > 110)].map(o => o.text + " is " + Math.round(off(o)) + " px off").join();
		})`
		tb.expect(func() string { return eval[string](tb, far+"("+strconv.Itoa(counts)+")") })
	}
}
