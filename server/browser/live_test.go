package browser

import (
	"fmt"
	"math"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"downhill/server/client"
)

// rates are the rates in the cards' fields.
const rates = `[...document.querySelectorAll("#cards .rate-field")].map(f => f.value).join()`

// runsAsked are the runs that a page has asked for by its stream.
const runsAsked = `asked.filter(text => JSON.parse(text).run !== undefined).join()`

// joined is a page of a second browser that joins a lecture.
func joined(t *testing.T, s *host, code string) *tab {
	t.Helper()
	parsed, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	follow := newTabIn(another(t), t, parsed.Host, phone)
	follow.before(`window.asked = [];
		const send = WebSocket.prototype.send;
		WebSocket.prototype.send = function (text) { asked.push(text); send.call(this, text) }`)
	follow.navigate(s.url + "/live/" + strings.ToLower(code))
	return follow
}

// startLecture starts a lecture by its button; how to join is told by a dialog.
func (tb *tab) startLecture() (code string) {
	tb.t.Helper()
	tb.click("#share-open")
	tb.until(`document.querySelector(".share-lecture button")`)
	tb.click(".share-lecture button")
	tb.until(`document.querySelector(".live-dialog[open] .live-slide img")?.naturalWidth > 0`)
	return eval[string](tb, `document.querySelector(".live-code").textContent`)
}

// TestBrowserLecture: a page that joins shows what the lecturer's does, its rates, its
// beat and its step, until a control of its own is touched, and again by a button;
// the lecturer's page takes the lecture up after it was loaded again.
func TestBrowserLecture(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	lead := open(t, s.url+"/p/three-rates", laptop)
	code := lead.startLecture()
	lead.loadAxe()
	lead.axe("how to join a lecture", everyRule)
	if at := eval[string](lead, "location.hash"); !regexp.MustCompile(`^#lecture=` + code + `\.[0-9a-f]{32}$`).MatchString(at) {
		t.Errorf("the lecturer's address ends in %q", at)
	}
	lead.click(".live-dialog .icon")

	follow := joined(t, s, code)
	said := func(words string) {
		t.Helper()
		follow.until(`document.querySelector(".live-said")?.textContent.includes(` + quote(words) + `)`)
	}
	said("Following lecture " + code)
	lead.until(`document.querySelector(".live-pill").textContent.endsWith("1")`)
	same := func(what, expression string) {
		t.Helper()
		lead.wait(what+" on both pages", func() bool { return eval[string](lead, expression) == eval[string](follow, expression) })
	}
	lead.slide(1, 0.4, 4)
	lead.wait("other rates after a drag", func() bool { return eval[string](lead, rates) != "0.01,0.3,2.1" })
	same("the rates", rates)
	same("the ends of the runs", `[...document.querySelectorAll("#cards .outcome")].map(o => o.textContent).join()`)
	lead.click("#beat-next")
	lead.until(`document.querySelector("#beat-count .beat-number").textContent.startsWith("2 /")`)
	same("the beat", `document.querySelector("#beat-count .beat-number").textContent`)
	const step = `document.getElementById("step-now").textContent`
	eval[any](lead, `(scrub => { scrub.value = "5"; scrub.dispatchEvent(new Event("input")); scrub.dispatchEvent(new Event("change")) })(document.getElementById("scrub"))`)
	same("the step", step)
	if asked := eval[string](follow, runsAsked); asked != "" {
		t.Errorf("a page that follows has asked for %s", asked)
	}
	follow.loadAxe()
	follow.axe("following a lecture", everyRule)

	follow.click("#forward")
	said("on your own")
	eval[any](lead, `document.getElementById("back").click()`)
	lead.until(step + ` === "4"`)
	third := client.Dial(t, s.url) // by the time it is told of the step, the others were
	third.Send(`{"live":{"follow":"` + code + `","member":"third"}}`)
	for told := ""; !strings.Contains(told, `"step":4`); told = string(third.Next().Live) {
	}
	if got := eval[string](follow, step); got != "6" {
		t.Errorf("on its own a page stands at step %s", got)
	}
	follow.click(".live-bar button")
	said("Following")
	follow.until(step + ` === "4"`)
	if asked := eval[string](follow, runsAsked); asked != "" {
		t.Errorf("a page that is back has asked for %s", asked)
	}
	if at := eval[string](follow, "location.pathname + location.search"); at != "/live/"+code {
		t.Errorf("the address of a page that follows is %s", at)
	}

	lead.navigate(eval[string](lead, "location.href"))
	lead.until(`document.querySelector(".live-pill")?.textContent.includes(` + quote(code) + `)`)
	lead.press("q")
	follow.until(`document.documentElement.dataset.predict === "hidden"`)
	lead.click(".live-pill")
	lead.click(".live-tools button:last-child")
	said("has ended")
	follow.click("#forward")
	said("has ended")
	lead.until(`!document.querySelector(".live-pill") && location.hash === ""`)
}

// playedTo is the step that a page shows with a frame, and when, in ms.
const playedTo = `new Promise(tell => requestAnimationFrame(now =>
	tell([Number(document.getElementById("step-now").textContent), performance.timeOrigin + now])))`

// TestBrowserPlaysTogether: the playhead of a page that joins while the lecturer's plays is
// where that is, within 150 ms by their steps, through a pause, and stands where it stands.
func TestBrowserPlaysTogether(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	const speed, apart = 100, 0.15
	lead := open(t, fmt.Sprintf("%s/?surface=bowl&lr=0.1&noise=0.1&steps=5000&speed=%d&loop=1&at=0", s.url, speed), laptop)
	code := lead.startLecture()
	lead.click(".live-dialog .icon")
	lead.click("#play")
	lead.until(`Number(document.getElementById("step-now").textContent) > 50`)
	follow := joined(t, s, code)
	together := func(when string) {
		t.Helper()
		lead.wait("the playheads to be together "+when, func() bool {
			there, here := eval[[2]float64](lead, playedTo), eval[[2]float64](follow, playedTo)
			behind := (there[0]-here[0])/speed - (there[1]-here[1])/1000
			return here[0] > 0 && here[0] < 5000 && math.Abs(behind) <= apart
		})
	}
	together("where one joins late")
	lead.click("#play")
	const step = `document.getElementById("step-now").textContent`
	lead.wait("both to stand", func() bool { return eval[string](lead, step) == eval[string](follow, step) })
	lead.click("#play")
	together("after a pause")
}
