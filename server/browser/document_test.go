package browser

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// pdfPage matches what begins a page of a PDF.
var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// sheets are the paper that lecturers have, in inches.
var sheets = map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}}

// printed is how many pages the tab is printed on.
func (tb *tab) printed(sheet string) int {
	tb.t.Helper()
	answer, err := chromedp.Call(tb.ctx, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: sheets[sheet][0], PaperHeight: sheets[sheet][1]})
	tb.must(err)
	return len(pdfPage.FindAll([]byte(answer.Data), -1))
}

// TestBrowserPrintsTheLecture: the plan of a lecture is two to four pages on any
// paper, in each language, the sheet for its students both sides of one, with its
// figures; and a telephone shows them without scrolling sideways.
func TestBrowserPrintsTheLecture(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := newTab(t, s.url, phone)
	for _, lang := range []string{"en", "ko"} {
		for document, pages := range map[string][2]int{"/lecture": {2, 4}, "/handout": {2, 2}} {
			tb.do(chromedp.Navigate(s.url + document + "?lang=" + lang))
			tb.until(`document.readyState === "complete" && [...document.images].every((i) => i.naturalWidth > 0)`)
			if eval[bool](tb, `document.documentElement.scrollWidth > innerWidth`) {
				t.Errorf("in %s %s is wider than a telephone", lang, document)
			}
			for sheet := range sheets {
				if n := tb.printed(sheet); n < pages[0] || n > pages[1] {
					t.Errorf("in %s %s is printed on %d pages of %s", lang, document, n, sheet)
				}
			}
		}
	}
}
