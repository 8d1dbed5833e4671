package network

import (
	"math"

	"downhill/landscape/elementary"
)

// Loss is how wrong a network's outputs are, by its id: a mean over all points,
// and over all outputs where there are several.
type Loss string

const (
	// BCE is the binary cross-entropy of an output z as a logit, whose target y
	// is 0 or 1: max(z, 0) − z·y + ln(1 + e^−|z|), PyTorch's BCEWithLogitsLoss.
	BCE Loss = "bce"
	// MSE is (z − y)², without a half: PyTorch's MSELoss.
	MSE Loss = "mse"

	// SigmoidMSE is (σ(z) − y)², that of a saturating output neuron, and HalfMSE
	// (z − y)²/2: those of networks that are a landscape by themselves. See Whole.
	SigmoidMSE Loss = "sigmoid-mse"
	HalfMSE    Loss = "half-mse"
)

// Losses are those that a network can be given.
func Losses() []Loss { return []Loss{BCE, MSE} }

// lossOf is what a network needs of a loss, for one output z with target y.
type lossOf struct {
	value func(z, y float64) float64
	slope func(z, y float64) float64 // its derivative by z
	bend  func(z, y float64) float64 // the second one

	// The same for many outputs at once, to the last bit; nil where that is no faster.
	values, slopes func(dst, z, y []float64)
}

// add adds the losses of many outputs to sum, one after the other; memory is as long.
func (l *lossOf) add(sum float64, memory, z, y []float64) float64 {
	if l.values == nil {
		for s, v := range z {
			sum += l.value(v, y[s])
		}
		return sum
	}
	l.values(memory, z, y)
	for _, v := range memory[:len(z)] {
		sum += v
	}
	return sum
}

// setSlopes sets dst to the slopes of many outputs, each times share.
func (l *lossOf) setSlopes(dst, z, y []float64, share float64) {
	if l.slopes == nil {
		for s, v := range z {
			dst[s] = share * l.slope(v, y[s])
		}
		return
	}
	l.slopes(dst, z, y)
	for s := range z {
		dst[s] *= share
	}
}

// of is nil for no loss.
func (l Loss) of() *lossOf { return losses[l] }

var losses = map[Loss]*lossOf{
	BCE: {
		value: func(z, y float64) float64 { return max(z, 0) - z*y + math.Log1p(math.Exp(-math.Abs(z))) },
		slope: func(z, y float64) float64 { return elementary.Sigmoid(z) - y },
		bend: func(z, _ float64) float64 {
			s := elementary.Sigmoid(z)
			return s * (1 - s)
		},
		values: func(dst, z, y []float64) {
			dst = dst[:len(z)]
			elementary.Decays(dst, z)
			elementary.Log1ps(dst, dst)
			for s, v := range z {
				dst[s] += max(v, 0) - v*y[s]
			}
		},
		slopes: func(dst, z, y []float64) {
			elementary.Sigmoids(dst[:len(z)], z)
			for s := range z {
				dst[s] -= y[s]
			}
		},
	},
	MSE: {
		value: func(z, y float64) float64 { return (z - y) * (z - y) },
		slope: func(z, y float64) float64 { return 2 * (z - y) },
		bend:  func(_, _ float64) float64 { return 2 },
	},
	SigmoidMSE: {
		value: func(z, y float64) float64 {
			e := elementary.Sigmoid(z) - y
			return e * e
		},
		slope: func(z, y float64) float64 {
			s := elementary.Sigmoid(z)
			return 2 * (s - y) * (s * (1 - s))
		},
		bend: func(z, y float64) float64 {
			s := elementary.Sigmoid(z)
			d := s * (1 - s)
			return 2 * (d*d + (s-y)*d*(1-2*s))
		},
	},
	HalfMSE: {
		value: func(z, y float64) float64 { return (z - y) * (z - y) / 2 },
		slope: func(z, y float64) float64 { return z - y },
		bend:  func(_, _ float64) float64 { return 1 },
	},
}
