package train

import (
	"context"
	"iter"
	"math"

	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/rule"
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
	return Descend(ctx, n.task(&sc), sc, run)
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

// OutcomeOfNet says how a network's run ended that was made elsewhere: rows are the
// weights of all its iterates. It is judged by itself, as Walk.Outcome does.
func OutcomeOfNet(sc Scenario, run int, rows [][]float64) (Outcome, error) {
	if err := checkRun(sc, run); err != nil {
		return Outcome{}, err
	}
	n, t, its, left := sc.Net(), newTrail(sc.Net(), &sc, false), descent.Trajectory(nil), false
	o, g := n.task(&sc).Objective, make([]float64, len(n.Initial))
	far := descent.EndingOfNets().Far * (1 + rule.Norm(rows[0]))
	for k, row := range rows {
		it := descent.Iterate{K: k, W: n.drawn.Project(row), Loss: o.Gradient(row, g), Grad: n.drawn.Along(g)}
		its = append(its, it)
		t.see(k, row)
		left = !(rule.Finite(it.Loss) && rule.Finite(rule.Norm(g)) && rule.Apart(row, rows[0]) <= far)
	}
	return judgeNet(&sc, its, t, left, math.Inf(1)), nil
}
