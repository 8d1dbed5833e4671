package network

import (
	"math"

	"downhill/landscape/formula"
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
)

// Losses are all losses there are.
func Losses() []Loss { return []Loss{BCE, MSE} }

// lossOf is what a network needs of a loss, for one output z with target y.
type lossOf struct {
	value func(z, y float64) float64
	slope func(z, y float64) float64 // its derivative by z
	bend  func(z, y float64) float64 // the second one
}

// of is nil for no loss.
func (l Loss) of() *lossOf { return losses[l] }

var losses = map[Loss]*lossOf{
	BCE: {
		value: func(z, y float64) float64 { return max(z, 0) - z*y + math.Log1p(math.Exp(-math.Abs(z))) },
		slope: func(z, y float64) float64 { return formula.Sigmoid(z) - y },
		bend: func(z, _ float64) float64 {
			s := formula.Sigmoid(z)
			return s * (1 - s)
		},
	},
	MSE: {
		value: func(z, y float64) float64 { return (z - y) * (z - y) },
		slope: func(z, y float64) float64 { return 2 * (z - y) },
		bend:  func(_, _ float64) float64 { return 2 },
	},
}
