package nets

import (
	"context"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/judge"
)

// Trail is what the rules and the page know of a network's run beside its
// iterates, which are drawn on a plane: how it moves in the space of its weights,
// and what it makes of the points that are held out.
type Trail struct {
	held     *network.Evaluator  // nil where it is not needed
	ground   landscape.Objective // the plane; nil where no more than held-out losses are needed
	n        *Net
	steps    int // that the run is to make
	moves    *judge.Moves
	Held     []float64 // the held-out loss of each iterate
	Distance []float64 // and how far it is off the plane
	Level    []float64 // the loss on the plane where it is drawn
}

// NewTrail is that of a run by settings, on mini-batches as Task has them. Held,
// Distance and Level are empty unless they are watched.
func NewTrail(n *Net, s descent.Settings, batch int) *Trail {
	epoch := 1
	if batch > 0 {
		epoch = network.NewBatches(s.Seed, len(n.Train.X), batch).Epoch()
	}
	return &Trail{n: n, steps: s.Steps, moves: judge.NewMoves(len(n.Initial), s.Steps, epoch)}
}

// WatchHeld has the held-out losses looked at, from the start of the run on.
func (t *Trail) WatchHeld() { t.held = network.NewEvaluator(&t.n.Shape, t.n.Held) }

// WatchAll has Distance and Level looked at too.
func (t *Trail) WatchAll() {
	t.WatchHeld()
	t.ground = t.n.Objective()
}

// Outcome says how the run ended, beside others whose lowest loss is known: infinite
// where there are none. left says that it is over since it left.
func (t *Trail) Outcome(its descent.Trajectory, left bool, lowest float64) judge.Outcome {
	return judge.OfNetwork(its, judge.Learning{
		Steps: t.steps, Moves: t.moves, Left: left, Held: t.Held,
		Lowest: min(lowest, t.n.Reference.Lowest()), Guessing: t.n.Train.Constant(t.n.Spec.Loss),
	})
}

// Rested is that of a run that is over, without what looked at it.
func (t *Trail) Rested() *Trail {
	r := *t
	r.held, r.ground = nil, nil
	return &r
}

// Bytes is about how much memory it takes that has come to rest.
func (t *Trail) Bytes() int { return 8*(cap(t.Held)+cap(t.Distance)+cap(t.Level)) + t.moves.Bytes() }

// Collect appends at most n iterates to its, fewer where the run or ctx ends.
func (t *Trail) Collect(ctx context.Context, d *descent.Run, its descent.Trajectory, n int) descent.Trajectory {
	var it descent.Iterate
	for ; n > 0 && ctx.Err() == nil && d.Next(&it); n-- {
		its = append(its, it)
		t.See(it.K, d.LastWeights())
	}
	return its
}

// See takes in the weights of iterate k.
func (t *Trail) See(k int, w []float64) {
	t.moves.See(k, w)
	if t.held == nil {
		return
	}
	t.Held = append(t.Held, t.held.Value(w))
	if t.ground == nil {
		return
	}
	x, y, off := t.n.Plane.Project(w)
	t.Distance, t.Level = append(t.Distance, off), append(t.Level, t.ground.Value(x, y))
}
