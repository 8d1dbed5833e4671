package train

import (
	"math"
	"slices"
	"testing"
)

// A network's members start from other weights, but for the first, on the same plane
// with the same data; each is the run of its own scenario, and judged beside the runs
// that are shown.
func TestMembersOfANetwork(t *testing.T) {
	sc := mustParse(t, "surface=net&data=xor&units=2,3,1&data.size=40&lr=0.1,1&steps=60&batch=8&seeds=5")
	members := sc.Ensemble()
	shown, err := lowestShown(t.Context(), members[0])
	if err != nil {
		t.Fatal(err)
	}
	for run := range sc.Runs {
		cloud, err := MakeCloud(t.Context(), sc, run, CloudSpec{})
		if err != nil {
			t.Fatal(err)
		}
		for i, member := range members {
			n, own := sc.Net(), member.Net()
			if n.Train != own.Train || n.Plane != own.Plane || slices.Equal(n.Initial, own.Initial) != (i == 0) {
				t.Errorf("member %d differs by more than its weights, or not at all", i)
			}
			w, err := walked(t.Context(), member, run)
			if err != nil {
				t.Fatal(err)
			}
			x, y := w.all.points(1)
			if !samePoints(x, cloud.Members[i].X) || !samePoints(y, cloud.Members[i].Y) {
				t.Errorf("run %d, member %d goes another way", run, i)
			}
			if want := w.judgeAmong(shown); !sameOutcome(want, cloud.Members[i].Outcome) {
				t.Errorf("run %d, member %d: %+v, want %+v", run, i, cloud.Members[i].Outcome, want)
			}
		}
		if _, out := memberZero(t, sc, run); out.Kind != cloud.Members[0].Outcome.Kind || math.Float64bits(out.Loss) != math.Float64bits(cloud.Members[0].Outcome.Loss) {
			t.Errorf("run %d: member 0 is another run", run)
		}
	}
}

// memberZero is the run itself as it is shown beside the others.
func memberZero(t *testing.T, sc Scenario, run int) (Trajectory, Outcome) {
	t.Helper()
	sc.Seeds = 0
	var walks []*Walk
	for i := range sc.Runs {
		w, err := walked(t.Context(), sc, i)
		if err != nil {
			t.Fatal(err)
		}
		walks = append(walks, w)
	}
	return walks[run].all, Outcomes(t.Context(), walks)[run]
}
