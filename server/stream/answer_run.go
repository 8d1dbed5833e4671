package stream

import (
	"cmp"
	"context"
	"slices"
	"unsafe"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
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
	ctx = pool.WithMeter(ctx, m)
	l, stays, err := v.laid.resolve(ctx, v.Hub, m, r.Preset, *r.Run, r.Held)
	if err != nil {
		return err
	}
	making, key := v.making(runBytes(l.Scenario), v.maker(m, l.Scenario)), takeKeyOf(RunKind, l, "")
	making.brief = brief(l.Scenario)
	if making.brief && v.sent.has(l.Scenario.Shown()) {
		return v.answerAtOnce(ctx, r.ID, l, key, making)
	}
	if err := v.sendScenario(ctx, m, r.ID, l, stays); err != nil {
		return err
	}
	if !making.brief {
		pool.FallBack(ctx) // it may have to wait for more than a processor
	}
	return v.followBy(ctx, r.ID, key, making)
}

// answerAtOnce sends a brief answer, whose surface the page has, when it is made: the
// scenario, all that follows and the end together, so that a drag wakes a page once.
func (v *session) answerAtOnce(ctx context.Context, id uint32, l engine.Linked, key takeKey, m making) error {
	begun := false
	tell := func() error {
		begun = true
		v.hold()
		return v.sendFor(ctx, scenarioOf(id, l, false))
	}
	err := v.watch(ctx, key, m, func(g group) error {
		if !begun {
			if err := tell(); err != nil {
				return err
			}
		}
		return v.sendGroup(ctx, id, g)
	})
	if !begun && ctx.Err() == nil { // it could not be made
		return cmp.Or(tell(), err)
	}
	return err
}

// maker makes the runs of a scenario.
func (h *Hub) maker(m *pool.Meter, sc train.Scenario) func(context.Context, *take) error {
	return func(ctx context.Context, t *take) error {
		if sc.Net() != nil {
			return h.trainNet(ctx, m, t, sc)
		}
		return h.makeRuns(ctx, m, t, sc)
	}
}

// takeKeyOf is what an answer about a scenario is kept under.
func takeKeyOf(k kind, l engine.Linked, spec string) takeKey {
	key := takeKey{kind: k, path: l.Path, lessons: l.Lessons, spec: spec}
	if net := l.Scenario.Net(); net != nil {
		key.plane = net.Text()
	}
	return key
}

// makeRuns makes the runs of a scenario, in turn.
func (h *Hub) makeRuns(ctx context.Context, m *pool.Meter, t *take, sc train.Scenario) error {
	runs, err := begin(sc)
	if err != nil {
		return err
	}
	for under := slices.Clone(runs); len(under) > 0; {
		if under, err = h.round(ctx, m, t, sc, under); err != nil {
			return err
		}
	}
	for _, run := range runs {
		run.walk.Release() // all is written down
	}
	return nil
}

// brief reports whether the answer to a run is made in one round, so soon that no other
// goroutine need make it.
func brief(sc train.Scenario) bool { return firstSize(sc) > sc.Steps }

// runBytes is about what the runs of a scenario hold until the last has ended:
// their iterates, their frames, and what computes them.
func runBytes(sc train.Scenario) int {
	iterates := (sc.Steps + 1) * int(unsafe.Sizeof(descent.Iterate{}))
	frame := min(sc.Steps+1, largeFrame) * columns * 8
	if sc.Net() != nil {
		iterates += (sc.Steps + 1) * 7 * 8 // what is known beside them, and each move
		frame = min(sc.Steps+1, largeFrame) * netColumns * 8
	}
	sent := (sc.Steps + 1) * frame / min(sc.Steps+1, largeFrame)            // all frames
	return len(sc.Runs) * (iterates*3/2 + sent + engine.EvaluatorBytes(sc)) // iterates are grown, not counted in advance
}

// round adds a frame of each run, and returns the runs that have not ended. All are
// computed first, in one turn: what is sent together must not wait for a processor.
func (h *Hub) round(ctx context.Context, m *pool.Meter, t *take, sc train.Scenario, runs []*running) ([]*running, error) {
	err := h.Pool.Compute(ctx, m, func(ctx context.Context) error {
		for _, run := range runs {
			if err := run.advance(ctx, t, sc); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = t.together(func() error {
		for _, run := range runs {
			if err := run.add(ctx, t); err != nil {
				return err
			}
		}
		return nil
	})
	return slices.DeleteFunc(runs, func(run *running) bool { return run.walk.Over() }), err
}

// add adds what advance made of a run, and how it ended if it has.
func (run *running) add(ctx context.Context, t *take) error {
	if run.frame != nil {
		if err := t.frame(ctx, run.frame); err != nil {
			return err
		}
	}
	if !run.walk.Over() {
		return nil
	}
	return t.message(ctx, outcomeMessage{0, "outcome", run.outcome})
}

// advance makes a run's next frame for a take, and its outcome if that is the last.
func (run *running) advance(ctx context.Context, t *take, sc train.Scenario) error {
	part := run.walk.Advance(ctx, run.size)
	if err := ctx.Err(); err != nil {
		return err
	}
	run.size, run.frame = min(run.size*frameGrows, largeFrame), nil
	if len(part) > 0 {
		run.frame = encodeIterates(t.newFrame(HeaderSize+8*columns*len(part)), 0, run.index, part)
	}
	if run.walk.Over() {
		run.outcome = wire.OutcomeOf(sc, run.index, run.walk.Outcome(ctx))
	}
	return ctx.Err()
}

// running is one run under way.
type running struct {
	walk    *train.Walk
	index   int
	size    int    // of the next frame
	frame   []byte // the latest; nil for none
	outcome wire.Outcome
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
