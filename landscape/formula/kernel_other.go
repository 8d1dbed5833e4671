//go:build !amd64

package formula

// vector computes an operation several numbers at once; here it has no such
// kernels.
func vector(o op, dst, a, b, c, d *[blockLen]float64, k float64, n int) bool { return false }
