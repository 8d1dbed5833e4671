package browser

import "testing"

// TestBrowserOpensDecoratedLinks: the page goes on with what the link meant, its
// address is then a whole link again, and what it left out is told beside the
// title, until the reader changes something.
func TestBrowserOpensDecoratedLinks(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	tb := open(t, s.url+"/?f=x^2+3*y^2&amp;lr=0.1&start=1,2&theme=dark&steps=30)&fbclid=a%2Fb&utm_source=mail", laptop)
	tb.until(`location.search.startsWith("?f=x%5E2%2B3%2Ay%5E2&start=1,2&lr=0.1&steps=30") && location.search.endsWith("&theme=dark")`)
	tb.until(`document.documentElement.dataset.theme === "dark" && document.getElementById("problem").hidden`)
	tb.until(`["fbclid", "utm_source"].every((key) => document.getElementById("unknown").textContent.includes(key))`)
	if eval[bool](tb, `(() => {
		const [a, b] = ["unknown", "stage"].map((id) => document.getElementById(id).getBoundingClientRect());
		return a.bottom > b.top || a.width === 0 || document.documentElement.scrollWidth > innerWidth;
	})()`) {
		t.Error("the keys are told over the map")
	}
	tb.goTo("surface=bowl&lr=1")
	tb.until(`location.search.includes("surface=bowl") && !document.getElementById("unknown")`)
}
