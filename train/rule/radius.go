package rule

import "math"

// spectralRadius is the size of the largest root of z² − trace·z + determinant:
// the spectral radius of a 2 × 2 matrix of this trace and determinant.
func spectralRadius(trace, determinant float64) float64 {
	half := trace / 2
	if inside := half*half - determinant; inside >= 0 {
		return math.Abs(half) + math.Sqrt(inside)
	}
	return math.Sqrt(determinant) // two roots of one size
}
