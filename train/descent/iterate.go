package descent

import (
	"downhill/landscape"
	"downhill/train/rule"
)

// Iterate is one point of a trajectory. K = 0 is the start, before any update.
type Iterate struct {
	K            int
	W            landscape.Point
	Loss         float64
	Grad         landscape.Point // the true gradient at W, before noise and clipping
	LearningRate float64         // η of the update that leaves W; NaN at the last iterate
}

// Finite reports whether each of its numbers is.
func (it *Iterate) Finite() bool {
	return rule.Finite(it.W.X) && rule.Finite(it.W.Y) && rule.Finite(it.Loss) && rule.Finite(it.Grad.X) && rule.Finite(it.Grad.Y)
}

// Trajectory is the iterates of one run.
type Trajectory []Iterate
