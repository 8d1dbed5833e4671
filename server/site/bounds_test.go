package site_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/limits"
	"downhill/server/site"
	"downhill/server/site/sitetest"

	"github.com/go-chi/chi/v5"
)

// abuses are queries that no link of ours is, with the status that each gets.
func abuses() map[string]int {
	many, same := make([]string, 1000), make([]string, 1000)
	for i := range many {
		many[i], same[i] = fmt.Sprintf("k%d=1", i), "lr=1"
	}
	long := strings.Repeat("x", 8<<10)
	return map[string]int{
		"f=" + long: 414, long + "=1": 414, "names=" + strings.Repeat("%20", 3<<10): 414, "f=x&" + strings.Repeat("&", 8<<10): 400,
		strings.Join(many, "&"): 400, strings.Join(same, "&"): 400, strings.Repeat("&", limits.MostKeys): 400, strings.Repeat("a&", limits.MostKeys): 400,
		"f=\xff": 400, "f=%ff": 400, "%FE=1": 400, "names=%C0%80": 400, "names=%EC%B6": 400, "surface=bowl&x=%ed%a0%80": 400, "\xc3(": 400,
	}
}

// paths are an address for each route of a server.
func pathsOf(t *testing.T, s *site.Server) []string {
	t.Helper()
	fill := strings.NewReplacer("{preset}", "three-rates", "{code}", "ABCDEF", "{lang}", "en", "/*", "/js/main.js")
	var all []string
	err := chi.Walk(site.RoutesOf(s), func(_, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if path := fill.Replace(route); !slices.Contains(all, path) {
			all = append(all, path)
		}
		return nil
	})
	if err != nil || len(all) < 25 {
		t.Fatalf("%d routes: %v", len(all), err)
	}
	return append(all, "/nowhere", "/p/none", "/embed/", "/figure.bmp")
}

// workOf counts what a server has computed or waited for.
func workOf(t *testing.T, s *site.Server) (n float64) {
	t.Helper()
	for name, value := range scrape(t, s.URL()+"/metrics") {
		if strings.HasPrefix(name, "downhill_work_seconds_count") || strings.HasPrefix(name, "downhill_queue_seconds_count") {
			n += value
		}
	}
	return n
}

// TestAbusiveLinksCostNothing: on every route there is, and on those that are none.
func TestAbusiveLinksCostNothing(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	if client.Get(t, s.URL()+"/p/three-rates"); workOf(t, s) == 0 {
		t.Fatal("no work is counted")
	}
	before := workOf(t, s)
	for _, path := range pathsOf(t, s) {
		for query, want := range abuses() {
			a, body := client.Get(t, s.URL()+path+"?"+query)
			if a.StatusCode != want || len(body) < 20 || len(body) > 300 || strings.Contains(body, "<") {
				t.Errorf("%s?%.20q: %s: %.300s", path, query, a.Status, body)
			}
		}
	}
	if now := workOf(t, s); now != before {
		t.Errorf("%v pieces of work were done for them", now-before)
	}
	if a, body := client.Get(t, s.URL()+"/?lr=%ff", "Accept-Language", "ko"); a.StatusCode != http.StatusBadRequest || !strings.Contains(body, "UTF-8 문자열") {
		t.Errorf("in Korean: %s", body)
	}
	if a, body := client.Get(t, s.URL()+"/api/run?lr=%ff"); a.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"kind":"no-text"`) {
		t.Errorf("at the API: %s", body)
	}
}

// TestAbusiveLinksCostNothingOnTheStream: what a message can hold of them.
func TestAbusiveLinksCostNothingOnTheStream(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	c := client.Dial(t, s.URL())
	id := 0
	for kind, query := range map[string]string{"many-keys": strings.Repeat("a=1&", 1000)[:3900], "no-text": "surface=bowl&names=%ff"} {
		for _, what := range []string{"run", "sweep", "basins", "ensemble"} {
			id++
			c.Send(fmt.Sprintf(`{"id":%d,"%s":"%s"}`, id, what, query))
			if all := c.Until(uint32(id)); all[len(all)-1].Type != "error" || all[len(all)-1].Kind != kind {
				t.Errorf("%s of %s: %s", what, kind, all[len(all)-1].Text)
			}
		}
	}
	if n := workOf(t, s); n != 0 {
		t.Errorf("%v pieces of work were done for them", n)
	}
}

// TestLongestLinksOpen: the longest formula and the longest names, all escaped, are no
// abuse, neither as a page's link nor as a message of its stream.
func TestLongestLinksOpen(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	formula := "x%5E2%2By%5E2" + strings.Repeat("%2B0.000001%2Ax", 45)
	name := strings.Repeat("%F0%9F%8C%B1", 40)
	query := "f=" + formula + "&start=1,1&lr=0.1,0.1,0.1,0.1,0.1,0.1&view=-1,1,-1,1&names=" + strings.Join([]string{name, name, name, name, name, name}, ",")
	if a, body := client.Get(t, s.URL()+"/?"+query+"&at=3"); a.StatusCode != http.StatusOK {
		t.Errorf("%d bytes: %s: %.200s", len(query), a.Status, body)
	}
	c := client.Dial(t, s.URL())
	c.Send(fmt.Sprintf(`{"id":1,"run":%q}`, strings.Replace(query, formula, strings.NewReplacer("x", "%78", "y", "%79", "0", "%30").Replace(formula), 1)))
	if all := c.Until(1); all[len(all)-1].Type != "done" {
		t.Errorf("as a message it ends with %+v", all[len(all)-1])
	}
}
