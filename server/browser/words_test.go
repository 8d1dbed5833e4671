package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"downhill/train/link"
	"downhill/web"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// recordText notes whatever is written on a canvas, which no reader of the
// document would find.
const recordText = `window.painted = new Set();
for (const write of ["fillText", "strokeText"]) {
	const was = CanvasRenderingContext2D.prototype[write];
	CanvasRenderingContext2D.prototype[write] = function (text, ...rest) { painted.add(String(text)); return was.call(this, text, ...rest) };
}`

// everyWord lists all that the page says, shown or not: its texts, what is read
// out, what a pointer brings up, its title and its previews, and what is painted.
// Formulas, and names of keys, are set in mono or as mathematics; what a reader
// types is no word of the page's, and a language's name is in that language.
const everyWord = `(() => {
	const skipped = "script, style, noscript, math, code, kbd, .mono, [lang]:not(html)";
	const said = [document.title, ...painted];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; node = texts.nextNode();) if (!node.parentElement.closest(skipped)) said.push(node.data);
	for (const name of ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt", "label"])
		for (const e of document.querySelectorAll("[" + name + "]")) if (!e.closest("[lang]:not(html)")) said.push(e.getAttribute(name));
	for (const e of document.querySelectorAll("meta[name=description], meta[property='og:title'], meta[property='og:description']")) said.push(e.content);
	return [...new Set(said.map(text => text.trim()).filter(Boolean))];
})()`

var (
	latin  = regexp.MustCompile(`[A-Za-z]{2,}(?:-[A-Za-z]+)*`)
	hangul = regexp.MustCompile(`[가-힣]`)
)

// pageLatin are the Latin words that the Korean page has beside the names:
// functions in a formula's example, parameters, keys of a query and what they may say.
var pageLatin = []string{"sin", "exp", "log", "gamma", "bb", "public-url", "lr", "full"}

// latinInKorean are the names that Korean writes in Latin letters, in the words and
// on the page.
var latinInKorean = sync.OnceValue(func() (names []string) {
	text, err := os.ReadFile("../../testdata/latin-in-korean.json")
	if err == nil {
		err = json.Unmarshal(text, &names)
	}
	if err != nil {
		panic(err)
	}
	return names
})

// expectLanguage fails the test for each word of another language.
func (tb *tab) expectLanguage(lang, state string) {
	tb.t.Helper()
	if got := eval[string](tb, "document.documentElement.lang"); got != lang {
		tb.t.Fatalf("%s: the page is in %q", state, got)
	}
	for _, text := range eval[[]string](tb, everyWord) {
		if lang != "ko" {
			if hangul.MatchString(text) {
				tb.t.Errorf("%s: Korean on the page: %q", state, text)
			}
			continue
		}
		for _, word := range latin.FindAllString(text, -1) {
			if !slices.Contains(pageLatin, word) && !slices.Contains(latinInKorean(), word) {
				tb.t.Errorf("%s: %q in %q", state, word, text)
			}
		}
	}
}

// openSpeaking opens address for a reader whose browser asks for languages, and
// notes from the start what is painted.
func openSpeaking(t *testing.T, address, languages string, size screen) *tab {
	t.Helper()
	tb := newTab(t, address, size)
	_, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: recordText})
	tb.must(err)
	_, err = chromedp.Call(tb.ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
		Headers: network.Headers{"Accept-Language": languages},
	})
	tb.must(err)
	tb.navigate(address)
	return tb
}

// toTheEnd takes the playhead to the last step, since some lessons open at one
// of their own, and waits until how the runs ended is told.
func (tb *tab) toTheEnd(told func([]string) bool) {
	tb.t.Helper()
	tb.wait("how the runs ended", func() bool {
		eval[any](tb, `(s => { s.value = s.max; s.dispatchEvent(new Event("input")) })(document.getElementById("scrub"))`)
		return told(tb.sentences())
	})
}

// TestBrowserLessonsInKorean goes through the lessons in Korean, at each size: each has
// its words, none of which is cut off or leaves its place, and says in Korean how its
// runs ended, on the cards, whole also on a phone, and aloud.
func TestBrowserLessonsInKorean(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, phone} {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			tb := openSpeaking(t, s.url+"/?surface=wells&lang=ko", "en", size)
			tb.undrawn()
			for i, p := range link.Presets() {
				tb.lesson(p, "ko")
				tb.drawn()
				tb.expect(func() string { return tb.unfit(p.ID) }) // the picture of the lesson before may still be there
				tb.toTheEnd(allTold)
				tb.tellsInKorean(p)
				if i == 0 {
					tb.until(`/습니다|합니다/.test(document.getElementById("announce").textContent)`)
				}
				if size == phone {
					tb.endsWhole(p.ID + ", ko")
				}
			}
		})
	}
}

// tellsInKorean fails the test where a lesson has not its own Korean words, or others.
func (tb *tab) tellsInKorean(p link.Preset) {
	tb.t.Helper()
	words := web.Messages("ko")
	if title := eval[string](tb, `document.title`); !strings.HasPrefix(title, words["preset."+p.ID+".title"]) {
		tb.t.Errorf("%s: the page's title is %q", p.ID, title)
	}
	if text := eval[string](tb, `document.getElementById("story").textContent.trim()`); text != words["preset."+p.ID+".1"] {
		tb.t.Errorf("%s: the lesson's text is %q", p.ID, text)
	}
	tb.expectLanguage("ko", p.ID)
}

// lesson goes to a lesson on the page that is open, and waits until it has its title.
func (tb *tab) lesson(p link.Preset, lang string) {
	tb.t.Helper()
	tb.visit("/p/" + p.ID + "?lang=" + lang)
	title := quote(web.Messages(lang)["preset."+p.ID+".title"])
	tb.until(`document.title.startsWith(` + title + `) && document.querySelector("#lesson-title").textContent === ` + title)
}

// told is the start of a sentence about a run: what happened, and a colon.
var toldInKorean = regexp.MustCompile(`^[^:]*니다: `)

// allTold tells whether each run's end is told.
func allTold(sentences []string) bool {
	return !slices.ContainsFunc(sentences, func(text string) bool { return !toldInKorean.MatchString(text) })
}

// visit goes to another address of the page that is open, as Back does.
func (tb *tab) visit(address string) {
	tb.t.Helper()
	eval[any](tb, `history.replaceState(null, "", `+quote(address)+`); dispatchEvent(new PopStateEvent("popstate")); 0`)
}

// TestBrowserErrorsInKorean: what is wrong is told in Korean where it is wrong,
// whether the link or the hand brought it.
func TestBrowserErrorsInKorean(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.tolerate("status of 400")
	tb.navigate(s.url + "/?lang=ko&lr=-1")
	tb.until(`document.querySelector("#left-out li")?.textContent === ` +
		quote(`lr: "-1"은 학습률로 쓸 수 없습니다. 0보다 크고 1e6 이하인 수여야 합니다`))
	tb.until(`!location.search.includes("-1")`) // the rest is shown, and is the link
	tb.until(`[...document.styleSheets].some(({ href }) => href?.includes("/later"))`)
	tb.until(`[...document.querySelectorAll("#left-out li, #left-out-close")].every(e => {
		const { x, y, width, height } = e.getBoundingClientRect();
		return e.contains(document.elementFromPoint(x + width / 2, y + height / 2));
	})`) // under the rules that come later too
	eval[any](tb, `document.getElementById("left-out-close").click()`)
	tb.until(`!document.getElementById("left-out")`)
	eval[any](tb, `document.getElementById("surface-open").click()`)
	tb.until(`!document.getElementById("setup").hidden`)
	tb.enter("formula", "x^2 + sen(y)")
	tb.until(`document.getElementById("formula-error").textContent === "7번째 글자: 'sen'은 모르는 이름입니다. 'sin'을 쓰려고 했나요?"`)
	tb.enter("formula", "x^2 + y^2")
	tb.until(`document.getElementById("formula-error").hidden`)
	eval[any](tb, `document.getElementById("tab-conditions").click()`)
	tb.enter("steps", "many")
	tb.until(`document.getElementById("steps-error").textContent === 'steps: "many"는 스텝 수로 쓸 수 없습니다. 1 이상 5000 이하인 정수여야 합니다'`)
}

// TestBrowserKeepsItsLanguage: a link that names the language keeps naming it,
// and so do the links of its page.
func TestBrowserKeepsItsLanguage(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/p/three-rates?lang=ko", laptop)
	from := eval[string](tb, "location.pathname")
	eval[any](tb, `document.getElementById("lesson-next").click()`)
	tb.wait("the next lesson", func() bool { return eval[string](tb, "location.pathname") != from })
	if lang := tb.value("lang"); lang != "ko" {
		t.Errorf("the next lesson's address is in %q", lang)
	}
	eval[any](tb, `document.getElementById("share-open").click()`)
	tb.until(`document.getElementById("share-link").value.includes("lang=ko")`)
	for _, id := range []string{"lesson-next", "lesson-previous", "home"} {
		if href := eval[string](tb, fmt.Sprintf(`document.getElementById(%q).href`, id)); !strings.Contains(href, "lang=ko") {
			t.Errorf("#%s leads to %s", id, href)
		}
	}
}

// TestBrowserChangesLanguage: the display menu turns the page to the other
// language, with what is shown kept.
func TestBrowserChangesLanguage(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?surface=bowl&lr=0.2,0.4", laptop)
	eval[any](tb, `document.getElementById("display-open").click(); document.querySelector("input[name=lang][value=ko]").click()`)
	tb.wait("the Korean page", func() bool {
		lang, err := chromedp.Run(tb.ctx, chromedp.Evaluate[string](`document.getElementById("page") && document.documentElement.lang`))
		return err == nil && lang == "ko" // between the two pages there is none to ask
	})
	tb.drawn()
	if tb.value("surface") != "bowl" || tb.value("lr") != "0.2,0.4" || tb.value("lang") != "ko" {
		t.Errorf("the Korean page's address is %s", tb.query())
	}
	tb.wait("how the runs ended", func() bool { return allTold(tb.sentences()) })
}

// unfit says which words are cut off or leave their place in a state of the page.
func (tb *tab) unfit(state string) string {
	tb.t.Helper()
	for _, text := range eval[[]string](tb, cut) {
		if !strings.Contains(text, "outcome") { // of many runs it is one line, whole in its title
			return state + ": " + text
		}
	}
	if over := eval[int](tb, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
		return fmt.Sprintf("%s: the page is %d pixels wider than the screen", state, over)
	}
	return ""
}
