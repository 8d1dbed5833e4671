package descent

import "downhill/landscape"

// Iterate is one point of a trajectory. K = 0 is the start, before any update.
type Iterate struct {
	K            int
	W            landscape.Point
	Loss         float64
	Grad         landscape.Point // the true gradient at W, before noise and clipping
	LearningRate float64         // η of the update that leaves W; NaN at the last iterate
}

// Trajectory is the iterates of one run.
type Trajectory []Iterate
