package train

import (
	"context"
	"slices"
	"strconv"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/nets"
)

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

// mostRows is how many weight vectors, of all runs, a plane is chosen by at most.
const mostRows = 300

// LayPlane is the surface of a scenario's network on the plane that goes by its runs.
// text names the landscape. The error is a *field.Error, or ctx's.
func LayPlane(ctx context.Context, sc Scenario, text string) (*landscape.Surface, error) {
	paths := make([]nets.Path, len(sc.Runs))
	for i := range sc.Runs {
		var err error
		if paths[i], err = weightPath(ctx, &sc, i); err != nil {
			return nil, err
		}
	}
	return sc.Net().LaidBy(ctx, paths, text)
}

// weightPath makes a run to know some of its weights.
func weightPath(ctx context.Context, sc *Scenario, run int) (p nets.Path, err error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return p, err
	}
	each := max(1, (sc.Steps+1)*len(sc.Runs)/mostRows)
	var it descent.Iterate
	for d.Next(&it) {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		if it.K%each == 0 || d.Over() {
			p.Rows = append(p.Rows, slices.Clone(d.LastWeights()))
		}
	}
	p.Loss, p.Left = it.Loss, d.Left()
	return p, nil
}
