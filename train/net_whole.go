package train

import (
	"errors"

	"downhill/landscape/network"
	"downhill/train/nets"
)

// Net is the network that a scenario trains; nil where it descends a surface of two
// weights.
func (sc *Scenario) Net() *nets.Net {
	n, _ := sc.Surface.Loss.(*nets.Net)
	return n
}

// ErrNoNet is the error of who asks for what only networks have.
var ErrNoNet = errors.New("the scenario trains no network")

// BatchAt is the training points that step k of every run uses, by their numbers.
func BatchAt(sc Scenario, k int) ([]int, error) {
	if !sc.Learns() {
		return nil, ErrNoNet
	}
	return network.NewBatches(sc.Seed, len(sc.TrainingSet().X), sc.Batch).At(k), nil
}

// Learns reports whether the scenario trains a network: one that is drawn on a plane,
// or one whose whole landscape its surface is.
func (sc *Scenario) Learns() bool { return sc.Net() != nil || sc.Surface.Network != nil }

// TrainingSet is what the scenario's network learns from; it must have one.
func (sc *Scenario) TrainingSet() *network.Set {
	if whole := sc.Surface.Network; whole != nil {
		return &whole.Set
	}
	return sc.Net().Train
}

// HeldSet is what is held out from it: nothing where its surface is the whole landscape.
func (sc *Scenario) HeldSet() *network.Set {
	if n := sc.Net(); n != nil {
		return n.Held
	}
	return &network.Set{X: [][]float64{}, Y: []float64{}}
}

// InitialWeights are the weights that each of its runs starts from: a network's, or
// those of its surface.
func (sc *Scenario) InitialWeights() []float64 {
	if n := sc.Net(); n != nil {
		return n.Initial
	}
	return sc.Surface.WeightsAt(sc.Start)
}

// PassAt is what a training point makes of the scenario's network with weights w,
// forward layer by layer and backward by the chain rule.
func (sc *Scenario) PassAt(w []float64, point int) network.Pass {
	if whole := sc.Surface.Network; whole != nil {
		return whole.Pass(w, point)
	}
	return sc.Net().Pass(w, point)
}
