package engine

import (
	"context"
	"runtime"
	"unsafe"

	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train"
)

// EnsembleRequest is the ensemble of a scenario, or the part of it that is drawn
// while it changes.
type EnsembleRequest struct {
	Link Linked
	Spec train.CloudSpec
}

// ReadEnsemble reads a query of an ensemble: a scenario's, with members (the first so
// many) and every (the points of each so many steps).
func (e *Engine) ReadEnsemble(ctx context.Context, m *pool.Meter, preset, raw string) (r EnsembleRequest, err error) {
	q := query.Split(raw)
	if r.Spec.Members, err = q.Integer("members", 0, 1, train.MostMembers); err != nil {
		return r, err
	}
	if r.Spec.Every, err = q.Integer("every", 1, 1, limits.MostSteps); err != nil {
		return r, err
	}
	if r.Link, err = e.Resolve(ctx, m, preset, raw, "members", "every"); err != nil {
		return r, err
	}
	if r.Link.Scenario.Members() == 1 {
		return r, fault.Field("ensemble", "no-ensemble", "ensemble: this scenario has none: give it seeds or starts")
	}
	return r, nil
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
	maker := (sc.Steps+1)*int(unsafe.Sizeof(train.Iterate{})) + EvaluatorBytes(sc)
	if n := sc.Net(); n != nil {
		maker += (sc.Steps + 1) * 5 * 8 // held-out losses, and four numbers of each move
		points += 8 * len(n.Initial)    // where each starts
	}
	return sc.Members()*(points+outcome) + runtime.GOMAXPROCS(0)*maker
}
