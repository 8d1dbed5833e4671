package train

import (
	"context"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/rule"
)

// twoCases are runs of rules with a step for two weights: at a low rate, at one that
// throws a run out, and with all that such a rule can be set to.
var twoCases = []struct {
	optimizer string
	params    rule.Params
}{
	{"sgd", nil},
	{"sgd", rule.Params{"weight_decay": 0.01}},
	{"momentum", nil},
	{"momentum", rule.Params{"dampening": 0.5, "weight_decay": 0.01}},
	{"adam", nil},
	{"adam", rule.Params{"amsgrad": 1, "weight_decay": 0.01}},
	{"adamw", rule.Params{"amsgrad": 1}},
}

// A run that goes without slices has the bits of one that goes with them, on every
// surface, to its end, and wherever it is taken on.
func TestTwoWeightsHaveTheBitsOfAny(t *testing.T) {
	for _, s := range landscape.Catalog() {
		for _, c := range twoCases {
			for _, lr := range []float64{1e-3, 0.1, 3} {
				sc := Scenario{Surface: s, Start: s.Start, Steps: 400, Params: c.params,
					Runs: []RunSpec{{Optimizer: c.optimizer, LearningRate: lr}}}
				compareTwo(t, &sc)
			}
		}
	}
}

// compareTwo takes a run in pieces of all sizes, the last of them one by one.
func compareTwo(t *testing.T, sc *Scenario) {
	t.Helper()
	d, err := newDescent(sc, 0)
	if err != nil || d.direct == nil && !sc.Surface.OneWeight {
		t.Fatalf("%s: no direct descent (%v)", sc.Surface.ID, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got Trajectory
	for n := 1; n < 20; n++ {
		got = d.collect(ctx, got, n)
	}
	for it := (Iterate{}); d.next(&it); {
		got = append(got, it)
	}
	usual, _ := newDescent(sc, 0)
	usual.direct = nil
	want := usual.collect(ctx, nil, sc.Steps+1)
	if !slices.EqualFunc(got, want, sameBits) || d.ended != usual.ended || d.left != usual.left || d.evaluations() != usual.evaluations() {
		t.Errorf("%s, %s at %g: %d iterates with slices, %d without, or they differ", sc.Surface.ID, sc.Runs[0].Optimizer, sc.Runs[0].LearningRate, len(want), len(got))
	}
}
