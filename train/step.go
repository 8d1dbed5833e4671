package train

import (
	"context"
	"strconv"

	"downhill/landscape"
	"downhill/train/field"
	"downhill/train/rule"
)

// StepDetail is one update in full: how w_k becomes w_{k+1}.
type StepDetail struct {
	Run, K   int
	W        landscape.Point
	Loss     float64
	Computed landscape.Point // the gradient at W
	Noisy    landscape.Point // after noise
	Clipped  landscape.Point // after clipping
	Decayed  landscape.Point // after L2 weight decay: what the rule works with
	Rate     float64         // the schedule's rate
	Used     float64         // the rate in effect, η_k
	State    []StateNumber
	Update   landscape.Point // Next − W
	Next     landscape.Point
	Lines    []StepLine // the same as arithmetic
}

// StateNumber is one of the numbers that an optimizer remembers.
type StateNumber struct {
	Name          string
	Before, After float64
}

// Step is update k of a run, which is made again from its start. The error, a
// *field.Error, says that there is no such run or update; or it is ctx's.
func Step(ctx context.Context, sc Scenario, run, k int) (StepDetail, error) {
	if err := checkRun(sc, run); err != nil {
		return StepDetail{}, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return StepDetail{}, err
	}
	it, before, err := d.untilUpdate(ctx, k)
	if err != nil {
		return StepDetail{}, err
	}
	spec, params := ruleOf(&sc, run)
	detail := d.detail(it)
	detail.State = d.stateNumbers(&sc, run, before)
	detail.Run = run
	w, lines, err := d.explain(spec, params, it.Grad, before)
	if err != nil {
		return StepDetail{}, err
	}
	detail.Lines, err = w.stepLines(lines)
	return detail, err
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

// detail is the update that d has just made from it.
func (d *descent) detail(it Iterate) StepDetail {
	u := d.latest()
	next := pointOf(u.Next)
	return StepDetail{
		K: it.K, W: it.W, Loss: it.Loss,
		Computed: it.Grad, Noisy: pointOf(d.noisy), Clipped: pointOf(u.G), Decayed: pointOf(u.D),
		Rate: u.Rate, Used: u.Used, Next: next,
		Update: landscape.Point{X: next.X - it.W.X, Y: next.Y - it.W.Y},
	}
}

// stateNumbers are what the rule remembered before the update that d has just made,
// and after it.
func (d *descent) stateNumbers(sc *Scenario, run int, before rule.State) []StateNumber {
	spec, params := ruleOf(sc, run)
	numbers := []StateNumber{}
	if spec.State == nil {
		return numbers
	}
	from, to := before.Numbers(), d.state.Numbers()
	for i, name := range rule.NumberNames(spec.State(params), len(d.g)) {
		numbers = append(numbers, StateNumber{name, from[i], to[i]})
	}
	return numbers
}

// pointOf is where weights are drawn: one alone at y = 0.
func pointOf(w []float64) landscape.Point {
	if len(w) == 1 {
		return landscape.Point{X: w[0]}
	}
	return landscape.Point{X: w[0], Y: w[1]}
}

// ruleOf is a run's optimizer with its parameters. The run exists.
func ruleOf(sc *Scenario, run int) (*rule.Spec, rule.Params) {
	spec, _ := rule.LookupOptimizer(sc.Runs[run].Optimizer)
	return spec, rule.Complete(spec.Params, sc.Params, sc.Steps)
}
