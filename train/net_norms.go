package train

import (
	"context"

	"downhill/landscape/network"
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
	if sc.Net() == nil {
		return found, errNoNet
	}
	if err := checkRun(sc, run); err != nil {
		return found, err
	}
	d, err := newDescent(&sc, run)
	if err != nil {
		return found, err
	}
	net := sc.Net()
	e, g := network.NewEvaluator(&net.Shape, net.Train), make([]float64, len(net.Initial))
	each := (sc.Steps + n) / n
	var it Iterate
	for d.next(&it) {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		if it.K%each != 0 {
			continue
		}
		e.Gradient(d.lastWeights(), g)
		found.K, found.Norms = append(found.K, it.K), append(found.Norms, net.Shape.LayerNorms(g))
	}
	return found, nil
}
