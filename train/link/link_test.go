package link

import (
	"testing"

	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
)

// mustParse reads a scenario that must be one.
func mustParse(t testing.TB, query string) train.Scenario {
	t.Helper()
	sc, err := Parse(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return sc
}

// collect makes one run of a scenario.
func collect(t testing.TB, sc train.Scenario, run int) (descent.Trajectory, judge.Outcome) {
	t.Helper()
	trajectory, out, err := train.Collect(t.Context(), sc, run)
	if err != nil {
		t.Fatal(err)
	}
	return trajectory, out
}
