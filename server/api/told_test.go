package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// TestToldIsTheSameEverywhere: what an outcome's kind alone would say wrongly is told alike
// of a run, of its rate in a sweep and of the members of an ensemble.
func TestToldIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	s, _ := sitetest.Serve(t, site.Config{})
	const strays = "f=1/(x%5E2%2By%5E2)&start=-4,2.2&opt=adamw"
	var sweep struct {
		Rates    []float64
		Outcomes []string
		Told     []string
	}
	client.GetJSON(t, s.URL()+"/api/sweep?n=24&lr=0.2&"+strays, &sweep)
	if len(sweep.Told) != len(sweep.Rates) {
		t.Fatalf("%d rates, and %d are told", len(sweep.Rates), len(sweep.Told))
	}
	seen := map[string]int{}
	for i, rate := range sweep.Rates {
		_, text := client.Get(t, s.URL()+fmt.Sprintf("/api/run?lr=%g&", rate)+strays)
		lines := strings.Split(strings.TrimSpace(text), "\n")
		var end struct{ Outcome, Reason string }
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &end); err != nil {
			t.Fatal(err)
		}
		if end.Outcome != sweep.Outcomes[i] || sweep.Told[i] != "" && sweep.Told[i] != end.Reason || end.Reason == "strayed" && sweep.Told[i] != "strayed" {
			t.Errorf("at %g the run is %s (%s), in the sweep %s (%s)", rate, end.Outcome, end.Reason, sweep.Outcomes[i], sweep.Told[i])
		}
		seen[sweep.Told[i]]++
	}
	if seen["strayed"] == 0 || seen[""] == 0 {
		t.Errorf("the rates are told %v: the test looks at too few", seen)
	}
	var quiet map[string]any
	client.GetJSON(t, s.URL()+"/api/sweep?n=12&surface=bowl", &quiet)
	if told, ok := quiet["told"]; ok {
		t.Errorf("of the bowl's rates is told %v", told)
	}
	var ensemble struct {
		Runs []struct {
			Elsewhere, How []struct {
				Outcome, Told string
				Members       int
			}
		}
	}
	client.GetJSON(t, s.URL()+"/api/ensemble?starts=5&lr=0.2&"+strays, &ensemble)
	for _, run := range ensemble.Runs {
		for _, kinds := range [][]struct {
			Outcome, Told string
			Members       int
		}{run.Elsewhere, run.How} {
			if len(kinds) != 1 || kinds[0].Outcome != "thrown" || kinds[0].Told != "strayed" || kinds[0].Members != 5 {
				t.Errorf("its members are told %v", kinds)
			}
		}
	}
}
