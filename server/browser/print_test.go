package browser

import (
	"fmt"
	"image/color"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// paper makes the tab what it is while it is printed.
func (tb *tab) paper() {
	tb.t.Helper()
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	tb.must(err)
	eval[any](tb, `dispatchEvent(new Event("beforeprint")), 0`)
	tb.painted()
}

// smallViews are the pages whose map is too small to tell iterates apart.
var smallViews = map[string]string{"/?mode=3d": "#relief", "/?mode=both": "#relief", "/?mode=both&theme=dark": "#map"}

// unprinted says what the paper lacks of a page and its runs.
func (tb *tab) unprinted(path string, runs [][]spot) string {
	tb.t.Helper()
	picture := tb.screenshot()
	if !near(picture, spot{2, 2}, color.RGBA{255, 255, 255, 255}, 0) {
		return path + " is not printed on white"
	}
	if view, small := smallViews[path]; small {
		if n := inks(picture, tb.area(view)); min(n[0], n[1], n[2]) < 25 {
			return fmt.Sprintf("%s, printed, has of its runs' colours %v pixels", path, n)
		}
	} else if !strings.Contains(path, "lr=") {
		return tb.missing(runs)
	}
	return ""
}

// TestBrowserPrints: whatever theme, mode and window a page is printed from, it
// comes as one page, on white, with each run's marks where its iterates are.
func TestBrowserPrints(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, c := range []struct {
		path string
		size screen
	}{
		{"/?theme=dark", laptop}, {"/?theme=projector", projector}, {"/?mode=both&theme=dark", laptop}, {"/?mode=3d", laptop},
		{"/embed?theme=dark", screen{800, 450}}, {"/?theme=dark", phone}, {"/?mode=both", phone},
		{"/?lr=0.1,0.2,0.3,0.5,1,3", laptop}, {"/?surface=wells&lr=0.01,0.05,0.1,0.5,1,1.8&theme=projector", laptop},
	} {
		t.Run(fmt.Sprintf("%s %dx%d", c.path, c.size.width, c.size.height), func(t *testing.T) {
			t.Parallel()
			wholeBrowser(t) // the headless shell was seen to print no relief
			tb := open(t, s.url+c.path, c.size)
			answer, err := chromedp.Call(tb.ctx, page.PrintToPDF, page.PrintToPDFParams{})
			tb.must(err)
			if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll([]byte(answer.Data), -1)); n != 1 {
				t.Errorf("%s at %v is printed on %d pages", c.path, c.size, n)
			}
			tb.paper()
			tb.expect(func() string { return tb.unprinted(c.path, iterates(t, s, "")) })
			eval[any](tb, `dispatchEvent(new Event("afterprint"))`)
			if eval[bool](tb, `document.querySelector(".on-paper") || "print" in document.documentElement.dataset`) {
				t.Errorf("%s keeps what was made for the paper", c.path)
			}
		})
	}
}

// TestBrowserPrintsWholeSentences: on paper, where nothing opens them, rows say all of how their
// runs ended, within their row.
func TestBrowserPrintsWholeSentences(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	for _, path := range []string{
		"/?surface=shallow-and-deep&lr=9.9,10,10.1,10.2",
		"/?f=abs(x)%2Babs(y)&theme=projector",
		"/?surface=styblinski-tang&theme=projector&lang=ko",
		"/?surface=wells&lr=0.01,0.05,0.1,0.5,1,1.8&theme=projector",
	} {
		tb.navigate(s.url + path)
		tb.until(`[...document.querySelectorAll(".card .outcome-lead")].every(e => e.textContent) && document.documentElement.dataset.faces !== undefined && document.querySelector(".outcome.shortened")`)
		tb.paper()
		const lost = `[...document.querySelectorAll(".card .outcome")].filter(ending => {
			const end = ending.closest(".card").getBoundingClientRect().bottom;
			return getComputedStyle(ending.querySelector(".outcome-rest"), "::after").content !== "none" || ending.scrollHeight > ending.clientHeight + 2 ||
				[...ending.querySelectorAll(".outcome-rest > :not(.joint)")].some(clause => {
					const { top, bottom } = clause.getBoundingClientRect();
					return getComputedStyle(clause).clipPath !== "none" || bottom - top < 8 || bottom > end + 2;
				});
		}).map(e => e.textContent)`
		for _, what := range eval[[]string](tb, lost) {
			t.Errorf("%s, printed, does not say all of: %s", path, what)
		}
		eval[any](tb, `dispatchEvent(new Event("afterprint"))`)
		_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"})
		tb.must(err)
	}
}

// TestBrowserPrintsWithoutScripts: what a hand works with is not on paper where no script
// has fetched the styles of paper either.
func TestBrowserPrintsWithoutScripts(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, laptop)
	_, err := chromedp.Call(tb.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tb.must(err)
	_, err = chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	tb.must(err)
	tb.do(chromedp.Navigate(s.url + "/?surface=wells"))
	for what, printed := range map[string]bool{".transport": false, ".map-bar": false, ".tools": false, ".cards": true} {
		if seen := eval[bool](tb, `document.querySelector(`+quote(what)+`).checkVisibility()`); seen != printed {
			t.Errorf("%s is printed: %v", what, seen)
		}
	}
}

// TestBrowserShowsWithoutScriptsOnlyWhatWorks: what only a script makes work is not on the
// screen where scripts are switched off; the lessons before and after can be gone to.
func TestBrowserShowsWithoutScriptsOnlyWhatWorks(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	for _, size := range []screen{laptop, phone} {
		for _, path := range []string{"/", "/?surface=wells&predict=1", "/p/two-over-lambda?beat=2", "/p/a-real-network", "/embed?surface=wells"} {
			tb := newTab(t, s.url, size)
			_, err := chromedp.Call(tb.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			tb.must(err)
			tb.do(chromedp.Navigate(s.url + path))
			const idle = `[...document.querySelectorAll("button, select, [type=range], #ruler, #chart")].filter(e => e.checkVisibility({visibilityProperty: true}) && getComputedStyle(e).pointerEvents !== "none").map(e => e.id || e.className)`
			if seen := eval[[]string](tb, idle); len(seen) > 0 {
				t.Errorf("%s at %v without scripts: %v is shown", path, size, seen)
			}
			if !eval[bool](tb, `document.querySelector(".cards").checkVisibility()`) {
				t.Errorf("%s at %v without scripts: its rates are not shown", path, size)
			}
		}
	}
}
