package train

import (
	"context"
	"slices"
	"strconv"

	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/field"
)

// Pass is what training point i makes of the network with weights w, forward layer
// by layer and backward by the chain rule.
func (n *Net) Pass(w []float64, point int) network.Pass {
	return n.Shape.Backpropagate(w, n.Train.X[point], n.Train.Y[point:point+1])
}

// WeightPath are the weights of all iterates of a network's run. Its error is a
// *field.Error, or ctx's.
func WeightPath(ctx context.Context, sc Scenario, run int) ([][]float64, error) {
	return WeightRows(ctx, sc, run, 0, sc.Steps+1)
}

// WeightRows are the weights of n iterates of a network's run from one on, fewer where
// it ends. Its error, a *field.Error, says that there is no such run or iterate; or it
// is ctx's.
func WeightRows(ctx context.Context, sc Scenario, run, from, n int) (rows [][]float64, err error) {
	if !sc.Learns() {
		return nil, ErrNoNet
	}
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return nil, err
	}
	var it descent.Iterate
	for len(rows) < n && d.Next(&it) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if it.K >= from {
			rows = append(rows, slices.Clone(d.LastWeights()))
		}
	}
	if len(rows) == 0 {
		return nil, field.Refuse("k", strconv.Itoa(from), "no-iterate", "last", strconv.Itoa(it.K))
	}
	return rows, nil
}
