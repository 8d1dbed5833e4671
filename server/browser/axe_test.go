package browser

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"downhill/server/page"
	"downhill/web"
)

// The page is judged by axe-core: every rule it has, in every state that a
// reader can bring the page into, in each theme and in each language.

// axeScript is pinned by web/package-lock.json and comes with `make build`.
const axeScript = "../../web/node_modules/axe-core/axe.min.js"

// arrange is a state of the page: where the address leads, what a hand then
// does, and what holds once the state is there.
type arrange struct {
	name  string
	query string // of the page's address, beside theme and lang
	click string // ids of the buttons to press, in order
	until string // an expression of the page
	size  screen // laptop where it is zero
	mute  bool   // it tells nothing new of how the runs end
}

// arrangements are the states of the page.
var arrangements = []arrange{
	{name: "first view"},
	{name: "set-up, surface", click: "surface-open tab-surface", until: `document.querySelectorAll("#gallery .tile").length > 10`},
	{name: "set-up, optimizer", click: "optimizer-open tab-optimizer", until: `document.querySelectorAll("#runs-edit .run-edit").length === 3 && document.getElementById("param-weight_decay")`},
	{name: "set-up, conditions", click: "conditions-open tab-conditions", until: `!document.getElementById("setup-conditions").hidden`},
	{name: "share", click: "share-open", until: `document.querySelector("#share-more img")?.naturalWidth > 0`},
	{name: "lessons", click: "lesson-open", until: `!document.getElementById("lessons").hidden`},
	{name: "display", click: "display-open", until: `!document.getElementById("display").hidden`},
	{name: "keys", click: "display-open keys-open", until: `document.getElementById("keys").open`},
	{name: "a part of the rates", query: "rates=0.3,2.5", until: `!document.getElementById("ruler-whole").hidden`},
	{name: "one step in numbers", query: "at=4", click: "step-open", until: `document.getElementById("arithmetic-lines").textContent`},
	{name: "the loss along a step", query: "at=2&chart=cut", until: `document.getElementById("cut-factors").textContent && document.getElementById("cut").checkVisibility()`},
	{name: "layers", click: "layers", until: `!document.getElementById("layers-menu").hidden`},
	{name: "basins", query: "layers=contours,basins,marks", until: `!document.getElementById("basins-key").hidden`},
	{name: "prediction", query: "predict=1", mute: true, until: `document.getElementById("reveal").checkVisibility()`},
	{name: "a beat that asks", query: "beat=2&predict=1", mute: true, until: `document.getElementById("reveal").checkVisibility() && document.querySelector(".beat-number").textContent.startsWith("2")`},
	{name: "3D", query: "mode=3d", until: relieved},
	{name: "2D and 3D", query: "mode=both", until: relieved},
	{name: "six runs", query: "lr=0.01,0.05,0.1,0.5,1,1.8", until: `document.querySelectorAll("#cards .card").length === 6`},
	{name: "a hidden run", query: "hidden=0&run=1", until: `document.querySelector(".card.off")`},
	{name: "an error", query: "lr=-1", mute: true, until: `!document.getElementById("problem").hidden || document.querySelector(".rate-error:not([hidden])")`},
	{name: "one weight", query: "surface=parabola&at=3", until: curved},
	{name: "one weight's layers", query: "surface=shallow-and-deep", click: "layers", until: `!document.getElementById("layers-menu").hidden && ` + curved},
	{name: "one weight on a phone", query: "surface=parabola&at=3", size: phone, until: curved},
	{name: "phone", size: phone},
	{name: "more of playing", click: "play-more-open", until: `document.getElementById("play-more-open").ariaExpanded === "true"`},
	{name: "a network", query: quickNet, until: thinking},
	{name: "a network on a phone", query: quickNet, until: thinking, size: phone},
	{name: "the backward pass", query: quickNet + "&at=30", click: "step-open", until: `document.querySelector(".backward-lines p")`},
	{name: "the backward pass of a whole network", query: "surface=cliff&at=20", click: "pass-open", until: `document.querySelector(".backward-lines p")`},
	{name: "set-up of a network", query: quickNet, click: "surface-open tab-surface", until: `document.getElementById("param-act") && document.querySelectorAll("#gallery .tile").length > 10`},
	{name: "set-up on a phone", size: phone, click: "surface-open tab-surface", until: `document.querySelectorAll("#gallery .tile").length > 10`},
}

// curved holds once the curve is there.
const curved = `document.getElementById("one-weight").dataset.box`

// relieved holds once the relief is drawn.
const relieved = `document.querySelector("#relief canvas") && document.getElementById("relief").dataset.gpu`

// axeFinding is an element that breaks a rule, or about which axe can't decide.
type axeFinding struct{ Rule, Help, Target, Why, HTML string }

// judge runs all rules over the page as it is. Where axe can't tell what lies
// behind a text (a sign of one letter, a canvas, a stripe drawn by the style
// sheet) its contrast is computed here, over the backgrounds of what it is in.
const judge = `(async (asked) => {
	await new Promise(requestAnimationFrame);
	await Promise.allSettled(document.getAnimations().map(a => a.finished)); // a colour that fades is not yet its own
	const found = await axe.run(document, {resultTypes: ["violations", "incomplete"], ...asked});
	const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
	const covers = (r, {x, y, width, height}) =>
		r.left <= x + 1 && r.right >= x + width - 1 && r.top <= y + height / 2 && r.bottom >= y + height / 2;
	const behind = (e, box = e.getBoundingClientRect()) => {
		if (!e) return ["white"];
		const own = e.getBoundingClientRect(), style = getComputedStyle(e);
		if (style.overflow !== "visible") box = own; // what is scrolled out of it lies on it still
		return [...behind(e.parentElement, box), ...covers(own, box) ? [style.backgroundColor] : []] };
	const mixed = colours => {
		for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1) }
		const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b };
	const contrast = e => {
		const [low, high] = [mixed(behind(e)), mixed([...behind(e), getComputedStyle(e).color])].sort((a, b) => a - b);
		return (high + 0.05) / (low + 0.05) };
	// What lies under a menu or the bar at the bottom comes out when they close, or by scrolling.
	const covered = n => n.any.some(c => c.id === "target-size" && c.data && /obscured/i.test(c.data.messageKey || ""));
	const broken = found.violations.map(f => ({...f, nodes: f.nodes.filter(n => !covered(n))}));
	const undecided = found.incomplete.map(f => ({...f, nodes: f.nodes.filter(n => {
		const e = document.querySelector(n.target[0]);
		return f.id !== "color-contrast" || e && contrast(e) < 4.5; })}));
	return [...broken, ...undecided].flatMap(f => f.nodes.map(n => ({Rule: f.id, Help: f.help, Target: n.target.join(" "),
		Why: n.any.concat(n.all, n.none).map(c => c.message).join("; "), HTML: n.html.slice(0, 200)})));
})(`

// What axe is asked: all its rules, those that read, and those that measure.
const (
	everyRule     = `{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	readingRules  = `{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: {"color-contrast": {enabled: false}}}`
	measuredRules = `{runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]}}`
)

// undecided are rules that axe leaves to a person, and why they hold here.
var undecided = map[string]string{
	"label-content-name-mismatch": "a lone sign such as › is no text that anybody would speak to a device",
}

// axe fails the test for whatever axe-core finds by some rules in the page as it is.
func (tb *tab) axe(state, rules string) {
	tb.t.Helper()
	for _, f := range eval[[]axeFinding](tb, judge+rules+")") {
		if undecided[f.Rule] == "" || !strings.Contains(f.Why, "Unable to determine") {
			tb.t.Errorf("%s: %s (%s) at %s: %s\n\t%s", state, f.Rule, f.Help, f.Target, f.Why, f.HTML)
		}
	}
}

// loadAxe brings axe-core into the page through the browser's own protocol:
// the page's policy lets no script in that is not its own.
func (tb *tab) loadAxe() {
	tb.t.Helper()
	script, err := os.ReadFile(axeScript)
	if err != nil {
		tb.t.Fatalf("axe-core is missing, make build installs it: %v", err)
	}
	_, err = chromedp.Run(tb.ctx, chromedp.Evaluate[any](string(script)+";0"))
	tb.must(err)
}

// turnTo shows another query on the page that is open, as Back does.
func (tb *tab) turnTo(query string) {
	tb.t.Helper()
	eval[any](tb, `history.replaceState(null, "", "?`+query+`"); dispatchEvent(new PopStateEvent("popstate")); 0`)
}

// look is a language and a theme of the page, and the rules that it is judged by.
type look struct{ lang, theme, rules string }

// looks are those that axe judges. What it reads, as names, depends on the
// language, and what it measures, as contrast and sizes, on the theme: so each
// language is read in the first theme, and each theme measured in the first language.
func looks() []look {
	var all []look
	for i, theme := range page.Themes {
		all = append(all, look{web.Languages[0], theme, []string{everyRule, measuredRules}[min(i, 1)]})
	}
	for _, lang := range web.Languages[1:] {
		all = append(all, look{lang, page.Themes[0], readingRules})
	}
	return all
}

// TestBrowserAxe brings the page into each of its states and holds that axe finds
// nothing, and that all the page says is in the language that was asked for, by the
// link or by the reader's browser.
func TestBrowserAxe(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, l := range looks() {
		t.Run(l.lang+" "+l.theme, func(t *testing.T) {
			t.Parallel()
			tb := openLook(t, s.url, l)
			tb.tolerate("status of 400")
			tb.loadAxe()
			tb.undrawn()
			for _, a := range arrangements {
				size := a.size
				if size.width == 0 {
					size = laptop
				}
				tb.do(chromedp.EmulateViewport(size.width, size.height))
				tb.bring(a, l.lang, l.theme)
				tb.axe(a.name, l.rules)
				if l.rules != measuredRules {
					tb.expectLanguage(l.lang, a.name)
				}
				tb.clear()
			}
			tb.navigate(s.url + "/?at=x&lang=" + l.lang + "&theme=" + l.theme) // last: what is left out is of no language
			tb.loadAxe()
			tb.until(`document.getElementById("left-out").checkVisibility()`)
			tb.axe("what does not fit", l.rules)
		})
	}
}

// openLook opens the page. The first language is the link's, while the browser asks
// for another; the others are the browser's.
func openLook(t *testing.T, site string, l look) *tab {
	t.Helper()
	address := site + "/?theme=" + l.theme
	if l.lang == web.Languages[0] {
		return openSpeaking(t, address+"&lang="+l.lang, web.Languages[1], laptop)
	}
	return openSpeaking(t, address, l.lang+"-KR,"+l.lang+";q=0.9,en;q=0.8", laptop)
}

// forget wipes how the runs ended from the cards, so that drawn waits for the next picture.
func (tb *tab) forget() {
	tb.t.Helper()
	eval[any](tb, `document.querySelectorAll("#cards .outcome-lead").forEach(e => e.textContent = ""); 0`)
}

// bring takes the page into a state.
func (tb *tab) bring(a arrange, lang, theme string) {
	tb.t.Helper()
	query := url.Values{"lang": {lang}, "theme": {theme}}.Encode()
	tb.forget()
	tb.turnTo(strings.TrimSuffix(a.query+"&"+query, "&"))
	if !a.mute {
		tb.drawn()
	}
	for id := range strings.FieldsSeq(a.click) {
		eval[any](tb, `document.getElementById(`+quote(id)+`).click()`)
	}
	if a.until != "" {
		tb.until(a.until)
	}
	tb.painted() // what moves with the picture stands where it belongs
}

// clear closes what a state opened.
func (tb *tab) clear() {
	tb.t.Helper()
	eval[any](tb, `document.querySelectorAll("dialog[open]").forEach(d => d.close());
		for (const [what, close] of [["setup", "setup-close"], ["arithmetic", "arithmetic-close"], ["backward", "backward-close"], ["lessons", "lesson-open"], ["display", "display-open"], ["layers-menu", "layers"]])
			(document.getElementById(what)?.hidden ?? true) || document.getElementById(close).click();
		document.querySelectorAll("#play-more-open[aria-expanded=true]").forEach(b => b.click()); 0`)
}

// TestBrowserAxeEmbed judges the figure that other pages frame.
func TestBrowserAxeEmbed(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, l := range looks() {
		tb := open(t, s.url+"/embed?lang="+l.lang+"&theme="+l.theme, screen{800, 450})
		tb.loadAxe()
		tb.axe(fmt.Sprintf("%s, %s, embedded", l.lang, l.theme), l.rules)
	}
}
