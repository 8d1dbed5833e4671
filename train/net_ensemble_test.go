package train

import (
	"slices"
	"testing"

	"downhill/landscape/network"
	"downhill/train/judge"
)

var netClouds = []string{
	"surface=net&units=2,4,1&data.size=40&steps=60&lr=0.1,1,30&seeds=5",
	"surface=net&units=2,3,3,1&data=xor&data.size=50&act=relu&init=he&batch=8&opt=adam&lr=0.01,3&seeds=4&steps=40&seed=7",
	"surface=net&units=2,3,1&init=zero&batch=1&data.size=20&steps=50&lr=0.5&seeds=6",
	"surface=net&units=1,5,1&data=curve&noise=0.2&steps=30&lr=0.05&seeds=3&plane=runs",
}

// Members of a network's ensemble have other initial weights and batches, those of their
// own seeds, and the same data and plane; each is a run of its own, judged beside those
// that are shown.
func TestMembersOfNetworks(t *testing.T) {
	for _, query := range netClouds {
		sc := mustParse(t, query)
		n := sc.Net()
		members := sc.Ensemble()
		for i := range members {
			own, seed := members[i].Net(), sc.Seed+uint64(i)
			if own.Train != n.Train || own.Held != n.Held || own.Plane != n.Plane || own.Reference != n.Reference {
				t.Fatalf("%s, member %d: other data or another plane", query, i)
			}
			if !slices.Equal(own.Initial, n.Shape.Initial(n.Spec.Init, seed)) || members[i].Start != n.Drawn.Project(own.Initial) {
				t.Fatalf("%s, member %d: other initial weights than those of seed %d", query, i, seed)
			}
			batch, _ := BatchAt(members[i], 3)
			if !slices.Equal(batch, network.NewBatches(seed, len(n.Train.X), sc.Batch).At(3)) {
				t.Errorf("%s, member %d: another batch than seed %d's", query, i, seed)
			}
		}
		shown := wholeRuns(t, sc)
		for run := range sc.Runs {
			checkNetCloud(t, query, sc, run, shown)
		}
	}
}

func wholeRuns(t *testing.T, sc Scenario) (shown []*Walk) {
	t.Helper()
	for run := range sc.Runs {
		w, err := Begin(sc, run)
		if err != nil {
			t.Fatal(err)
		}
		w.Advance(t.Context(), sc.Steps+1)
		shown = append(shown, w)
	}
	return shown
}

// checkNetCloud holds a cloud to its members' own runs, and its first member to the run.
func checkNetCloud(t *testing.T, query string, sc Scenario, run int, shown []*Walk) {
	t.Helper()
	cloud, err := MakeCloud(t.Context(), sc, run, CloudSpec{Shown: shown})
	if err != nil {
		t.Fatal(err)
	}
	if out := Outcomes(t.Context(), shown)[run]; !sameOutcome(cloud.Members[0].Outcome, out) {
		t.Errorf("%s, run %d: member 0 ended as\n%+v\nthe run as\n%+v", query, run, cloud.Members[0].Outcome, out)
	}
	if other, err := MakeCloud(t.Context(), sc, run, CloudSpec{}); err != nil || !slices.Equal(asKinds(other), asKinds(cloud)) {
		t.Errorf("%s, run %d: other ends where the runs are made anew: %v, %v, %v", query, run, asKinds(other), asKinds(cloud), err)
	}
	for i, member := range sc.Ensemble() {
		w, err := Begin(member, run)
		if err != nil {
			t.Fatal(err)
		}
		w.Advance(t.Context(), member.Steps+1)
		out := Outcomes(t.Context(), append(slices.Clone(shown), w))[len(shown)]
		want, m := memberOf(w.all, 1, out), cloud.Members[i]
		if !samePoints(want.X, m.X) || !samePoints(want.Y, m.Y) || !samePoints(want.Loss, m.Loss) || len(m.Loss) != len(w.all) {
			t.Errorf("%s, run %d, member %d: other iterates than its own scenario's", query, run, i)
		}
		if !sameOutcome(m.Outcome, out) {
			t.Errorf("%s, run %d, member %d: ended as\n%+v\nalone as\n%+v", query, run, i, m.Outcome, out)
		}
	}
}

func asKinds(c *Cloud) (kinds []judge.Kind) {
	for i := range c.Members {
		kinds = append(kinds, c.Members[i].Outcome.Kind)
	}
	return kinds
}

// The counts tell apart what has learned and what learned no more than guessing.
func TestEndsOfNetworksTellGuessing(t *testing.T) {
	members := []MemberRun{{Outcome: judge.Outcome{Kind: judge.Learned}}, {Outcome: judge.Outcome{Kind: judge.Learned, Guess: judge.NoBetter}}, {Outcome: judge.Outcome{Kind: judge.Stuck, Guess: judge.NoBetter}}, {Outcome: judge.Outcome{Kind: judge.Learned}}}
	got := countKinds(members, func(int) bool { return true })
	if want := []KindCount{{Kind: judge.Learned, Count: 2}, {Kind: judge.Learned, Guess: true, Count: 1}, {Kind: judge.Stuck, Count: 1}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
