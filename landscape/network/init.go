package network

import (
	"math"
	"math/rand/v2"
)

// Init is how weights are drawn before the first step, by its id. Biases are 0.
type Init string

const (
	Xavier Init = "xavier" // uniform within ±√(6/(in + out)): Glorot & Bengio 2010
	He     Init = "he"     // Gaussian, σ = √(2/in): He et al. 2015
	Small  Init = "small"  // Gaussian, σ = 0.01
	Large  Init = "large"  // Gaussian, σ = 2
	Zero   Init = "zero"   // all 0: no neuron ever differs from its neighbour
)

// Inits are all initialisations there are.
func Inits() []Init { return []Init{Xavier, He, Small, Large, Zero} }

// Initial draws a network's weights by seed; nil for no initialisation.
func (n *Net) Initial(by Init, seed uint64) []float64 {
	draw, ok := inits[by]
	if !ok {
		return nil
	}
	w, r := make([]float64, n.Weights()), rand.New(rand.NewPCG(seed, streamWeights))
	for l := range n.Layers() {
		layer := n.Layer(l)
		for o := range layer.Out {
			row := layer.Row(w, o)
			for i := range row {
				row[i] = draw(r, layer)
			}
		}
	}
	return w
}

var inits = map[Init]func(*rand.Rand, Layer) float64{
	Xavier: func(r *rand.Rand, l Layer) float64 {
		return math.Sqrt(6/float64(l.In+l.Out)) * (2*r.Float64() - 1)
	},
	He:    func(r *rand.Rand, l Layer) float64 { return math.Sqrt(2/float64(l.In)) * r.NormFloat64() },
	Small: func(r *rand.Rand, _ Layer) float64 { return 0.01 * r.NormFloat64() },
	Large: func(r *rand.Rand, _ Layer) float64 { return 2 * r.NormFloat64() },
	Zero:  func(*rand.Rand, Layer) float64 { return 0 },
}
