package api_test

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
)

// A surface that is a network's whole landscape has its data, its weights and its
// backward pass as any other network has: what its points make of it is the gradient
// that its runs descend.
func TestWholeNetworksAreTold(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for surface, k := range map[string]int{"plateau": 60, "plateau-ce": 3, "cliff": 12} {
		var n struct {
			Units       []int
			Train, Held struct {
				X [][]float64
				Y []float64
			}
			Weights []float64
			Ties    []int
			Plane   any
		}
		client.GetJSON(t, s.URL()+"/api/network?surface="+surface, &n)
		if n.Train.X == nil || n.Held.X == nil || len(n.Held.X) != 0 || len(n.Weights) != 2 || n.Plane != nil {
			t.Errorf("%s: %+v", surface, n)
		}
		var w []float64
		client.GetJSON(t, s.URL()+fmt.Sprintf("/api/weights?surface=%s&run=1&k=%d", surface, k), &w)
		var batch []int
		client.GetJSON(t, s.URL()+fmt.Sprintf("/api/batch?surface=%s&k=%d", surface, k), &batch)
		if len(batch) != len(n.Train.X) {
			t.Errorf("%s: a step uses points %v of %d", surface, batch, len(n.Train.X))
		}
		sum, loss, points := [2]float64{}, 0.0, float64(len(batch))
		var step struct {
			W, Grad []float64
			Loss    float64
			Point   *struct {
				Loss float64
				Grad []float64
			}
		}
		for i := range batch {
			client.GetJSON(t, s.URL()+fmt.Sprintf("/api/step?surface=%s&run=1&k=%d&point=%d", surface, k, i), &step)
			loss += step.Point.Loss / points
			for j, own := range n.Ties {
				if own >= 0 {
					sum[own] += step.Point.Grad[j] / points
				}
			}
		}
		for _, pair := range [][2]float64{{sum[0], step.Grad[0]}, {sum[1], step.Grad[1]}, {loss, step.Loss}, {w[0], step.W[0]}, {w[1], step.W[1]}} {
			if !(math.Abs(pair[0]-pair[1]) <= 1e-12*(1+math.Abs(pair[1]))) {
				t.Errorf("%s, step %d: %v by its points, %v in the run", surface, k, pair[0], pair[1])
			}
		}
		var norms struct{ Norms [][]float64 }
		client.GetJSON(t, s.URL()+"/api/norms?run=1&surface="+surface, &norms)
		if len(norms.Norms) < 5 || len(norms.Norms[0]) != len(n.Units)-1 {
			t.Errorf("%s: norms of %d steps", surface, len(norms.Norms))
		}
	}
	for query, field := range map[string]string{
		"/api/step?surface=plateau&point=4":       "point",
		"/api/step?surface=wells&point=0":         "point",
		"/api/network?surface=plateau-and-cliff":  "surface",
		"/api/norms?surface=cliff-rnn":            "surface",
		"/api/network?surface=plateau&data=moons": "data",
	} {
		if answer, body := client.Get(t, s.URL()+query); answer.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"field":"`+field+`"`) {
			t.Errorf("%s: %d %s", query, answer.StatusCode, body)
		}
	}
}
