package browser

import (
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
	eval[any](tb, `dispatchEvent(new Event("beforeprint")), new Promise(done => setTimeout(done, 300))`)
}

// smallViews are the pages whose map is too small to tell iterates apart.
var smallViews = map[string]string{"/?mode=3d": "#relief", "/?mode=both": "#relief", "/?mode=both&theme=dark": "#map"}

// TestBrowserPrints: whatever theme, mode and window a page is printed from, it
// comes as one page, on white, with each run's marks where its iterates are.
func TestBrowserPrints(t *testing.T) {
	t.Parallel()
	s := startSite(t)
	for _, c := range []struct {
		path string
		size screen
	}{
		{"/?theme=dark", laptop}, {"/?theme=projector", projector}, {"/?mode=both&theme=dark", laptop}, {"/?mode=3d", laptop},
		{"/embed?theme=dark", screen{800, 450}}, {"/?theme=dark", phone}, {"/?mode=both", phone},
		{"/?lr=0.1,0.2,0.3,0.5,1,3", laptop},
	} {
		tb := open(t, s.url+c.path, c.size)
		answer, err := chromedp.Call(tb.ctx, page.PrintToPDF, page.PrintToPDFParams{})
		tb.must(err)
		if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll([]byte(answer.Data), -1)); n != 1 {
			t.Errorf("%s at %v is printed on %d pages", c.path, c.size, n)
		}
		tb.paper()
		picture := tb.screenshot()
		if !near(picture, spot{2, 2}, color.RGBA{255, 255, 255, 255}, 0) {
			t.Errorf("%s is not printed on white", c.path)
		}
		if view, small := smallViews[c.path]; small {
			if n := inks(picture, tb.area(view)); min(n[0], n[1], n[2]) < 25 {
				t.Errorf("%s at %v, printed, has of its runs' colours %v pixels", c.path, c.size, n)
			}
		} else if !strings.Contains(c.path, "lr=") {
			if what := tb.missing(iterates(t, s, "")); what != "" {
				t.Errorf("%s at %v, printed: %s", c.path, c.size, what)
			}
		}
		eval[any](tb, `dispatchEvent(new Event("afterprint"))`)
		if eval[bool](tb, `document.querySelector(".on-paper") || "print" in document.documentElement.dataset`) {
			t.Errorf("%s keeps what was made for the paper", c.path)
		}
	}
}
