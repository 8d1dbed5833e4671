package train

import (
	"context"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/judge"
)

// trail is what the rules and the page know of a network's run beside its
// iterates, which are drawn on a plane: how it moves in the space of its weights,
// and what it makes of the points that are held out.
type trail struct {
	held     *network.Evaluator  // nil where it is not needed
	ground   landscape.Objective // the plane; nil where no more than held-out losses are needed
	n        *Net
	moves    *judge.Moves
	Held     []float64 // the held-out loss of each iterate
	Distance []float64 // and how far it is off the plane
	Level    []float64 // the loss on the plane where it is drawn
}

func newTrail(n *Net, sc *Scenario, held bool) *trail {
	epoch := 1
	if sc.Batch > 0 {
		epoch = network.NewBatches(sc.Seed, len(n.Train.X), sc.Batch).Epoch()
	}
	t := &trail{n: n, moves: judge.NewMoves(len(n.Initial), sc.Steps, epoch)}
	if held {
		t.held, t.ground = network.NewEvaluator(&n.Shape, n.Held), n.Objective()
	}
	return t
}

// outcome says how the run ended, beside others whose lowest loss is known: infinite
// where there are none. left says that it is over since it left.
func (t *trail) outcome(its descent.Trajectory, steps int, left bool, lowest float64) judge.Outcome {
	return judge.OfNetwork(its, judge.Learning{
		Steps: steps, Moves: t.moves, Left: left, Held: t.Held,
		Lowest: min(lowest, t.n.Reference.Lowest()), Guessing: t.n.Train.Constant(t.n.Spec.Loss),
	})
}

// collect appends at most n iterates to its, fewer where the run or ctx ends.
func (t *trail) collect(ctx context.Context, d *descent.Run, its descent.Trajectory, n int) descent.Trajectory {
	var it descent.Iterate
	for ; n > 0 && ctx.Err() == nil && d.Next(&it); n-- {
		its = append(its, it)
		t.see(it.K, d.LastWeights())
	}
	return its
}

// see takes in the weights of iterate k.
func (t *trail) see(k int, w []float64) {
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
