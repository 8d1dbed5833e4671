package train

import (
	"context"
	"math"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/workers"
)

// netMember is the scenario of a member that has a seed of its own: the network
// starts from that seed's weights and takes its batches and its noise. Its data and
// its plane are the scenario's, so that the members can be compared.
func (sc Scenario) netMember(seed uint64) Scenario {
	n, of := *sc.Net(), sc.Surface
	n.Initial = n.Shape.Initial(n.Spec.Init, seed)
	sc.Surface = &landscape.Surface{
		ID: of.ID, Name: of.Name, Group: of.Group, Loss: &n, Steps: of.Steps, Found: of.Found, Part: of.Part,
		View: of.View, Start: n.drawn.Project(n.Initial), Rates: of.Rates, Scale: of.Scale,
	}
	sc.Start, sc.Seed = sc.Surface.Start, seed
	return sc
}

// isRandom reports whether a seed makes a difference to a network: to its first
// weights, at least.
func (n *Net) isRandom() bool { return n.Spec.Init != network.Zero }

// mostMembers is how many members a scenario's runs may have.
func (n *Net) mostMembers(sc *Scenario) int {
	return MostNetWork / (len(n.Initial) * len(n.Train.X) * len(sc.Runs) * sc.Steps)
}

// netRuns makes one run of each member. What there is to be lost goes by the runs
// that are shown, the members 0, and by the member itself.
func netRuns(ctx context.Context, members []Scenario, run, every int) ([]MemberRun, error) {
	lowest, err := lowestShown(ctx, members[0])
	if err != nil {
		return nil, err
	}
	all := make([]MemberRun, len(members))
	errs := make([]error, len(members))
	err = workers.Share(ctx, workers.PerCore(len(members)), len(members), func(_ int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			var w *Walk
			if w, errs[i] = walked(ctx, members[i], run); errs[i] == nil && ctx.Err() == nil {
				x, y := w.all.points(every)
				all[i] = MemberRun{X: x, Y: y, Outcome: w.judgeAmong(lowest)}
			}
		}
	})
	for _, wrong := range errs {
		if wrong != nil && err == nil {
			err = wrong
		}
	}
	return all, err
}

// lowestShown is the lowest loss of all runs of a scenario.
func lowestShown(ctx context.Context, sc Scenario) (float64, error) {
	lowest := math.Inf(1)
	for run := range sc.Runs {
		w, err := walked(ctx, sc, run)
		if err != nil {
			return 0, err
		}
		lowest = min(lowest, lowestOf(w.all))
	}
	return lowest, ctx.Err()
}

// walked is a run at its end.
func walked(ctx context.Context, sc Scenario, run int) (*Walk, error) {
	w, err := Begin(sc, run)
	if err == nil {
		w.Advance(ctx, sc.Steps+1)
	}
	return w, err
}
