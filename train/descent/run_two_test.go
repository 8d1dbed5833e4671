package descent

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
				compareTwo(t, s, Settings{Optimizer: c.optimizer, LearningRate: lr, Params: c.params, Steps: 400})
			}
		}
	}
}

// compareTwo takes a run in pieces of all sizes, the last of them one by one.
func compareTwo(t *testing.T, s *landscape.Surface, with Settings) {
	t.Helper()
	d, err := New(OnSurface(s, s.Start), with)
	if err != nil || d.direct == nil && !s.OneWeight {
		t.Fatalf("%s: no direct descent (%v)", s.ID, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got Trajectory
	for n := 1; n < 20; n++ {
		got = d.Collect(ctx, got, n)
	}
	for it := (Iterate{}); d.Next(&it); {
		got = append(got, it)
	}
	usual, _ := New(OnSurface(s, s.Start), with)
	usual.direct = nil
	want := usual.Collect(ctx, nil, with.Steps+1)
	if !slices.EqualFunc(got, want, sameBits) || d.ended != usual.ended || d.left != usual.left || d.Evaluations() != usual.Evaluations() {
		t.Errorf("%s, %s at %g: %d iterates with slices, %d without, or they differ", s.ID, with.Optimizer, with.LearningRate, len(want), len(got))
	}
}
