package browser

import (
	"testing"
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
