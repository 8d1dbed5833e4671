package judge_test

import (
	"testing"

	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/link"
)

// mustParse reads a scenario that must be one.
func mustParse(t testing.TB, query string) train.Scenario {
	t.Helper()
	sc, err := link.Parse(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return sc
}

func collect(t testing.TB, sc train.Scenario, run int) (descent.Trajectory, judge.Outcome) {
	t.Helper()
	its, out, err := train.Collect(t.Context(), sc, run)
	if err != nil {
		t.Fatal(err)
	}
	return its, out
}
