package wire_test

import (
	"testing"

	"downhill/server/wire"
	"downhill/train"
	"downhill/train/judge"
	"downhill/train/link"
)

// An outcome tells of any run that weight decay holds further off its minimum than one at it
// is, whether it rests there or not.
func TestOutcomeTellsWhatIsHeldOff(t *testing.T) {
	const f = "f=(x-1)%5E2%2B(y-1)%5E2"
	for _, c := range []struct {
		query string
		kind  judge.Kind
		held  bool
	}{
		{f + "&start=2,-0.3&weight_decay=1&lr=0.2", judge.Converged, true},
		{f + "&start=0.68,0.66&weight_decay=1&lr=0.66667&steps=100", judge.Bouncing, true},
		{f + "&start=2,-0.3&weight_decay=0.05&lr=0.2", judge.Converged, false},
		{f + "&start=2,-0.3&weight_decay=0&lr=0.2", judge.Converged, false},
		{"surface=wells&weight_decay=0.05", judge.StuckLocal, false},
	} {
		sc, err := link.Parse(t.Context(), c.query)
		if err != nil {
			t.Fatal(err)
		}
		_, out, err := train.Collect(t.Context(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := wire.OutcomeOf(sc, 0, out); got.Outcome != c.kind || got.HeldOff != c.held {
			t.Errorf("%s: %s, held off %v, want %s, %v", c.query, got.Outcome, got.HeldOff, c.kind, c.held)
		}
	}
}
