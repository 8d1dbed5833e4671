package network

import (
	"errors"
	"fmt"
)

// The bounds of a network.
const (
	MaxLayers  = 8
	MaxWeights = 2000
)

// Net is the shape of a multilayer perceptron, and its loss.
type Net struct {
	// Units are how many numbers go in, then how many neurons each layer has:
	// 2,16,16,1 has three layers.
	Units []int
	Act   Act // of all layers but the last, which is linear
	Loss  Loss
}

// Check says what is wrong with the shape.
func (n *Net) Check() error {
	if len(n.Units) < 2 || len(n.Units) > MaxLayers+1 {
		return fmt.Errorf("%d numbers of units: a network has 1 to %d layers, beside its inputs", len(n.Units), MaxLayers)
	}
	for _, u := range n.Units {
		if u < 1 || u > MaxWeights {
			return fmt.Errorf("%d units: a layer has at least 1 and at most %d", u, MaxWeights)
		}
	}
	if w := n.Weights(); w > MaxWeights {
		return fmt.Errorf("%d weights: a network has at most %d", w, MaxWeights)
	}
	if n.Act.of() == nil || n.Loss.of() == nil {
		return errors.New("no such activation or loss")
	}
	return nil
}

// Layers counts the layers of weights.
func (n *Net) Layers() int { return len(n.Units) - 1 }

// Weights counts the weights, biases included.
func (n *Net) Weights() int {
	sum := 0
	for l := range n.Layers() {
		sum += n.Layer(l).Size()
	}
	return sum
}

// Inputs and Outputs are how many numbers go in and come out.
func (n *Net) Inputs() int  { return n.Units[0] }
func (n *Net) Outputs() int { return n.Units[n.Layers()] }

// Layer is where the weights of layer l lie, the first being 0.
func (n *Net) Layer(l int) Layer {
	at := Layer{In: n.Units[l], Out: n.Units[l+1]}
	for i := range l {
		at.From += (n.Units[i] + 1) * n.Units[i+1]
	}
	return at
}

// LayerNorms are the lengths of what a vector of all weights, such as a gradient,
// has in each layer.
func (n *Net) LayerNorms(v []float64) []float64 {
	norms := make([]float64, n.Layers())
	for l := range norms {
		layer := n.Layer(l)
		norms[l] = norm(v[layer.From : layer.From+layer.Size()])
	}
	return norms
}

// Layer is the place of a layer's weights in the vector of all: first the matrix
// row by row, a row being the weights into one neuron, then the biases.
type Layer struct{ From, In, Out int }

// Size counts the layer's weights.
func (l Layer) Size() int { return (l.In + 1) * l.Out }

// Row is the weights into neuron o.
func (l Layer) Row(w []float64, o int) []float64 {
	from := l.From + o*l.In
	return w[from : from+l.In : from+l.In]
}

// Biases are the layer's biases.
func (l Layer) Biases(w []float64) []float64 {
	from := l.From + l.In*l.Out
	return w[from : from+l.Out : from+l.Out]
}
