package main

import (
	"context"

	"downhill/train"
)

// The first frame of a run is small, so that it is seen at once; later ones
// grow, up to what a slow line can finish quickly when a newer request comes.
const (
	firstFrame = 16
	frameGrows = 4
	largeFrame = 2048
)

// answerRun answers {"run": …}: the scenario, then the iterates of its runs in
// turn, so that all of them progress, and each run's outcome when it ends.
func (v *session) answerRun(ctx context.Context, r request) error {
	m := newMeter()
	link, err := v.resolve(ctx, m, r.Preset, *r.Run)
	if err != nil {
		return err
	}
	message := scenarioOf(link)
	message.ID = r.ID
	if err := v.sendFor(ctx, message); err != nil {
		return err
	}
	runs, err := begin(link.scenario)
	if err != nil {
		return err
	}
	for len(runs) > 0 {
		if runs, err = v.round(ctx, m, r.ID, link.scenario, runs); err != nil {
			return err
		}
	}
	return nil
}

// round sends a frame of each run, and returns the runs that have not ended.
func (v *session) round(ctx context.Context, m *meter, id uint32, sc train.Scenario, runs []*running) ([]*running, error) {
	open := runs[:0]
	for _, run := range runs {
		its, err := v.advance(ctx, m, run)
		if err != nil {
			return nil, err
		}
		if len(its) > 0 {
			v.metrics.iterates.Add(uint64(len(its)))
			run.frame = encodeIterates(run.frame[:0], id, run.index, its)
			if err := v.frameFor(ctx, run.frame); err != nil {
				return nil, err
			}
		}
		if !run.walk.Over() {
			open = append(open, run)
			continue
		}
		if err := v.sendFor(ctx, outcomeMessage{id, "outcome", outcomeOf(sc, run.index, run.outcome)}); err != nil {
			return nil, err
		}
	}
	return open, nil
}

// advance computes a run's next frame, and its outcome if that is the last.
func (v *session) advance(ctx context.Context, m *meter, run *running) (its train.Trajectory, err error) {
	err = v.pool.compute(ctx, m, func(ctx context.Context) error {
		its = run.walk.Advance(ctx, run.size)
		if err := ctx.Err(); err != nil {
			return err
		}
		if run.walk.Over() {
			run.outcome = run.walk.Outcome()
		}
		return nil
	})
	run.size = min(run.size*frameGrows, largeFrame)
	return its, err
}

// running is one run under way.
type running struct {
	walk    *train.Walk
	index   int
	size    int // of the next frame
	outcome train.Outcome
	frame   []byte
}

// begin puts all runs of a scenario at their start.
func begin(sc train.Scenario) ([]*running, error) {
	runs := make([]*running, len(sc.Runs))
	for i := range runs {
		walk, err := train.Begin(sc, i)
		if err != nil {
			return nil, err
		}
		runs[i] = &running{walk: walk, index: i, size: firstFrame}
	}
	return runs, nil
}
