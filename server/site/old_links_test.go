package site_test

import (
	"encoding/json"
	"math"
	"net/http"
	"os"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// An oldLink is a link that some version wrote or took, with the first and the last
// iterate of each of its runs: k, the weights and the loss, null where that is no number.
type oldLink struct {
	Link string
	Runs [][2][]*float64
}

// queryOf is the scenario's query in the page that a link opens.
func queryOf(t *testing.T, base, link string) string {
	t.Helper()
	a, body := client.Get(t, base+link)
	if to := a.Header.Get("Location"); a.StatusCode == http.StatusFound {
		a, body = client.Get(t, base+to)
	}
	_, rest, _ := strings.Cut(body, `<script id="scenario" type="application/json">`)
	text, _, _ := strings.Cut(rest, "</script>")
	var m client.Message
	if err := json.Unmarshal([]byte(text), &m); err != nil || a.StatusCode != http.StatusOK {
		t.Errorf("%s: %s, %v", link, a.Status, err)
	}
	return m.Query
}

// endsOf are the first and the last iterate of each run of a scenario.
func endsOf(t *testing.T, base, query string) (runs [][2][]*float64) {
	t.Helper()
	_, body := client.Get(t, base+"/api/run?"+query)
	for line := range strings.Lines(body) {
		var it struct {
			Run  int
			K    *float64
			W    []*float64
			Loss *float64
		}
		if err := json.Unmarshal([]byte(line), &it); err != nil {
			t.Fatalf("%s: %s", query, line)
		}
		if it.W == nil {
			continue // how a run, or a member of an ensemble, ended
		}
		told := append(append([]*float64{it.K}, it.W...), it.Loss)
		if it.Run == len(runs) {
			runs = append(runs, [2][]*float64{told})
		}
		runs[it.Run][1] = told
	}
	return runs
}

// alike reports whether iterates are the same, as far as the processors that numbers
// were computed on may differ.
func alike(a, b []*float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if (a[i] == nil) != (b[i] == nil) {
			return false
		}
		if a[i] != nil && math.Abs(*a[i]-*b[i]) > 1e-9*max(1, math.Abs(*a[i])) {
			return false
		}
	}
	return true
}

// TestOldLinksKeepWorking: links of every form that was ever written or read, each
// through its page and the API, give the runs that they always gave: keys left out and
// spelled out, presets with changes, Newton's choice as mode, panels and charts of older
// pages, numbers and formulas in all their spellings, + as it stands, form encoding, and
// what chats made of them. testdata/links.json holds them; one that works is never taken
// out, and its numbers never change.
func TestOldLinksKeepWorking(t *testing.T) {
	text, err := os.ReadFile("testdata/links.json")
	if err != nil {
		t.Fatal(err)
	}
	var links []oldLink
	if err := json.Unmarshal(text, &links); err != nil || len(links) < 140 {
		t.Fatalf("%d links: %v", len(links), err)
	}
	s, _ := sitetest.Serve(t, site.Config{})
	for _, old := range links {
		runs := endsOf(t, s.URL(), queryOf(t, s.URL(), old.Link))
		if len(runs) != len(old.Runs) {
			t.Errorf("%s: %d runs, not %d", old.Link, len(runs), len(old.Runs))
			continue
		}
		for i, ends := range old.Runs {
			if !alike(ends[0], runs[i][0]) || !alike(ends[1], runs[i][1]) {
				t.Errorf("%s: run %d goes from %s", old.Link, i, told(runs[i], ends))
			}
		}
	}
}

func told(runs ...any) string {
	text, _ := json.Marshal(runs) // plain numbers: can't fail
	return string(text)
}
