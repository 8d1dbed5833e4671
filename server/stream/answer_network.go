package stream

import (
	"context"
	"slices"

	"downhill/landscape"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/judge"
	"downhill/workers"
)

// laid is a network's surface on the plane of the runs that were sent last.
type laid struct{ surface *landscape.Surface }

// resolve reads the scenario of a run. While a hand moves a rate of a network's run (held)
// the plane that goes by runs stays that of those which were sent last.
func (p *laid) resolve(ctx context.Context, h *Hub, m *pool.Meter, preset, query string, held bool) (l engine.Linked, stays bool, err error) {
	if held && p.surface != nil {
		l, stays, err = h.ResolveHeld(ctx, m, preset, query, p.surface)
	} else {
		l, err = h.Resolve(ctx, m, preset, query)
	}
	if err != nil {
		return l, false, err
	}
	if n := l.Scenario.Net(); n != nil && n.Spec.Plane.ByRuns() {
		p.surface = l.Scenario.Surface
	}
	return l, stays, nil
}

// training is a run of a network under way, or one that was kept.
type training struct {
	walk  *train.Walk
	index int
	sent  int // iterates
	size  int // of the next frame
}

// trainNet adds the iterates of a network's runs in turn, then how each ended: they
// are judged beside each other. A run that was trained before is not trained again.
func (h *Hub) trainNet(ctx context.Context, m *pool.Meter, t *take, sc train.Scenario) error {
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
		if more, err = h.trainRound(ctx, m, t, runs); err != nil {
			return err
		}
	}
	return h.addOutcomes(ctx, m, t, sc, runs)
}

// trainRound adds a frame of each run that has more; more is false once all was added.
func (h *Hub) trainRound(ctx context.Context, m *pool.Meter, t *take, runs []*training) (more bool, err error) {
	if err := h.trainOn(ctx, m, runs); err != nil {
		return false, err
	}
	err = t.together(func() error {
		for _, run := range runs {
			if err := run.add(ctx, t); err != nil {
				return err
			}
			more = more || !run.walk.Over() || run.sent < len(run.walk.Iterates())
		}
		return nil
	})
	return more, err
}

// missing is how many iterates a run's next frame needs that are not made yet.
func (t *training) missing() int {
	if t.walk.Over() {
		return 0
	}
	return max(0, t.sent+t.size-len(t.walk.Iterates()))
}

// trainOn makes as many iterates of each run as its next frame takes, side by side.
func (h *Hub) trainOn(ctx context.Context, m *pool.Meter, runs []*training) error {
	under := slices.DeleteFunc(slices.Clone(runs), func(t *training) bool { return t.missing() == 0 })
	if len(under) == 0 {
		return nil
	}
	return h.Pool.Compute(ctx, m, func(ctx context.Context) error {
		return workers.Share(ctx, workers.PerCore(len(under)), len(under), func(_ int, next func() (int, bool)) {
			for i, ok := next(); ok; i, ok = next() {
				under[i].walk.Advance(ctx, under[i].missing())
			}
		})
	})
}

// add adds a run's next frame, if it has one.
func (run *training) add(ctx context.Context, t *take) error {
	all := run.walk.Iterates()
	from, to := run.sent, min(run.sent+run.size, len(all))
	if from == to {
		return nil
	}
	held, distance, level := run.walk.Beside()
	frame := encodeNetwork(t.newFrame(HeaderSize+8*netColumns*(to-from)), 0, run.index, all[from:to], held[from:to], distance[from:to], level[from:to])
	run.sent, run.size = to, min(run.size*frameGrows, largeFrame)
	return t.frame(ctx, frame)
}

// addOutcomes says how the runs ended, and keeps them.
func (h *Hub) addOutcomes(ctx context.Context, m *pool.Meter, t *take, sc train.Scenario, runs []*training) error {
	walks := make([]*train.Walk, len(runs))
	for i, run := range runs {
		walks[i] = run.walk
		engine.KeepTraining(sc, i, run.walk)
	}
	var outcomes []judge.Outcome
	err := h.Pool.Compute(ctx, m, func(ctx context.Context) error {
		outcomes = train.Outcomes(ctx, walks)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	for i, out := range outcomes {
		if err := t.message(ctx, outcomeMessage{0, "outcome", wire.OutcomeOf(sc, i, out)}); err != nil {
			return err
		}
	}
	return nil
}
