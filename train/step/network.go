package step

import (
	"context"
	"math"
	"slices"

	"downhill/landscape/network"
	"downhill/train"
	"downhill/train/nets"
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

// OfNet is update k of a network's run, which is made again from its start. The
// error, a *field.Error, says that there is no such run or update; or it is ctx's.
func OfNet(ctx context.Context, sc train.Scenario, run, k int) (NetStep, error) {
	n := sc.Net()
	if n == nil {
		return NetStep{}, train.ErrNoNet
	}
	u, err := train.TakenAt(ctx, sc, run, k)
	if err != nil {
		return NetStep{}, err
	}
	s := NetStep{
		Run: run, K: k, W: u.W, Loss: u.At.Loss,
		Noisy: u.Noisy, Clipped: u.G, Decayed: u.D,
		Rate: u.Rate, Used: u.Used, Next: u.Next, State: stateNumbers(u),
	}
	for i, w := range s.W {
		s.Update = append(s.Update, s.Next[i]-w)
	}
	s.look(n, sc.Batch, sc.Seed)
	return s, nil
}

// look fills in what the network makes of the points at the step's weights.
func (s *NetStep) look(n *nets.Net, batch int, seed uint64) {
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
