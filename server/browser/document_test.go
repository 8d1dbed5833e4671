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
// paper, in each language, and a telephone shows it without scrolling sideways.
func TestBrowserPrintsTheLecture(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	tb := newTab(t, s.url, phone)
	for _, lang := range []string{"en", "ko"} {
		tb.do(chromedp.Navigate(s.url + "/lecture?lang=" + lang))
		tb.until(`document.readyState === "complete"`)
		if eval[bool](tb, `document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("in %s the plan is wider than a telephone", lang)
		}
		for sheet := range sheets {
			if n := tb.printed(sheet); n < 2 || n > 4 {
				t.Errorf("in %s the plan is printed on %d pages of %s", lang, n, sheet)
			}
		}
	}
}
