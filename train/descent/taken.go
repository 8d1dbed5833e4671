package descent

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

// Take makes update k of the run, whose start it is at. The error, a *field.Error, says
// that there is no such update; or it is ctx's.
func (d *Run) Take(ctx context.Context, k int) (*Taken, error) {
	it, before, err := d.untilUpdate(ctx, k)
	if err != nil {
		return nil, err
	}
	return &Taken{
		Update: *d.latest(), Spec: d.spec, Params: d.params, Rule: d.rule, At: it, Noisy: d.noisy,
		Before: before, After: d.state, OwnRate: d.rate, Scheduled: d.newSchedule != nil,
	}, nil
}

// untilUpdate makes a run up to update k, and is the iterate that it leaves and what
// the rule remembered before it. The error, a *field.Error, says that there is no
// such update; or it is ctx's.
func (d *Run) untilUpdate(ctx context.Context, k int) (it Iterate, before rule.State, err error) {
	d.shaped = true
	d.beforeUpdate = func(d *Run) {
		if d.k == k {
			before = d.state.Clone()
		}
	}
	for d.Next(&it) && (it.K < k || k < 0) {
		if err := ctx.Err(); err != nil {
			return it, nil, err
		}
	}
	if it.K != k || d.ended {
		return it, nil, field.Refuse("k", strconv.Itoa(k), "no-update", "last", strconv.Itoa(it.K-1))
	}
	return it, before, nil
}
