package figure

import (
	"slices"
	"testing"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/train/judge"
)

// A flag on the chart of rates stands in the band of its own run's word, of a network
// too, whose sweep tries few rates.
func TestAFlagStandsInTheBandOfItsRun(t *testing.T) {
	const query = "surface=net&data=spirals&lr=0.1,3,30&steps=40"
	e, m := engine.New(""), pool.NewMeter()
	l, err := e.Resolve(t.Context(), m, "", query)
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{link: l, sc: l.Scenario}
	if err := s.sweep(t.Context(), e, m); err != nil {
		t.Fatal(err)
	}
	all, err := trainAll(t.Context(), e, m, l.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	for i, one := range all {
		sweep := s.sweeps[0]
		at := slices.Index(sweep.Rates, l.Scenario.Runs[i].LearningRate)
		if at < 0 || sweep.Outcomes[at] != one.outcome.Kind || sweep.Caveat[at] != one.outcome.Caveat && one.outcome.Kind != judge.Learned {
			t.Errorf("%g is %s, its band %v", l.Scenario.Runs[i].LearningRate, one.outcome.Kind, sweep.Outcomes)
		}
	}
}
