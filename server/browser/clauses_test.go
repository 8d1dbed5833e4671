package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// partClauses are clauses of how runs ended that are seen in part, and first words that are not whole.
const partClauses = `[...document.querySelectorAll(".card .outcome")].flatMap(ending => {
	const box = ending.getBoundingClientRect();
	return [...ending.querySelectorAll(".outcome-lead, .outcome-rest > :not(.joint, .unseen)")].filter(clause => {
		const letters = document.createRange(), half = parseFloat(getComputedStyle(clause).fontSize) / 2;
		letters.selectNodeContents(clause);
		return [...letters.getClientRects()].some(line => line.width > 0 && (line.right > box.right + 1 || (line.top + line.bottom) / 2 + half > box.bottom + 1.5));
	}).map(clause => clause.textContent);
})`

// TestBrowserRowsEndWithWholeClauses: where a row has no room for all that is said of how its run
// ended it ends with a whole clause, and all of it is read in the row's title and once its words
// have the focus.
func TestBrowserRowsEndWithWholeClauses(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	wide, low := newTab(t, s.url, laptop), newTab(t, s.url, screen{1280, 593})
	for path, tb := range map[string]*tab{
		"/?f=abs(x)%2Babs(y)&theme=light":                            wide,
		"/?f=abs(x)%2Babs(y)&theme=projector":                        wide,
		"/?surface=shallow-and-deep&lr=9.9,10,10.1,10.2":             wide,
		"/?surface=styblinski-tang&theme=projector&lang=ko":          wide,
		"/?surface=styblinski-tang&lr=0.005,0.045,0.06,0.09&lang=en": low,
		"/?surface=wells&lr=0.01,0.05,0.1,0.5,1,1.8&theme=projector": low,
		"/?surface=styblinski-tang&lr=0.005,0.045,0.06,0.09&lang=ko": low,
	} {
		tb.navigate(s.url + path)
		tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.documentElement.dataset.faces !== undefined && document.querySelector(".outcome.shortened")`)
		tb.until(partClauses + `.length === 0`)
		const read = `[...document.querySelectorAll(".outcome.shortened")].flatMap(ending => {
			ending.focus();
			const wrong = document.activeElement === ending ? [] : ["no focus"], end = document.getElementById("cards").getBoundingClientRect().bottom;
			for (const clause of ending.querySelectorAll(".unseen")) {
				const { height, bottom } = clause.getBoundingClientRect();
				if (getComputedStyle(clause).clipPath !== "none" || height < 8 || bottom > end + 1) wrong.push(clause.textContent);
				if (!ending.title.includes(clause.textContent.trim())) wrong.push("not in the title: " + clause.textContent);
			}
			ending.blur();
			return wrong;
		})`
		for _, what := range eval[[]string](tb, read) {
			t.Errorf("%s: not to be read: %s", path, what)
		}
	}
}

// TestBrowserRowsAreFittedToWordsThatChangeWhileRead: a row that gets other words while its own are
// read shows all of them above the end of the column, and ends with a whole clause when the focus leaves it.
func TestBrowserRowsAreFittedToWordsThatChangeWhileRead(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	tb.navigate(s.url + "/?surface=shallow-and-deep&lr=9.9,10,10.1,10.2")
	tb.until(`document.querySelector(".card:nth-child(4) .outcome.shortened") && document.documentElement.dataset.hands !== undefined`)
	tb.press("4")
	for _, rate := range []string{"10.3", "10.4", "10.25"} {
		before := eval[string](tb, `(e => (e.focus(), e.textContent))(document.querySelector(".card:nth-child(4) .outcome"))`)
		eval[any](tb, `(f => { f.value = `+quote(rate)+`; f.dispatchEvent(new Event("change", { bubbles: true })) })(document.querySelector(".card:nth-child(4) .rate-field"))`)
		tb.until(`(e => e.textContent && !e.matches(".waiting") && e.textContent !== ` + quote(before) + `)(document.querySelector(".card:nth-child(4) .outcome"))`)
		tb.until(`[...document.activeElement.querySelectorAll(".outcome-rest > :not(.joint)")].every(e => e.getBoundingClientRect().bottom <= document.getElementById("cards").getBoundingClientRect().bottom + 1)`)
		eval[any](tb, `new Promise(rest => setTimeout(() => { document.activeElement.blur(); rest(0) }, 400))`) // its words have rested
		tb.until(partClauses + `.length === 0`)
	}
}

// TestBrowserEscapeLeavesTheLosses: Escape closes what lies over the page, or ends what is written,
// and the losses that were opened stay; with nothing else to close it closes them.
func TestBrowserEscapeLeavesTheLosses(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, screen{1280, 593})
	tb.navigate(s.url + "/?surface=wells&theme=projector")
	tb.until(`document.documentElement.dataset.faces !== undefined && document.documentElement.dataset.hands !== undefined && document.getElementById("losses-open").checkVisibility()`)
	tb.click("#losses-open")
	const open = `document.getElementById("side").dataset.open === "losses"`
	tb.until(open)
	for what, over := range map[string]struct{ show, gone string }{
		"a dialog":  {`document.getElementById("share-open").click()`, `!document.querySelector("dialog[open]")`},
		"a popover": {`document.getElementById("display-open").click()`, `document.getElementById("display").hidden`},
		"a panel":   {`document.getElementById("surface-open").click()`, `document.getElementById("setup").hidden`},
		"a rate":    {`document.querySelector(".rate-field").focus()`, `true`},
	} {
		eval[any](tb, over.show+`; 0`)
		if what != "a rate" {
			tb.until(`!(` + over.gone + `)`)
		}
		tb.press(kb.Escape)
		tb.until(over.gone)
		if !eval[bool](tb, open) {
			t.Errorf("Escape closed the losses with %s", what)
			tb.click("#losses-open")
		}
		eval[any](tb, `document.activeElement.blur(); 0`)
	}
	tb.press(kb.Escape)
	tb.until(`!(` + open + `)`)
}
