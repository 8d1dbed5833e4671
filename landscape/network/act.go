package network

import "downhill/landscape/elementary"

// Act is the activation of a network's hidden neurons, by its id.
type Act string

const (
	Tanh    Act = "tanh"
	Sigmoid Act = "sigmoid"
	ReLU    Act = "relu"
	Linear  Act = "linear"
)

// Acts are all activations there are.
func Acts() []Act { return []Act{Tanh, Sigmoid, ReLU, Linear} }

// activation is what a network needs of one. Its slopes are told by its values
// alone, so that what went in need not be kept.
type activation struct {
	values func(dst, z []float64)     // dst[i] = act(z[i]); they may be the same
	slope  func(a float64) float64    // act' where act is a
	bend   func(a float64) float64    // act″ there
	chain  func(delta, act []float64) // delta[i] *= act' where act is act[i]
}

// of is nil for no activation.
func (a Act) of() *activation { return activations[a] }

var activations = map[Act]*activation{
	Tanh: {
		values: elementary.Tanhs,
		slope:  func(a float64) float64 { return (1 - a) * (1 + a) },
		bend:   func(a float64) float64 { return -2 * a * ((1 - a) * (1 + a)) },
		chain:  tanhChain,
	},
	Sigmoid: {
		values: elementary.Sigmoids,
		slope:  func(a float64) float64 { return a * (1 - a) },
		bend:   func(a float64) float64 { return a * (1 - a) * (1 - 2*a) },
		chain:  sigmoidChain,
	},
	// ReLU's slope at its kink is 0, as PyTorch's.
	ReLU: {
		values: elementary.ReLUs,
		slope:  positive,
		bend:   func(float64) float64 { return 0 },
		chain:  reluChain,
	},
	Linear: {
		values: func(dst, z []float64) { copy(dst, z) },
		slope:  func(float64) float64 { return 1 },
		bend:   func(float64) float64 { return 0 },
		chain:  func(delta, act []float64) {},
	},
}

func positive(a float64) float64 {
	if a > 0 {
		return 1
	}
	return 0
}
