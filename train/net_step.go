package train

import (
	"context"
	"math"
	"slices"
	"strconv"

	"downhill/landscape/network"
	"downhill/train/field"
)

// NetStep is one update of all weights of a network.
type NetStep struct {
	Run, K     int
	W          []float64
	Loss, Held float64   // of the whole training set, and of what is held out
	Gradient   []float64 // of the whole training set
	Norms      []float64 // its length in each layer
	Batch      []int     // the points that the step uses
	Computed   []float64 // the gradient over them,
	Noisy      []float64 // after noise,
	Clipped    []float64 // after clipping,
	Decayed    []float64 // after L2 weight decay: what the rule works with
	Rate, Used float64   // the schedule's rate, and the one in effect
	State      []StateNumber
	Update     []float64 // Next − W
	Next       []float64
	Right      [2]float64 // the share of training and of held-out points in their class; NaN for a curve
}

// StepOfNet is update k of a network's run, which is made again from its start. The
// error, a *field.Error, says that there is no such run or update; or it is ctx's.
func StepOfNet(ctx context.Context, sc Scenario, run, k int) (NetStep, error) {
	n := sc.Net()
	if n == nil {
		return NetStep{}, errNoNet
	}
	if err := checkRun(sc, run); err != nil {
		return NetStep{}, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return NetStep{}, err
	}
	it, before, err := d.untilUpdate(ctx, k)
	if err != nil {
		return NetStep{}, err
	}
	u := d.latest()
	s := NetStep{
		Run: run, K: k, W: slices.Clone(u.W), Loss: it.Loss,
		Noisy: slices.Clone(d.noisy), Clipped: slices.Clone(u.G), Decayed: slices.Clone(u.D),
		Rate: u.Rate, Used: u.Used, Next: slices.Clone(u.Next), State: d.stateNumbers(&sc, run, before),
	}
	for i, w := range s.W {
		s.Update = append(s.Update, s.Next[i]-w)
	}
	n.look(&s, sc.Batch, sc.Seed)
	return s, nil
}

// look fills in what the network makes of the points at the step's weights.
func (n *Net) look(s *NetStep, batch int, seed uint64) {
	e, held := network.NewEvaluator(&n.Shape, n.Train), network.NewEvaluator(&n.Shape, n.Held)
	s.Gradient, s.Computed = make([]float64, len(s.W)), make([]float64, len(s.W))
	e.Gradient(s.W, s.Gradient)
	s.Norms = n.Shape.LayerNorms(s.Gradient)
	s.Batch = slices.Clone(network.NewBatches(seed, len(n.Train.X), batch).At(s.K))
	if copy(s.Computed, s.Gradient); len(s.Batch) < len(n.Train.X) {
		e.BatchGradient(s.W, s.Computed, s.Batch)
	}
	s.Held = held.Value(s.W)
	data, _ := network.LookupData(n.Spec.Data)
	for i, set := range []*network.Set{n.Train, n.Held} {
		if s.Right[i] = math.NaN(); !data.Curve {
			out := make([]float64, len(set.X))
			e.Outputs(s.W, set.X, out)
			s.Right[i] = set.Right(out, n.Shape.Loss)
		}
	}
}

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
		return nil, errNoNet
	}
	if err := checkRun(sc, run); err != nil {
		return nil, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return nil, err
	}
	var it Iterate
	for len(rows) < n && d.next(&it) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if it.K >= from {
			rows = append(rows, slices.Clone(d.lastWeights()))
		}
	}
	if len(rows) == 0 {
		return nil, field.Refuse("k", strconv.Itoa(from), "no-iterate", "last", strconv.Itoa(it.K))
	}
	return rows, nil
}
