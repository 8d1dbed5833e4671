package api_test

import (
	"math"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// toldCut is the part of /api/cut's answer that a test reads.
type toldCut struct {
	Loss, Landing, Vertex, Slope *float64
	Line                         string
	Plain                        bool
	Shown                        [2]float64
	From, To                     float64
	Losses                       []*float64
	Factors                      struct {
		Kind       string
		Directions []struct {
			Lambda, Factor float64
			Along          []float64
		}
	}
}

// TestCutShowsStartAndLanding: what is shown lies within what is sent, and has the
// start, the landing, and the lowest point with the return.
func TestCutShowsStartAndLanding(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, query := range []string{"surface=bowl&lr=0.3&k=0", "surface=wells&lr=1.8&k=1", "surface=ravine&opt=momentum&k=4", "surface=saddle-bounded&lr=0.1&k=2", "f=x^4/4-x^2&lr=0.1&start=0.1&k=0"} {
		var cut toldCut
		client.GetJSON(t, s.URL()+"/api/cut?"+query, &cut)
		must := []float64{0, 1}
		if cut.Vertex != nil {
			must = append(must, 2**cut.Vertex)
		}
		for _, at := range must {
			if at <= cut.Shown[0] || at >= cut.Shown[1] {
				t.Errorf("%s: %v is not shown, %v is", query, at, cut.Shown)
			}
		}
		if cut.From > cut.Shown[0] || cut.To < cut.Shown[1] || len(cut.Losses) != 601 {
			t.Errorf("%s: %d losses from %v to %v, shown is %v", query, len(cut.Losses), cut.From, cut.To, cut.Shown)
		}
	}
}

// TestCutOverARange: both ends are where they were asked for, and a loss that is not
// defined is null.
func TestCutOverARange(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var cut toldCut
	client.GetJSON(t, s.URL()+"/api/cut?f=sqrt(x)%2By^2&start=1,0&lr=0.5&from=-1&to=9&n=11", &cut)
	if len(cut.Losses) != 11 || cut.From != -1 || cut.To != 9 {
		t.Fatalf("%d losses from %v to %v", len(cut.Losses), cut.From, cut.To)
	}
	for i, loss := range cut.Losses {
		x := 1 - 0.25*float64(i-1) // the slope of the root is a half
		if (loss == nil) != (x < 0) || loss != nil && math.Abs(*loss-math.Sqrt(x)) > 1e-12 {
			t.Errorf("the loss at x = %v is %v", x, loss)
		}
	}
}

// TestCutRefusesWhatDoesNotFit: each answer names the key.
func TestCutRefusesWhatDoesNotFit(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for query, key := range map[string]string{
		"surface=bowl&k=-1":            "k",
		"surface=bowl&k=4999":          "k",
		"surface=bowl&run=5":           "run",
		"surface=bowl&n=1":             "n",
		"surface=bowl&n=99999":         "n",
		"surface=bowl&from=1":          "to",
		"surface=bowl&to=1":            "from",
		"surface=bowl&from=2&to=1":     "to",
		"surface=bowl&from=-1&to=inf":  "to",
		"surface=bowl&from=-1&to=1e10": "to",
		"surface=bowl&point=3":         "point",
		"surface=net":                  "surface",
	} {
		answer, body := client.Get(t, s.URL()+"/api/cut?"+query)
		if answer.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"field":"`+key+`"`) {
			t.Errorf("%s: %d %s, want an error about %s", query, answer.StatusCode, body, key)
		}
	}
}
