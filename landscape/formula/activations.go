package formula

import "math"

// The functions that a formula knows and a network's neurons use, for many
// numbers at once: the same bits as in a formula. dst may be z.

// Tanhs sets dst[i] to tanh z[i].
func Tanhs(dst, z []float64) {
	dst = dst[:len(z)]
	for i, v := range z {
		dst[i] = math.Tanh(v)
	}
}

// Sigmoids sets dst[i] to 1/(1+e^−z[i]).
func Sigmoids(dst, z []float64) {
	dst = dst[:len(z)]
	for i, v := range z {
		dst[i] = sigmoid(v)
	}
}

// ReLUs sets dst[i] to z[i] where that is positive, else to 0.
func ReLUs(dst, z []float64) {
	dst = dst[:len(z)]
	for i, v := range z {
		dst[i] = relu(v)
	}
}

// Sigmoid is 1/(1+e^−a), without overflow.
func Sigmoid(a float64) float64 { return sigmoid(a) }
