package landscape

import "downhill/landscape/formula"

// Eigenvalues are those of the Hessian [[xx, xy], [xy, yy]], the larger first: the
// largest and the smallest curvature. They are NaN where an entry is.
func Eigenvalues(xx, xy, yy float64) (largest, smallest float64) {
	return formula.Eigenvalues(xx, xy, yy)
}

// CriticalRate is 2/λ for the largest eigenvalue λ of the Hessian: the rate
// above which plain gradient descent can't settle at that point. ok is false
// where the surface does not curve upwards (λ ≤ 0, or not a number).
func CriticalRate(largest float64) (rate float64, ok bool) {
	if !(largest > 0) {
		return 0, false
	}
	return 2 / largest, true
}
