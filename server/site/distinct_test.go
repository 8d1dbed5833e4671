package site_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"downhill/once"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// distinct is how long TestDistinctRequestsStayBounded goes on; make soak says five
// minutes.
var distinct = flag.Duration("distinct", 0, "how long TestDistinctRequestsStayBounded goes on, at least")

const (
	distinctRounds = 48         // of eight requests each
	distinctMost   = 150 << 20  // bytes in use after any of them
	distinctSlack  = 24.0 / 100 // how far what is kept may be from what is said of it
)

// Whatever is asked, and however often something new, what is held stays within
// bounds, and so does what is not counted as kept.
func TestDistinctRequestsStayBounded(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	client := http.Client{Timeout: time.Minute}
	r := rand.New(rand.NewPCG(1, 2))
	ask := func(path string) {
		answer, err := client.Get(s.URL() + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close() // most are not read to their end
		if answer.StatusCode >= 500 && answer.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%.200s: %s", path, answer.Status)
		}
	}
	ask("/")
	kept, most := once.Held()
	base, highest := heapNow()-int64(kept), int64(0)
	begin, rounds := time.Now(), 0
	for ; rounds < distinctRounds || time.Since(begin) < *distinct; rounds++ {
		for _, path := range distinctPaths(r) {
			ask(path)
		}
		if rounds%20 != 19 {
			continue
		}
		inUse := heapNow()
		highest = max(highest, inUse)
		if kept, _ = once.Held(); kept > most {
			t.Fatalf("%d bytes are kept, %d may be", kept, most)
		}
	}
	grown := heapNow() - base
	t.Logf("%d rounds: %d MB in use at most, %d MB of them kept", rounds, highest>>20, kept>>20)
	if highest > distinctMost {
		t.Errorf("%d MB are in use", highest>>20)
	}
	if off := float64(grown)/float64(kept) - 1; kept < most/2 || off > distinctSlack || off < -distinctSlack {
		t.Errorf("%d bytes are kept by the cache's own count, %d more are in use", kept, grown)
	}
}

// distinctPaths are requests that nobody made before.
func distinctPaths(r *rand.Rand) []string {
	f := url.QueryEscape(randomFormula(r, 4))
	long := url.QueryEscape(fmt.Sprintf("let h=x; repeat %d: h=tanh(h*y)+%d; h^2+y^2", 40+r.IntN(100), r.IntN(1e6)))
	x, zeros := r.Float64(), strings.Repeat("0", 11_000)
	return []string{
		"/?f=" + f,
		"/api/surface?f=" + long + fmt.Sprintf("&view=-%g,5,-5,5", 1+x),
		fmt.Sprintf("/api/grid?surface=bowl&n=%s257&view=-%g,5,-5,5", zeros, 1+x),
		fmt.Sprintf("/api/grid?surface=bowl&n=9&above=0.%s%d", zeros, r.IntN(1e9)),
		fmt.Sprintf("/api/grid?surface=wells&n=400&what=gradient&view=-%g,5,-5,5", 1+x),
		fmt.Sprintf("/?surface=ravine&start=%g,%g&lr=0.01,0.0%d&seed=%d&names=a,%d", x, -x, 1+r.IntN(9), r.IntN(1e9), r.IntN(1e9)),
		fmt.Sprintf("/api/run?surface=wells&lr=%g,0.2,0.3&seed=%d", x, r.IntN(1e9)),
		fmt.Sprintf("/words/en?%d", r.IntN(1e9)),
	}
}

// randomFormula is a formula of some depth.
func randomFormula(r *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{"x", "y", fmt.Sprintf("%.3f", 4*r.Float64())}[r.IntN(3)]
	}
	a, b := randomFormula(r, depth-1), randomFormula(r, depth-1)
	switch form := r.IntN(5); form {
	case 0, 1, 2:
		return "(" + a + []string{"+", "-", "*"}[form] + b + ")"
	case 3:
		return []string{"sin", "cos", "tanh", "abs", "exp"}[r.IntN(5)] + "(" + a + ")"
	}
	return "(" + a + ")^2"
}
