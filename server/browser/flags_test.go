package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// recordRuler runs before the page's scripts and keeps, for each of the ruler's
// canvases, what its last picture has: the boxes of the flags' cloths, whose numbers
// are written from the left, and of all other words.
const recordRuler = `(() => {
	const pen = CanvasRenderingContext2D.prototype, {clearRect, roundRect, fillText} = pen;
	const of = p => p.canvas.drawn ??= {cloths: [], words: []};
	pen.clearRect = function (...at) { this.canvas.drawn = null; return clearRect.apply(this, at) };
	pen.roundRect = function (x, y, width, height, radii) {
		if (Array.isArray(radii)) of(this).cloths.push({x, y, width, height});
		return roundRect.call(this, x, y, width, height, radii);
	};
	pen.fillText = function (text, x, y, ...most) {
		const {width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down} = this.measureText(text);
		if (this.textAlign !== "left") of(this).words.push({text, x: x - width / (this.textAlign === "center" ? 2 : 1), y: y - up, width, height: up + down});
		return fillText.call(this, text, x, y, ...most);
	};
})()`

// onRuler tells what is wrong with the flags of a ruler: a number of flags that is not
// drawn, two things over one another, a limit without its number, and what a finger
// would miss.
const onRuler = `((count, limit) => {
	const {cloths = [], words = []} = document.querySelectorAll("#ruler canvas")[1].drawn ?? {}, wrong = [];
	const name = box => box.text ?? "the flag at " + Math.round(box.x) + ", " + Math.round(box.y);
	const meet = (a, b) => a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5;
	if (cloths.length !== count) wrong.push(cloths.length + " flags are drawn");
	if (limit && !words.some(({text}) => text.includes("λ") || text.includes("=") )) wrong.push("the limit has no number");
	const all = [...cloths, ...words], button = document.getElementById("ruler-whole");
	const under = {x: button.offsetLeft, y: button.offsetTop, width: button.offsetWidth, height: button.offsetHeight};
	for (const word of words) if (!button.hidden && meet(word, under)) wrong.push(word.text + " lies under the button");
	all.forEach((a, i) => all.slice(i + 1).forEach(b => meet(a, b) && wrong.push(name(a) + " and " + name(b) + " lie over one another")));
	const flags = [...document.querySelectorAll("#ruler .flag")].filter(f => f.checkVisibility()).map(f => ({f, r: f.getBoundingClientRect()}));
	if (flags.length !== count) wrong.push(flags.length + " flags can be taken");
	flags.forEach(({f, r}, i) => {
		if (r.width < 43.9 || r.height < 43.9) wrong.push(f.ariaLabel + " is " + r.width.toFixed(1) + " by " + r.height.toFixed(1));
		if (document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) !== f) wrong.push(f.ariaLabel + " is not taken by its middle");
		flags.slice(i + 1).forEach(other => meet(r, other.r) && wrong.push(f.ariaLabel + " and " + other.f.ariaLabel + " are one under a finger"));
	});
	return wrong.join("; ");
})`

// TestBrowserFlagsOfAHeap: on a phone each flag of a heap is seen whole and has 44
// pixels of its own for a finger, no word lies over a flag or another word, and the
// limit has its number.
func TestBrowserFlagsOfAHeap(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, page := range []struct {
		size screen
		lang string
	}{{phone, "en"}, {screen{844, 390}, "ko"}} {
		t.Run(fmt.Sprintf("%dx%d", page.size.width, page.size.height), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, s.url, page.size)
			tb.before(recordRuler)
			tb.do(chromedp.EmulateViewport(page.size.width, page.size.height, chromedp.EmulateMobile, chromedp.EmulateTouch))
			tb.navigate(s.url + "/?surface=wells&lang=" + page.lang)
			for _, heap := range []struct {
				query string
				limit bool
			}{
				{"surface=rosenbrock-gentle&lr=0.005,0.02,0.05,0.08,0.12,0.22&steps=200", true},
				{"surface=wells&lr=0.5", true},
				{"surface=wells&lr=1.4,1.45", true},
				{"surface=wells&lr=0.4,0.42,0.45", true},
				{"surface=wells&lr=1.3,1.4,1.45,1.5", true},
				{"surface=wells&lr=0.0123,0.0124,0.0125,0.0126,0.0127", true},
				{"surface=wells&lr=1.38,1.4,1.42,1.44,1.46,1.48", true},
				{"surface=bowl&lr=1.9,1.95,2,2.05,2.1,2.15", true},
				{"surface=bowl&opt=momentum&lr=3.6,3.7,3.8,3.9", true},
				{"surface=wells&lr=0.5,1.2&rates=0.3,2.5", true},
				{"surface=himmelblau&opt=sgd,adam,rmsprop,adagrad,momentum,nesterov&lr=0.01,0.011,0.012,0.0105,0.0115,0.0125", false},
			} {
				tb.turnTo(heap.query + "&lang=" + page.lang)
				rates := strings.Split(heap.query[strings.Index(heap.query, "lr=")+3:], "&")[0]
				count := strings.Count(rates, ",") + 1
				tb.until(fmt.Sprintf(`[...document.querySelectorAll("#ruler .flag")].map(f => f.ariaValueText?.split(/\s=\s/)[1].split(",")[0]).join() === %q && %s`, rates, swept))
				tb.expect(func() string { return eval[string](tb, fmt.Sprintf("%s(%d, %t)", onRuler, count, heap.limit)) })
			}
		})
	}
}

// TestBrowserAHiddenRunHasNoWordsAtItsFlag: what the losses of a run do is not written
// beside its flag while it is hidden.
func TestBrowserAHiddenRunHasNoWordsAtItsFlag(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.before(recordRuler)
	tb.navigate(s.url + "/?surface=wells&lr=0.1,0.5,1.8&lang=en")
	const told = `document.querySelectorAll("#ruler canvas")[1].drawn?.words.some(({text}) => text.includes("in turn"))`
	tb.until(told + ` === true`)
	tb.turnTo("surface=wells&lr=0.1,0.5,1.8&hidden=2&lang=en")
	tb.until(told + ` === false`)
	tb.turnTo("surface=wells&lr=0.1,0.5,1.8&lang=en")
	tb.until(told + ` === true`)
}
