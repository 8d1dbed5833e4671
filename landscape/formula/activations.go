package formula

import "math"

// The functions that a formula knows and a network's neurons use, for many
// numbers at once: the same bits as in a formula. dst may be z.

// tanhLoop is Tanhs without a kernel.
func tanhLoop(dst, z []float64) {
	dst = dst[:len(z)]
	for i, v := range z {
		dst[i] = math.Tanh(v)
	}
}

// sigmoidLoop is Sigmoids without a kernel.
func sigmoidLoop(dst, z []float64) {
	dst = dst[:len(z)]
	for i, v := range z {
		dst[i] = sigmoid(v)
	}
}

// decayLoop is Decays without a kernel.
func decayLoop(dst, z []float64) {
	dst = dst[:len(z)]
	for i, v := range z {
		dst[i] = math.Exp(-math.Abs(v))
	}
}

// log1pLoop is Log1ps without a kernel.
func log1pLoop(dst, x []float64) {
	dst = dst[:len(x)]
	for i, v := range x {
		dst[i] = math.Log1p(v)
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
