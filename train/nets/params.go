package nets

import (
	"downhill/landscape/network"
	"downhill/train/rule"
)

// The bounds of a network's layers and weights.
const (
	MaxLayers  = network.MaxLayers
	MaxWeights = network.MaxWeights
)

// DataKind is a kind of data with some of its points: an input, the second (0 where
// there is none), and what they should give.
type DataKind struct {
	ID     string
	Inputs int
	Curve  bool
	Noise  float64
	Size   int
	Points [][3]float64
}

// DataKinds are all kinds of data, with n points each.
func DataKinds(n int) (all []DataKind, err error) {
	for _, d := range network.AllData() {
		set, _, err := d.Make(1, n, d.Noise)
		if err != nil {
			return nil, err
		}
		kind := DataKind{ID: d.ID, Inputs: d.Inputs, Curve: d.Curve, Noise: d.Noise, Size: d.Size}
		for i, x := range set.X {
			point := [3]float64{x[0], 0, set.Y[i]}
			if len(x) > 1 {
				point[1] = x[1]
			}
			kind.Points = append(kind.Points, point)
		}
		all = append(all, kind)
	}
	return all, nil
}

// Params are the keys of a network as parameters, for the controls that they are
// set by; what depends on the data has the default of the first kind.
func Params() []rule.Param {
	first := network.AllData()[0]
	return []rule.Param{
		{Key: "data", Meaning: "what is learned", Kind: rule.Choice, Choices: DataIDs(), Max: float64(len(DataIDs()) - 1)},
		{Key: "data.noise", Meaning: "how far the points are off their law", Kind: rule.Number, Default: first.Noise, Max: network.MaxNoise},
		{Key: "data.size", Meaning: "how many points the training set has", Kind: rule.Integer, Default: float64(first.Size), Min: network.MinSize, Max: network.MaxSize},
		wordParam("act", "what bends each neuron's sum", network.Acts()),
		wordParam("loss", "what is to become small", network.Losses()),
		wordParam("init", "how the first weights are drawn", network.Inits()),
	}
}

func wordParam[W ~string](key, meaning string, words []W) rule.Param {
	p := rule.Param{Key: key, Meaning: meaning, Kind: rule.Choice, Max: float64(len(words) - 1)}
	for _, w := range words {
		p.Choices = append(p.Choices, string(w))
	}
	return p
}
