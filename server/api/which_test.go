package api_test

import (
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// TestWhatCanBeAskedForIsNamed: who asks for a run or a step that a scenario does not
// have is told which it has, however far off it is.
func TestWhatCanBeAskedForIsNamed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	net, formula := "surface=net&units=2,2,1&data.size=20&steps=30&lr=0.1,1,3", "surface=wells&steps=30&lr=0.1,0.5,1.8"
	for path, says := range map[string]string{
		"weights?" + net + "&run=3": "0 to 2", "weights?" + net + "&run=7": "0 to 2", "weights?" + net + "&run=-1": "0 to 2", "weights?" + net + "&run=x": "0 to 2",
		"weights?" + net + "&k=31": "0 to 30", "weights?" + net + "&k=5001": "0 to 30", "weights?" + net + "&n=3&run=7": "0 to 2",
		"batch?" + net + "&k=31": "0 to 30", "batch?" + net + "&k=90000": "0 to 30",
		"step?" + net + "&run=7": "0 to 2", "step?" + net + "&k=30": "0 to 29", "norms?" + net + "&run=9": "0 to 2",
		"step?" + formula + "&run=7": "0 to 2", "step?" + formula + "&k=5000": "0 to 29", "cut?" + formula + "&run=6": "0 to 2", "cut?" + formula + "&k=x": "0 to 29",
		"sweep?" + formula + "&run=8": "0 to 2", "basins?" + formula + "&run=8&n=4": "0 to 2", "ensemble?" + formula + "&starts=3&run=8": "0 to 2",
	} {
		answer, body := client.Get(t, s.URL()+"/api/"+path)
		if answer.StatusCode != http.StatusBadRequest || !strings.Contains(body, "from "+says) {
			t.Errorf("%s: %s %s, want one that says %q", path, answer.Status, body, says)
		}
	}
}
