package api_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"downhill/landscape/network"
	"downhill/server/site/sitetest"
)

// passOut is a forward pass that the page's own is held to.
type passOut struct {
	Units   []int       `json:"units"`
	Act     string      `json:"act"`
	Loss    string      `json:"loss"`
	Weights []float64   `json:"weights"`
	Set     network.Set `json:"set"`
	Outputs []float64   `json:"outputs"`
	Right   float64     `json:"right"` // the share of the points whose class it tells
}

// TestWireForward writes what networks of each activation and loss make of some points.
func TestWireForward(t *testing.T) {
	var all []passOut
	data, _ := network.LookupData("moons")
	for i, act := range network.Acts() {
		for _, loss := range network.Losses() {
			set, _, err := data.Make(uint64(3+i), 12, 0.2)
			if err != nil {
				t.Fatal(err)
			}
			n := network.Net{Units: []int{2, 4, 3, 1}, Act: act, Loss: loss}
			p := passOut{n.Units, string(act), string(loss), n.Initial(network.Large, 7), *set, make([]float64, 12), 0}
			network.NewEvaluator(&n, set).Outputs(p.Weights, set.X, p.Outputs)
			p.Right = set.Right(p.Outputs, loss)
			for i, v := range p.Outputs {
				p.Outputs[i], _ = strconv.ParseFloat(strconv.FormatFloat(v, 'g', 11, 64), 64)
			}
			all = append(all, p)
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	sitetest.Golden(t, "forward.json", sitetest.Indented(t, text))
}
