package main

import (
	"context"
	"iter"

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
	runs := make([]*running, len(link.scenario.Runs))
	for i := range runs {
		runs[i] = start(ctx, link.scenario, i)
		defer runs[i].stop()
	}
	for len(runs) > 0 {
		if runs, err = v.round(ctx, m, r.ID, runs); err != nil {
			return err
		}
	}
	return nil
}

// round sends a frame of each run, and returns the runs that have not ended.
func (v *session) round(ctx context.Context, m *meter, id uint32, runs []*running) ([]*running, error) {
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
		if !run.over {
			open = append(open, run)
			continue
		}
		if err := v.sendFor(ctx, outcomeMessage{id, "outcome", outcomeOf(run.scenario, run.index, run.outcome)}); err != nil {
			return nil, err
		}
	}
	return open, nil
}

// advance computes a run's next frame, and its outcome if that is the last.
func (v *session) advance(ctx context.Context, m *meter, run *running) (its train.Trajectory, err error) {
	err = v.pool.compute(ctx, m, func(ctx context.Context) error {
		its = run.advance(ctx)
		if err := ctx.Err(); err != nil {
			return err
		}
		if run.over {
			run.outcome = train.Judge(run.scenario, run.index, run.done)
		}
		return nil
	})
	return its, err
}

// running is one run under way.
type running struct {
	scenario train.Scenario
	index    int
	next     func() (train.Iterate, bool)
	stop     func()
	done     train.Trajectory // so far; the rules look at the whole
	size     int              // of the next frame
	over     bool
	outcome  train.Outcome
	frame    []byte
}

func start(ctx context.Context, sc train.Scenario, index int) *running {
	next, stop := iter.Pull(train.Run(ctx, sc, index))
	return &running{scenario: sc, index: index, next: next, stop: stop, size: firstFrame,
		done: make(train.Trajectory, 0, min(sc.Steps+1, 1024))}
}

// advance computes up to a frame of iterates. The last of a run is known only
// by asking for one more, so the run is over when that one is not there.
func (r *running) advance(ctx context.Context) train.Trajectory {
	from := len(r.done)
	for n := 1; n <= r.size; n++ {
		it, ok := r.next()
		if !ok {
			r.over = true
			break
		}
		r.done = append(r.done, it)
		if n%64 == 0 && ctx.Err() != nil {
			break
		}
	}
	r.size = min(r.size*frameGrows, largeFrame)
	return r.done[from:]
}
