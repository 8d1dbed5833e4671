package browser

import (
	"regexp"
	"strings"
	"testing"

	"downhill/server/client"
)

// rates are the rates in the cards' fields.
const rates = `[...document.querySelectorAll("#cards .rate-field")].map(f => f.value).join()`

// TestBrowserLecture: a page that joins shows what the lecturer's does, its rates, its
// beat and its step, until a control of its own is touched, and again by a button;
// the lecturer's page takes the lecture up after it was loaded again.
func TestBrowserLecture(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	lead := open(t, s.url+"/p/three-rates", laptop)
	lead.click("#share-open")
	lead.until(`document.querySelector(".share-lecture button")`)
	lead.click(".share-lecture button")
	lead.until(`document.querySelector(".live-dialog[open] .live-slide img")?.naturalWidth > 0`)
	lead.loadAxe()
	lead.axe("how to join a lecture", everyRule)
	code := eval[string](lead, `document.querySelector(".live-code").textContent`)
	if at := eval[string](lead, "location.hash"); !regexp.MustCompile(`^#lecture=` + code + `\.[0-9a-f]{32}$`).MatchString(at) {
		t.Errorf("the lecturer's address ends in %q", at)
	}
	lead.click(".live-dialog .icon")

	follow := open(t, s.url+"/live/"+strings.ToLower(code), phone)
	said := func(words string) {
		t.Helper()
		follow.until(`document.querySelector(".live-said")?.textContent.includes(` + quote(words) + `)`)
	}
	said("Following lecture " + code)
	lead.until(`document.querySelector(".live-pill").textContent.endsWith("1")`)
	same := func(what, expression string) {
		t.Helper()
		follow.front()
		lead.wait(what+" on both pages", func() bool { return eval[string](lead, expression) == eval[string](follow, expression) })
	}
	lead.front()
	lead.slide(1, 0.4, 4)
	if got := eval[string](lead, rates); got == "0.01,0.3,2.1" {
		t.Fatalf("after a drag the rates are %s", got)
	}
	same("the rates", rates)
	lead.front()
	lead.click("#beat-next")
	lead.until(`document.querySelector("#beat-count .beat-number").textContent.startsWith("2 /")`)
	same("the beat", `document.querySelector("#beat-count .beat-number").textContent`)
	const step = `document.getElementById("step-now").textContent`
	lead.front()
	eval[any](lead, `(scrub => { scrub.value = "5"; scrub.dispatchEvent(new Event("input")); scrub.dispatchEvent(new Event("change")) })(document.getElementById("scrub"))`)
	same("the step", step)
	follow.front()
	follow.loadAxe()
	follow.axe("following a lecture", everyRule)

	follow.click("#forward")
	said("on your own")
	lead.front()
	eval[any](lead, `document.getElementById("back").click()`)
	lead.until(step + ` === "4"`)
	third := client.Dial(t, s.url) // by the time it is told of the step, the others were
	third.Send(`{"live":{"follow":"` + code + `","member":"third"}}`)
	for told := ""; !strings.Contains(told, `"step":4`); told = string(third.Next().Live) {
	}
	if got := eval[string](follow, step); got != "6" {
		t.Errorf("on its own a page stands at step %s", got)
	}
	follow.front()
	follow.click(".live-bar button")
	said("Following")
	follow.until(step + ` === "4"`)
	if at := eval[string](follow, "location.pathname + location.search"); at != "/live/"+code {
		t.Errorf("the address of a page that follows is %s", at)
	}

	lead.navigate(eval[string](lead, "location.href"))
	lead.until(`document.querySelector(".live-pill")?.textContent.includes(` + quote(code) + `)`)
	lead.front()
	lead.press("q")
	follow.front()
	follow.until(`document.documentElement.dataset.predict === "hidden"`)
	lead.front()
	lead.click(".live-pill")
	lead.click(".live-tools button:last-child")
	follow.front()
	said("has ended")
	follow.click("#forward")
	said("has ended")
	lead.until(`!document.querySelector(".live-pill") && location.hash === ""`)
}
