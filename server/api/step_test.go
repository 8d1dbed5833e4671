package api_test

import (
	"math"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// toldStep is the part of /api/step's answer that tells the update as arithmetic.
type toldStep struct {
	K     int
	W     [2]float64
	Next  [2]float64
	Lines []struct {
		Name, MathML string
		Numbers      []string   `json:"numbers_mathml"`
		Results      []string   `json:"results_mathml"`
		Values       []*float64 `json:"results"`
	}
}

// names are what the lines give, in their order.
func (s toldStep) names() string {
	var names []string
	for _, l := range s.Lines {
		names = append(names, l.Name)
	}
	return strings.Join(names, " ")
}

// TestStepIsToldAsArithmetic: each optimizer in its own lines, ending in the
// next weights; what the scenario adds stands before them.
func TestStepIsToldAsArithmetic(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for query, want := range map[string]string{
		"opt=sgd":                             "g w'",
		"opt=momentum":                        "g b' w'",
		"opt=adam":                            "g m' v' mhat vhat w'",
		"opt=adam&amsgrad=true":               "g m' v' vmax' mhat vhat w'",
		"opt=rprop":                           "g q size'.x size'.y w'.x w'.y",
		"opt=lbfgs":                           "g y d eta w'",
		"opt=sgd&noise=0.1&clip=value:1":      "noisy g w'",
		"opt=sgd&clip=norm:1&schedule=cosine": "shrink g lr w'",
	} {
		var step toldStep
		client.GetJSON(t, s.URL()+"/api/step?surface=himmelblau&run=0&k=3&"+query, &step)
		if got := step.names(); got != want {
			t.Errorf("%s is told as %q, want %q", query, got, want)
		}
		for _, l := range step.Lines {
			if l.MathML == "" || len(l.Results) == 0 || len(l.Values) == 0 {
				t.Errorf("%s: the line of %s is not whole: %+v", query, l.Name, l)
			}
		}
	}
}

// TestToldStepEndsInTheNextWeights: the last line's numbers are the answer's own.
func TestToldStepEndsInTheNextWeights(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var step toldStep
	client.GetJSON(t, s.URL()+"/api/step?surface=wells&opt=nadam&lr=0.1&run=0&k=20", &step)
	last := step.Lines[len(step.Lines)-1]
	for i, v := range last.Values {
		if v == nil || math.Abs(*v-step.Next[i]) > 1e-12*math.Abs(step.Next[i]) {
			t.Errorf("component %d comes to %v, the next weights are %v", i, v, step.Next)
		}
	}
}
