package engine

import (
	"context"
	"fmt"
	"unsafe"

	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/workers"
)

// EnsembleRequest is the ensemble of a scenario, or the part of it that is drawn
// while it changes.
type EnsembleRequest struct {
	Link  Linked
	Spec  train.CloudSpec
	Run   int    // the one that it is of; −1 for each
	given string // the starts, as they are in the query
}

// Runs are those whose members are asked for.
func (r EnsembleRequest) Runs() []int {
	if r.Run >= 0 {
		return []int{r.Run}
	}
	all := make([]int, len(r.Link.Scenario.Runs))
	for i := range all {
		all[i] = i
	}
	return all
}

// Key is all that the members depend on beside the scenario.
func (r EnsembleRequest) Key() string {
	return fmt.Sprint(r.Spec.Members, r.Spec.Every, r.Run, r.given)
}

// ReadEnsemble reads a query of an ensemble: a scenario's, with members (the first so
// many), every (the points of each so many steps), run (of that one alone) and points
// (where the members start, as places of the view).
func (e *Engine) ReadEnsemble(ctx context.Context, m *pool.Meter, preset, raw string) (r EnsembleRequest, err error) {
	q := query.Split(raw)
	if r.Spec.Members, err = q.Integer("members", 0, 1, train.MostMembers); err != nil {
		return r, err
	}
	if r.Spec.Every, err = q.Integer("every", 1, 1, limits.MostSteps); err != nil {
		return r, err
	}
	places, err := readPlaces(q, "points", 2)
	if err != nil {
		return r, err
	}
	if r.Link, err = e.Resolve(ctx, m, preset, raw, "members", "every", "run", "points"); err != nil {
		return r, err
	}
	if r.Run, err = RunOf(q, -1, r.Link); err != nil {
		return r, err
	}
	if len(places) > 0 {
		r.given, _ = q.Get("points")
		err = r.startAt(places)
		return r, err
	}
	if r.Link.Scenario.Members() == 1 {
		return r, fault.Field("ensemble", "no-ensemble", "ensemble: this scenario has none: give it seeds or starts")
	}
	return r, nil
}

// startAt gives the members their starts. Of a long way fewer points are kept, so that
// all of them are bounded.
func (r *EnsembleRequest) startAt(places []int) error {
	sc := &r.Link.Scenario
	if sc.Net() != nil {
		return field.Refuse("points", r.given, "start-of-net")
	}
	r.Spec.Starts = pointsIn(sc.Surface, places)
	all := r.Spec.Count(sc) * sc.Steps * len(r.Runs())
	r.Spec.Every = max(r.Spec.Every, (all+train.MostMemberSteps-1)/train.MostMemberSteps)
	return nil
}

// Cloud makes the members of one run of an ensemble.
func (e *Engine) Cloud(ctx context.Context, m *pool.Meter, sc train.Scenario, run int, spec train.CloudSpec) (c *train.Cloud, err error) {
	if sc.Net() != nil {
		spec.Shown = trainings(sc)
	}
	err = e.Pool.ComputeWide(ctx, m, func(ctx context.Context) error {
		c, err = train.MakeCloud(ctx, sc, run, spec)
		return err
	})
	return c, err
}

// CloudBytes is about what the members of one run hold: their points, their outcomes
// as they are and as they are told, and what computes them on each processor.
func CloudBytes(sc train.Scenario, spec train.CloudSpec) int {
	const outcome = 1024
	points := (sc.Steps/max(1, spec.Every) + 2) * 3 * 4
	maker := (sc.Steps+1)*int(unsafe.Sizeof(descent.Iterate{})) + EvaluatorBytes(sc)
	if n := sc.Net(); n != nil {
		maker += (sc.Steps + 1) * 5 * 8 // held-out losses, and four numbers of each move
		points += 8 * len(n.Initial)    // where each starts
	}
	return spec.Count(&sc)*(points+outcome) + workers.Processors()*maker
}
