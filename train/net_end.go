package train

import (
	"context"
	"iter"

	"downhill/landscape/network"
	"downhill/train/descent"
)

// RunOfNet yields the iterates of a network's run, each with all its weights, which are
// good until the next, until ctx ends. Its error says that there is no such run.
func RunOfNet(ctx context.Context, sc Scenario, run int) (iter.Seq2[descent.Iterate, []float64], error) {
	n := sc.Net()
	if n == nil {
		return nil, ErrNoNet
	}
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	return Descend(ctx, n.Task(sc.Batch, sc.Seed), sc, run)
}

// NetEnd is the last iterate of a network's run.
type NetEnd struct {
	K          int
	Loss, Held float64 // of the whole training set, and of what is held out
}

// EndOfNet makes a network's run, and gives its last iterate. Its error says that there
// is no such run, or is ctx's.
func EndOfNet(ctx context.Context, sc Scenario, run int) (end NetEnd, err error) {
	all, err := RunOfNet(ctx, sc, run)
	if err != nil {
		return end, err
	}
	last := make([]float64, len(sc.Net().Initial))
	for it, w := range all {
		end.K, end.Loss = it.K, it.Loss
		copy(last, w)
	}
	end.Held = network.NewEvaluator(&sc.Net().Shape, sc.Net().Held).Value(last)
	return end, ctx.Err()
}
