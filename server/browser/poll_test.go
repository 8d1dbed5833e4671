package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// lecture starts one on a page, and opens another that follows it on a phone.
func (tb *tab) lecture(s *host) (code string, follow *tab) {
	tb.t.Helper()
	tb.click("#share-open")
	tb.until(`document.querySelector(".share-lecture button")`)
	tb.click(".share-lecture button")
	tb.until(`document.querySelector(".live-code")`)
	code = eval[string](tb, `document.querySelector(".live-code").textContent`)
	follow = open(tb.t, s.url+"/live/"+strings.ToLower(code), phone)
	follow.until(`document.querySelector(".live-said")?.textContent.includes("Following")`)
	return code, follow
}

// withoutMotion asks a page to leave out what moves.
func (tb *tab) withoutMotion() {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	tb.must(err)
}

// pollRows are what the bars of a page say, one after the other.
const pollRows = `[...document.querySelectorAll(".poll-row")].map(row => row.getAttribute("aria-label")).join(" | ")`

// chartSeen says whether a page shows the chart of the loss.
const chartSeen = `document.querySelector(".side > .chart").checkVisibility()`

// askedLecture opens a page without motion, starts a lecture there, and asks the room what the
// runs do; follow is a page that follows.
func askedLecture(t *testing.T, s *host, path string) (lead, follow *tab) {
	t.Helper()
	lead = open(t, s.url+path, laptop)
	lead.withoutMotion()
	_, follow = lead.lecture(s)
	lead.front()
	lead.click(`.live-tools button:nth-child(2)`)
	return lead, follow
}

// TestBrowserPoll: while the lecturer's page hides its runs a phone answers, and answers
// otherwise, its answer is counted once by the lecturer's page alone, also by one that
// was loaded again, as the phone may be; the clicker's key reveals the runs and the tally to all, and what
// was right is marked once it was seen, and gives way to the chart on a page that goes
// its own way. A slider that is held stays as the lecturer's rates move, and a key that
// is none of its own makes the page go its own way.
func TestBrowserPoll(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	lead, follow := askedLecture(t, s, "/p/three-rates")
	lead.until(`document.documentElement.dataset.predict === "hidden" && document.querySelector(".poll-turnout")?.textContent === "0 of 1 have answered"`)
	follow.front()
	follow.until(`document.querySelectorAll(".poll-choice").length === 4`)
	follow.loadAxe()
	follow.axe("a question to answer", everyRule)
	follow.click(`.poll-choice[data-choice="2"]`)
	tally := func(want string) {
		t.Helper()
		lead.front()
		lead.until(pollRows + ` === ` + quote(want))
	}
	tally("Run 1 · η 0.01: 0 | Run 2 · η 0.3: 0 | Run 3 · η 2.1: 1 | None of them: 0")
	follow.front()
	follow.click(`.poll-choice[data-choice="1"]`)
	follow.until(`document.querySelector(".poll-note").textContent.startsWith("Sent.")`)
	if n := eval[int](follow, `document.querySelectorAll(".poll-row").length`); n != 0 {
		t.Errorf("before the reveal a phone shows %d bars", n)
	}
	if live := eval[string](follow, `document.documentElement.dataset.live`); live != "following" {
		t.Errorf("one who answered is %s", live)
	}
	tally("Run 1 · η 0.01: 0 | Run 2 · η 0.3: 1 | Run 3 · η 2.1: 0 | None of them: 0")
	follow.front()
	follow.do(chromedp.Reload())
	follow.until(`document.querySelector('.poll-choice[data-choice="1"]')?.getAttribute("aria-pressed") === "true"`)
	follow.click(`.poll-choice[data-choice="2"]`)
	tally("Run 1 · η 0.01: 0 | Run 2 · η 0.3: 0 | Run 3 · η 2.1: 1 | None of them: 0")
	follow.front()
	follow.click(`.poll-choice[data-choice="1"]`)
	tally("Run 1 · η 0.01: 0 | Run 2 · η 0.3: 1 | Run 3 · η 2.1: 0 | None of them: 0")
	lead.do(chromedp.Reload())
	tally("Run 1 · η 0.01: 0 | Run 2 · η 0.3: 1 | Run 3 · η 2.1: 0 | None of them: 0")
	lead.loadAxe()
	lead.axe("the answers of a room", everyRule)
	lead.press(kb.PageDown)
	tally("Low · η 0.01: 0 | Good · η 0.3: 1, so it was | High · η 2.1: 0 | None of them: 0")
	lead.until(`document.querySelector("#beat-count .beat-number").textContent.startsWith("1 /")`)
	follow.front()
	follow.until(pollRows + ` === "Low · η 0.01: 0 | Good · η 0.3: 1, so it was, your answer | High · η 2.1: 0 | None of them: 0"`)
	follow.until(`[...document.querySelectorAll("[role=status]")].some(each => each.textContent.includes("Good · η 0.3: 1, so it was, your answer"))`)
	if chart := eval[bool](follow, chartSeen); chart {
		t.Error("a phone shows the chart behind the answers")
	}
	follow.press("b")
	follow.until(`document.documentElement.dataset.live === "own" && !document.querySelector(".poll") && ` + chartSeen)
	follow.click(".live-bar button")
	follow.until(`document.documentElement.dataset.live === "following" && document.querySelectorAll(".poll-row").length === 4`)
	lead.front()
	lead.press(kb.PageDown)
	lead.until(`!document.querySelector(".poll")`)
	lead.press("q")
	lead.until(`document.querySelectorAll(".poll-kinds button").length > 1`)
	follow.front()
	follow.until(`document.getElementById("question").textContent === "Which of the three reaches the bottom first?"`) // whatever the beat asks
	lead.front()
	lead.click(`.poll-kinds [data-kind="ends"]`)
	follow.front()
	follow.until(`document.getElementById("question").textContent === "How does each of them end?" && document.querySelectorAll(".poll-tab").length === 3`)
	for _, ending := range []int{0, 2, 4} { // each on the tab of the next run
		follow.click(`.poll-choice[data-choice="` + string(rune('0'+ending)) + `"]`)
	}
	tally("Run 1 · η 0.01: Gets to the bottom 1 | Run 2 · η 0.3: Is still on its way 1 | Run 3 · η 2.1: Flies off 1")

	lead.click(`.poll-kinds [data-kind="start"]`)
	follow.front()
	follow.until(`document.getElementById("question").textContent === "Where would you start?"`)
	follow.click(".views")
	follow.until(`document.querySelector(".poll-note").textContent.startsWith("Sent.")`)
	lead.front()
	lead.until(`document.querySelector(".poll-turnout").textContent === "1 of 1 have answered"`)
	lead.click("#reveal")
	const words = `document.querySelector(".poll-words").textContent`
	lead.until(words + `.startsWith("1 start: 1 ")`)
	follow.front()
	follow.until(words + `.startsWith("1 start: 1 ") && document.documentElement.dataset.live === "following"`)

	lead.front()
	lead.press("q")
	lead.until(`document.querySelector(".poll-turnout").textContent === "0 of 1 have answered"`)
	lead.click(`.poll-kinds [data-kind="rate"]`)
	follow.front()
	follow.until(`document.querySelector(".poll-slider")`)
	eval[any](follow, `document.querySelector(".poll-slider").focus()`)
	eval[any](follow, `void (document.querySelector(".poll-slider").marked = true)`)
	follow.press(kb.End)
	follow.until(`document.querySelector(".poll-note").textContent.startsWith("Sent.")`)
	lead.front()
	lead.until(`document.querySelector(".poll-turnout").textContent === "1 of 1 have answered" && document.querySelectorAll(".poll-dot").length === 1`)
	before := eval[string](follow, rates)
	lead.press("+")
	follow.front()
	follow.until(rates + ` !== ` + quote(before) + ` && document.activeElement?.marked && document.activeElement.isConnected`)
	follow.press("b")
	follow.until(`document.documentElement.dataset.live === "own"`)
	follow.click(".live-bar button")
	follow.until(`document.documentElement.dataset.live === "following" && document.querySelector(".poll-slider")?.value === document.querySelector(".poll-slider")?.max`)
	lead.front()
	lead.click("#reveal")
	lead.until(words + ` === "None of the rates comes to rest at the bottom."`)
	follow.front()
	follow.until(words + `.endsWith("Yours, η\u00a0=\u00a050, does not come to rest there.")`)
	follow.until(`document.querySelector(".poll-dots").getAttribute("aria-label") === ` + words + ` && [...document.querySelectorAll("[role=status]")].some(each => each.textContent.includes(` + words + `))`)
}

// TestBrowserPollOfWhatIsSeen: a run that the lecturer has hidden is none of the choices, and
// no answer is right by what it does.
func TestBrowserPollOfWhatIsSeen(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	lead, follow := askedLecture(t, s, "/?surface=bowl&lr=0.3,0.01,2.1&names=a,b,c&hidden=0")
	lead.until(pollRows + ` === "b · η 0.01: 0 | c · η 2.1: 0 | None of them: 0"`)
	follow.front()
	follow.until(`document.querySelectorAll(".poll-choice").length === 3 && document.getElementById("question").textContent === "Which of the two reaches the bottom first?"`)
	follow.click(`.poll-choice[data-choice="3"]`)
	lead.front()
	lead.until(pollRows + ` === "b · η 0.01: 0 | c · η 2.1: 0 | None of them: 1"`)
	lead.click("#reveal")
	lead.until(pollRows + ` === "b · η 0.01: 0 | c · η 2.1: 0 | None of them: 1, so it was"`)
	follow.front()
	follow.until(pollRows + ` === "b · η 0.01: 0 | c · η 2.1: 0 | None of them: 1, so it was, your answer"`)
	lead.front()
	lead.press("q")
	lead.click(`.poll-kinds [data-kind="ends"]`)
	follow.front()
	follow.until(`document.querySelectorAll(".poll-tab").length === 2`)
	for _, ending := range []string{"2", "4"} {
		follow.click(`.poll-choice[data-choice="` + ending + `"]`)
	}
	follow.until(`document.querySelector(".poll-note").textContent.startsWith("Sent.")`)
	lead.front()
	lead.until(pollRows + ` === "b · η 0.01: Is still on its way 1 | c · η 2.1: Flies off 1"`)
}
