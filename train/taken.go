package train

import (
	"context"
	"strconv"

	"downhill/train/field"
	"downhill/train/rule"
)

// Taken is an update that a run has taken, with what led to it.
type Taken struct {
	rule.Update
	Spec          *rule.Spec
	Params        rule.Params
	Rule          rule.Stepper // which made the update
	At            Iterate      // where the update starts
	Noisy         []float64    // the gradient after noise, before clipping
	Before, After rule.State   // what the rule remembered
	OwnRate       float64      // the run's, before a schedule's factor
	Scheduled     bool         // there is a schedule
}

// TakenAt is update k of a run, which is made again from its start. The error, a
// *field.Error, says that there is no such run or update; or it is ctx's.
func TakenAt(ctx context.Context, sc Scenario, run, k int) (*Taken, error) {
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return nil, err
	}
	it, before, err := d.untilUpdate(ctx, k)
	if err != nil {
		return nil, err
	}
	spec, params := sc.Rule(run)
	return &Taken{
		Update: *d.latest(), Spec: spec, Params: params, Rule: d.rule, At: it, Noisy: d.noisy,
		Before: before, After: d.state, OwnRate: d.rate, Scheduled: d.newSchedule != nil,
	}, nil
}

// untilUpdate makes a run up to update k, and is the iterate that it leaves and what
// the rule remembered before it. The error, a *field.Error, says that there is no
// such update; or it is ctx's.
func (d *descent) untilUpdate(ctx context.Context, k int) (it Iterate, before rule.State, err error) {
	d.shaped = true
	d.beforeUpdate = func(d *descent) {
		if d.k == k {
			before = d.state.Clone()
		}
	}
	for d.next(&it) && (it.K < k || k < 0) {
		if err := ctx.Err(); err != nil {
			return it, nil, err
		}
	}
	if it.K != k || d.ended {
		return it, nil, field.Refuse("k", strconv.Itoa(k), "no-update", "last", strconv.Itoa(it.K-1))
	}
	return it, before, nil
}

// checkRun refuses a run that the scenario does not have.
func checkRun(sc Scenario, run int) error {
	if run < 0 || run >= len(sc.Runs) {
		return field.Refuse("run", strconv.Itoa(run), "no-run", "last", strconv.Itoa(len(sc.Runs)-1))
	}
	return nil
}

// Rule is a run's optimizer with its parameters. The run exists.
func (sc *Scenario) Rule(run int) (*rule.Spec, rule.Params) {
	spec, _ := rule.LookupOptimizer(sc.Runs[run].Optimizer)
	return spec, rule.Complete(spec.Params, sc.Params, sc.Steps)
}
