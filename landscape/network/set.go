package network

import "math"

// Set is points that a network learns from, or is tried on: X[s] is what goes in
// for point s, Y its targets, one after the other (one for a point, where a
// network has one output).
type Set struct {
	X [][]float64 `json:"x"`
	Y []float64   `json:"y"`
}

// target is what point s should give.
func (s *Set) target(i, outputs int) []float64 { return s.Y[i*outputs : (i+1)*outputs] }

// Constant is the lowest loss that a network has which gives the same answer for every
// point: for classes the loss of guessing.
func (s *Set) Constant(loss Loss) float64 {
	mean, sum := 0.0, 0.0
	for _, y := range s.Y {
		mean += y / float64(len(s.Y))
	}
	if loss == BCE {
		return entropy(mean) + entropy(1-mean)
	}
	for _, y := range s.Y {
		sum += (y - mean) * (y - mean)
	}
	return sum / float64(len(s.Y))
}

// entropy is −p·ln p, 0 at both ends.
func entropy(p float64) float64 {
	if p <= 0 {
		return 0
	}
	return -p * math.Log(p)
}

// Right is the share of the points whose class a network with these outputs tells:
// a logit tells 1 above 0, a fitted value above ½.
func (s *Set) Right(outputs []float64, loss Loss) float64 {
	border := 0.0
	if loss == MSE {
		border = 0.5
	}
	right := 0
	for i, z := range outputs {
		if z > border == (s.Y[i] > 0.5) {
			right++
		}
	}
	return float64(right) / float64(len(s.Y))
}
