package formula

import "math"

// Eigenvalues are those of the symmetric matrix [[xx, xy], [xy, yy]], such as a
// Hessian, the larger first. They are NaN where an entry is.
func Eigenvalues(xx, xy, yy float64) (largest, smallest float64) {
	mean := xx/2 + yy/2
	radius := math.Hypot(xx/2-yy/2, xy)
	return mean + radius, mean - radius
}

// Eigenvector is the unit eigenvector of such a matrix for its larger eigenvalue,
// from the smaller one; the one for the smaller is at right angles to it. Where the
// two are equal it is (1, 0).
//
// (H − λI)·(1, 0) and (H − λI)·(0, 1), with the smaller λ, both point along it; the
// longer one has lost fewer digits.
func Eigenvector(xx, xy, yy, smallest float64) (x, y float64) {
	x, y = xx-smallest, xy
	if yy > xx {
		x, y = xy, yy-smallest
	}
	if n := math.Hypot(x, y); n > 0 {
		return x / n, y / n
	}
	return 1, 0
}

// Determinant is that of such a matrix.
func Determinant(xx, xy, yy float64) float64 { return xx*yy - xy*xy }

// Solve finds the d for which such a matrix times d is g, by Cramer's rule.
func Solve(xx, xy, yy, gx, gy float64) (dx, dy float64) {
	det := Determinant(xx, xy, yy)
	return (yy*gx - xy*gy) / det, (xx*gy - xy*gx) / det
}
