package stream

import (
	"context"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
)

// resolveRun reads the scenario of a run. While a hand moves a rate of a network's run
// the plane that goes by runs stays that of those which were sent last.
func (v *session) resolveRun(ctx context.Context, m *pool.Meter, r Request) (l engine.Linked, stays bool, err error) {
	if r.Held && v.laid != nil {
		l, stays, err = v.ResolveHeld(ctx, m, r.Preset, *r.Run, v.laid)
	} else {
		l, err = v.Resolve(ctx, m, r.Preset, *r.Run)
	}
	if err != nil {
		return l, false, err
	}
	if n := l.Scenario.Net(); n != nil && n.Spec.Plane.ByRuns() {
		v.laid = l.Scenario.Surface
	}
	return l, stays, nil
}

// training is a run of a network under way, or one that was kept.
type training struct {
	walk  *train.Walk
	index int
	sent  int // iterates
	size  int // of the next frame
	frame []byte
}

// trainNet sends the iterates of a network's runs in turn, then how each ended: they
// are judged beside each other. A run that was trained before is not trained again.
func (v *session) trainNet(ctx context.Context, m *pool.Meter, id uint32, sc train.Scenario) error {
	runs := make([]*training, len(sc.Runs))
	for i := range runs {
		walk, err := engine.Training(sc, i)
		if err != nil {
			return err
		}
		runs[i] = &training{walk: walk, index: i, size: firstFrame}
	}
	for more := true; more; {
		var err error
		if more, err = v.trainRound(ctx, m, id, runs); err != nil {
			return err
		}
	}
	return v.sendOutcomes(ctx, m, id, sc, runs)
}

// trainRound sends a frame of each run that has more; more is false once all was sent.
func (v *session) trainRound(ctx context.Context, m *pool.Meter, id uint32, runs []*training) (more bool, err error) {
	for _, t := range runs {
		if err := v.trainOn(ctx, m, t); err != nil {
			return false, err
		}
	}
	err = v.out.together(func() error {
		for _, t := range runs {
			if err := v.sendTrained(ctx, id, t); err != nil {
				return err
			}
			more = more || !t.walk.Over() || t.sent < len(t.walk.Iterates())
		}
		return nil
	})
	return more, err
}

// trainOn makes as many iterates as a run's next frame takes.
func (v *session) trainOn(ctx context.Context, m *pool.Meter, t *training) error {
	missing := t.sent + t.size - len(t.walk.Iterates())
	if t.walk.Over() || missing <= 0 {
		return nil
	}
	return v.Pool.Compute(ctx, m, func(ctx context.Context) error {
		t.walk.Advance(ctx, missing)
		return ctx.Err()
	})
}

// sendTrained sends a run's next frame, if it has one.
func (v *session) sendTrained(ctx context.Context, id uint32, t *training) error {
	all := t.walk.Iterates()
	from, to := t.sent, min(t.sent+t.size, len(all))
	if from == to {
		return nil
	}
	held, distance, level := t.walk.Beside()
	t.frame = encodeNetwork(t.frame[:0], id, t.index, all[from:to], held[from:to], distance[from:to], level[from:to])
	t.sent, t.size = to, min(t.size*frameGrows, largeFrame)
	v.Counts.Iterates.Add(uint64(to - from))
	return v.frameFor(ctx, t.frame)
}

// sendOutcomes says how the runs ended, and keeps them.
func (v *session) sendOutcomes(ctx context.Context, m *pool.Meter, id uint32, sc train.Scenario, runs []*training) error {
	walks := make([]*train.Walk, len(runs))
	for i, t := range runs {
		walks[i] = t.walk
		engine.KeepTraining(sc, i, t.walk)
	}
	var outcomes []train.Outcome
	err := v.Pool.Compute(ctx, m, func(ctx context.Context) error {
		outcomes = train.Outcomes(ctx, walks)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for i, out := range outcomes {
		if err := v.sendFor(ctx, outcomeMessage{id, "outcome", wire.OutcomeOf(sc, i, out)}); err != nil {
			return err
		}
	}
	return nil
}
