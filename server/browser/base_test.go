package browser

import (
	"strings"
	"testing"

	"downhill/server/client"
)

// TestBrowserBelowABasePath: everything that a page asks for lies below the path
// that a proxy keeps for it: the stream, the API, words, parts of the script, and
// the links that it writes.
func TestBrowserBelowABasePath(t *testing.T) {
	t.Parallel()
	const base = "/downhill"
	s := startSiteAt(t, client.FreeAddr(t), base)
	n := client.NewNeighbour(t, base, s.url)
	tb := open(t, n.URL+base+"/p/three-rates?mode=both&layers=contours,field,ellipse,marks&at=3", laptop)
	tb.drawn()
	tb.raised()
	tb.press("s")
	tb.until(`document.getElementById("arithmetic-lines").textContent`)
	tb.press("n")
	tb.until(`location.pathname === "/downhill/p/overshoot-and-diverge"`)
	tb.click("#surface-open")
	tb.until(`document.querySelectorAll("#gallery .tile").length > 20`)
	eval[any](tb, `document.querySelector("#gallery .tile[data-surface=himmelblau]").click()`)
	tb.until(`location.pathname === "/downhill/" && location.search.includes("surface=himmelblau")`)
	tb.click("#setup-close")
	tb.click("#share-open")
	if link := eval[string](tb, `document.getElementById("share-link").value`); !strings.Contains(link, base+"/?surface=himmelblau") {
		t.Errorf("the link to share is %s", link)
	}
	if home := eval[string](tb, `document.getElementById("home").pathname`); home != base+"/" {
		t.Errorf("home is %s", home)
	}
	eval[any](tb, "history.back()")
	tb.until(`location.pathname === "/downhill/p/overshoot-and-diverge" && document.getElementById("lesson-count").textContent.startsWith("7")`)
	n.ExpectUnasked(t)
}
