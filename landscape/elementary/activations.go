package elementary

import "math"

// What a network's neurons use, of many numbers at once: the same bits as of one. dst may
// be z.

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
		dst[i] = Sigmoid(v)
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
		dst[i] = ReLU(v)
	}
}

// Sigmoid is 1/(1+e^−a), in two branches so that e^ never overflows.
func Sigmoid(a float64) float64 {
	if a >= 0 {
		return 1 / (1 + Exp(-a))
	}
	t := Exp(a)
	return t / (1 + t)
}

// Softplus is ln(1+e^a), without overflow.
func Softplus(a float64) float64 { return max(a, 0) + math.Log1p(Exp(-math.Abs(a))) }

// ReLU is a where a is positive, else 0.
func ReLU(a float64) float64 {
	if a < 0 {
		return 0
	}
	return a // NaN stays
}
