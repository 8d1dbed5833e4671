package train

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/judge"
	"downhill/train/rule"
)

// task is a scenario's: its network, or the weights of its surface.
func (sc *Scenario) task() descent.Task {
	if n := sc.Net(); n != nil {
		return n.Task(sc.Batch, sc.Seed)
	}
	return descent.OnSurface(sc.Surface, sc.Start)
}

// settings are those of one of the scenario's runs, which exists.
func (sc *Scenario) settings(run int) descent.Settings {
	r := &sc.Runs[run]
	return descent.Settings{
		Optimizer: r.Optimizer, LearningRate: r.LearningRate, Params: sc.Params,
		Schedule: sc.Schedule, ScheduleParams: sc.ScheduleParams,
		Clip: sc.Clip, Noise: sc.Noise, Seed: sc.Seed, Steps: sc.Steps,
	}
}

// Case is what one of the scenario's runs, which exists, is judged by.
func (sc *Scenario) Case(run int) judge.Case {
	return judge.Case{Surface: sc.Surface, Settings: sc.settings(run)}
}

// Constant reports whether no schedule changes the rates of the scenario's runs.
func (sc *Scenario) Constant() bool {
	s := descent.Settings{Schedule: sc.Schedule}
	return s.Constant()
}

// Decays reports whether one of the scenario's runs, which exists, has weight decay.
func (sc *Scenario) Decays(run int) bool {
	s := sc.settings(run)
	return s.Decay() > 0
}

// newDescent puts a scenario's run at its start.
func newDescent(sc *Scenario, run int) (*descent.Run, error) {
	if run < 0 || run >= len(sc.Runs) {
		return nil, fmt.Errorf("run %d: the scenario has %d", run, len(sc.Runs))
	}
	return descent.New(sc.task(), sc.settings(run))
}

// Descend makes a run of a task: the optimizer, rate, schedule, clipping, noise
// and steps are those of the scenario, whose surface and start are not used. It yields
// the iterates as Collect has them, each with all its weights, which are good until the next.
func Descend(ctx context.Context, t descent.Task, sc Scenario, run int) (iter.Seq2[descent.Iterate, []float64], error) {
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	d, err := descent.New(t, sc.settings(run))
	if err != nil {
		return nil, err
	}
	return func(yield func(descent.Iterate, []float64) bool) {
		d.Reset(t.Start, sc.Runs[run].LearningRate)
		d.Each(ctx, func(it descent.Iterate) bool { return yield(it, d.LastWeights()) })
	}, nil
}

// TakenAt is update k of a run, which is made again from its start. The error, a
// *field.Error, says that there is no such run or update; or it is ctx's.
func TakenAt(ctx context.Context, sc Scenario, run, k int) (*descent.Taken, error) {
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return nil, err
	}
	return d.Take(ctx, k)
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
	s := sc.settings(run)
	return s.Rule()
}
