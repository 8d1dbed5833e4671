//go:build !amd64

package formula

import "downhill/landscape/formula/op"

// vector computes an operation several numbers at once; here it has no such
// kernels.
func vector(o op.Op, dst, a, b, c, d *[blockLen]float64, k float64, n int) bool { return false }

// anyZero reports whether one of n numbers is 0.
func anyZero(a *[blockLen]float64, n int) bool { return anyZeroLoop(a, n) }

// copyOut copies a block's numbers out and reports whether they are all finite.
func copyOut(dst []float64, a *[blockLen]float64) bool { return copyOutLoop(dst, a) }
