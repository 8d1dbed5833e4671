package train

import (
	"context"

	"downhill/landscape/network"
	"downhill/train/descent"
)

// NetNorms are how long the gradient of a network's training loss is in each layer, at
// some steps of a run.
type NetNorms struct {
	K     []int
	Norms [][]float64 // by step, then by layer
}

// NormsOfNet are those of at most n iterates of a run, evenly spread from its start on.
// Its error is WeightRows's.
func NormsOfNet(ctx context.Context, sc Scenario, run, n int) (NetNorms, error) {
	var found NetNorms
	if !sc.Learns() {
		return found, ErrNoNet
	}
	if err := checkRun(sc, run); err != nil {
		return found, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return found, err
	}
	norms := sc.layerNorms()
	each := (sc.Steps + n) / n
	var it descent.Iterate
	for d.Next(&it) {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		if it.K%each != 0 {
			continue
		}
		found.K, found.Norms = append(found.K, it.K), append(found.Norms, norms(d.LastWeights()))
	}
	return found, nil
}

// layerNorms makes what tells the lengths at some weights. Of a network whose layers
// share weights, each has the gradient of its own.
func (sc *Scenario) layerNorms() func(w []float64) []float64 {
	if whole := sc.Surface.Network; whole != nil {
		return func(w []float64) []float64 { return whole.LayerNorms(whole.Untied(w)) }
	}
	net := sc.Net()
	e, g := network.NewEvaluator(&net.Shape, net.Train), make([]float64, len(net.Initial))
	return func(w []float64) []float64 {
		e.Gradient(w, g)
		return net.Shape.LayerNorms(g)
	}
}
