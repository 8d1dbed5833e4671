package stream

import (
	"context"
	"slices"
	"unsafe"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
)

// A short run on a surface is one frame: it is computed before a page could have
// looked at a part of it. The first frame of another is small, so that it is seen
// at once; later ones grow, up to what a slow line can finish quickly when a newer
// request comes.
const (
	wholeFrame = 512
	firstFrame = 16
	frameGrows = 4
	largeFrame = 2048
)

// firstSize is how many iterates the first frame of each run has, at most.
func firstSize(sc train.Scenario) int {
	if sc.Net() == nil && sc.Steps < wholeFrame {
		return wholeFrame
	}
	return firstFrame
}

// answerRun answers {"run": …}: the scenario, then the iterates of its runs in
// turn, so that all of them progress, and each run's outcome when it ends.
func (v *session) answerRun(ctx context.Context, r Request) error {
	m := pool.NewMeter()
	l, stays, err := v.resolveRun(ctx, m, r)
	if err != nil {
		return err
	}
	if err := v.sendScenario(ctx, m, r.ID, l, stays); err != nil {
		return err
	}
	release, err := v.Flow.Hold(ctx, runBytes(l.Scenario))
	if err != nil {
		return err
	}
	defer release()
	if l.Scenario.Net() != nil {
		return v.trainNet(ctx, m, r.ID, l.Scenario)
	}
	runs, err := begin(l.Scenario)
	if err != nil {
		return err
	}
	for len(runs) > 0 {
		if runs, err = v.round(ctx, m, r.ID, l.Scenario, runs); err != nil {
			return err
		}
	}
	return nil
}

// runBytes is about what the runs of a scenario hold until the last has ended:
// their iterates, a frame each, and what computes them.
func runBytes(sc train.Scenario) int {
	iterates := (sc.Steps + 1) * int(unsafe.Sizeof(train.Iterate{}))
	frame := min(sc.Steps+1, largeFrame) * columns * 8
	if sc.Net() != nil {
		iterates += (sc.Steps + 1) * 7 * 8 // what is known beside them, and each move
		frame = min(sc.Steps+1, largeFrame) * netColumns * 8
	}
	return len(sc.Runs) * (iterates*3/2 + frame + engine.EvaluatorBytes(sc)) // iterates are grown, not counted in advance
}

// round sends a frame of each run, and returns the runs that have not ended. All
// are computed first: what is sent together must not wait for a processor.
func (v *session) round(ctx context.Context, m *pool.Meter, id uint32, sc train.Scenario, runs []*running) ([]*running, error) {
	for _, run := range runs {
		if err := v.advance(ctx, m, sc, run); err != nil {
			return nil, err
		}
	}
	err := v.out.together(func() error {
		for _, run := range runs {
			if err := v.sendPart(ctx, id, run); err != nil {
				return err
			}
		}
		return nil
	})
	return slices.DeleteFunc(runs, func(run *running) bool { return run.walk.Over() }), err
}

// sendPart sends what advance made of a run, and how it ended if it has.
func (v *session) sendPart(ctx context.Context, id uint32, run *running) error {
	if len(run.part) > 0 {
		v.Counts.Iterates.Add(uint64(len(run.part)))
		run.frame = encodeIterates(run.frame[:0], id, run.index, run.part)
		if err := v.frameFor(ctx, run.frame); err != nil {
			return err
		}
	}
	if !run.walk.Over() {
		return nil
	}
	return v.sendFor(ctx, outcomeMessage{id, "outcome", run.outcome})
}

// advance computes a run's next frame, and its outcome if that is the last.
func (v *session) advance(ctx context.Context, m *pool.Meter, sc train.Scenario, run *running) error {
	err := v.Pool.Compute(ctx, m, func(ctx context.Context) error {
		run.part = run.walk.Advance(ctx, run.size)
		if err := ctx.Err(); err != nil {
			return err
		}
		if run.walk.Over() {
			run.outcome = wire.OutcomeOf(sc, run.index, run.walk.Outcome(ctx))
			return ctx.Err()
		}
		return nil
	})
	run.size = min(run.size*frameGrows, largeFrame)
	return err
}

// running is one run under way.
type running struct {
	walk    *train.Walk
	index   int
	size    int              // of the next frame
	part    train.Trajectory // the latest, to be sent
	outcome wire.Outcome
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
		runs[i] = &running{walk: walk, index: i, size: firstSize(sc)}
	}
	return runs, nil
}
