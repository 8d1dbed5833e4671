package stream_test

import (
	"encoding/json"
	"math"
	"testing"

	"downhill/landscape"
	"downhill/server/client"
	"downhill/server/site/sitetest"
	"downhill/server/stream"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
)

// wireIterates are awkward on purpose: every float64 must get through as it is.
var wireIterates = []descent.Iterate{
	{K: 3, W: landscape.Point{X: 0.1, Y: -2.5}, Loss: 1e-300, Grad: landscape.Point{X: 1.0 / 3, Y: 0}, LearningRate: 0.05},
	{K: 4, W: landscape.Point{X: -1e6, Y: math.MaxFloat64}, Loss: -3.1708, Grad: landscape.Point{X: math.SmallestNonzeroFloat64, Y: 7}, LearningRate: 1e6},
	{K: 5, W: landscape.Point{X: math.Inf(1), Y: math.Inf(-1)}, Loss: math.NaN(), Grad: landscape.Point{X: math.NaN(), Y: math.Inf(1)}, LearningRate: math.NaN()},
}

// wireMembers are one that ended early, one that left, and one without an update.
var wireMembers = []train.MemberRun{
	{X: []float32{1, 0.5, 0.25, 0.125}, Y: []float32{-1, -0.5, 0, 3}, Loss: []float32{4, 2, 1, 0.5}, Outcome: judge.Outcome{Last: 23}},
	{X: []float32{2, float32(math.Inf(1))}, Y: []float32{-2, float32(math.NaN())}, Loss: []float32{9, float32(math.NaN())}, Outcome: judge.Outcome{Last: 10}},
	{X: []float32{7}, Y: []float32{8}, Loss: []float32{3}},
}

func TestWireFixtures(t *testing.T) {
	facts := map[string]any{
		"iterates": map[string]any{
			"id": 4294967295, "run": 2, "first": 3, "count": 3,
			"x": []any{0.1, -1e6, "Infinity"}, "y": []any{-2.5, math.MaxFloat64, "-Infinity"},
			"loss": []any{1e-300, -3.1708, "NaN"}, "gx": []any{1.0 / 3, math.SmallestNonzeroFloat64, "NaN"},
			"gy": []any{0, 7, "Infinity"}, "lr": []any{0.05, 1e6, "NaN"},
		},
		"members": map[string]any{
			"id": 11, "run": 2, "first": 5, "every": 10, "last": []int{23, 10, 0},
			"x":    []any{[]any{1, 0.5, 0.25, 0.125}, []any{2, "Infinity"}, []any{7}},
			"y":    []any{[]any{-1, -0.5, 0, 3}, []any{-2, "NaN"}, []any{8}},
			"loss": []any{[]any{4, 2, 1, 0.5}, []any{9, "NaN"}, []any{3}},
		},
		"basins": map[string]any{
			"id": 9, "run": 1, "n": 3, "complete": true,
			"ends": []int{0, 1, 2, 255, 1, 1, 2, 0, 255}, "steps": []int{0, 1, 256, 5000, 65535, 7, 8, 9, 10},
		},
	}
	text, err := json.MarshalIndent(facts, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	sitetest.Golden(t, "iterates.bin", stream.EncodeIterates(nil, math.MaxUint32, 2, wireIterates))
	sitetest.Golden(t, "basins.bin", stream.EncodeBasins(nil, 9, 1, 3, true, []byte{0, 1, 2, 255, 1, 1, 2, 0, 255}, []uint16{0, 1, 256, 5000, 65535, 7, 8, 9, 10}))
	sitetest.Golden(t, "members.bin", stream.EncodeMembers(nil, 11, 2, 5, 10, wireMembers))
	sitetest.Golden(t, "picture.bin", stream.EncodePicture([]byte(`{"id":0,"type":"error","kind":"busy","message":"Ä"}`), stream.EncodeIterates(nil, 0, 2, wireIterates)))
	sitetest.Golden(t, "frames.json", append(text, '\n'))
}

func TestFrameReadsBack(t *testing.T) {
	m := client.DecodeFrame(stream.EncodeIterates(nil, 7, 1, wireIterates))
	if m.ID != 7 || m.Run != 1 || m.First != 3 || m.Count != 3 {
		t.Errorf("header %d %d %d %d", m.ID, m.Run, m.First, m.Count)
	}
	for i, it := range wireIterates {
		checkIterate(t, m, i, it)
	}
}
