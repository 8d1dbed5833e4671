package step

import (
	"math"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/rule"
)

// single is a scenario of one run.
func single(t testing.TB, surface, optimizer string, lr float64, params rule.Params) train.Scenario {
	t.Helper()
	s, ok := landscape.Lookup(surface)
	if !ok {
		t.Fatalf("no surface %q", surface)
	}
	return train.Scenario{
		Surface: s, Start: s.Start, Params: params, Steps: 200, Schedule: "constant",
		Runs: []train.RunSpec{{Optimizer: optimizer, LearningRate: lr}},
	}
}

func hasParam(params []rule.Param, key string) bool {
	return slices.ContainsFunc(params, func(p rule.Param) bool { return p.Key == key })
}

// alike reports whether two numbers are the same but for rounding.
func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }
