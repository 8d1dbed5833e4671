//go:build !amd64

package elementary

// Tanhs sets dst[i] to tanh z[i]. dst may be z.
func Tanhs(dst, z []float64) { tanhLoop(dst, z) }

// Sigmoids sets dst[i] to 1/(1+e^−z[i]). dst may be z.
func Sigmoids(dst, z []float64) { sigmoidLoop(dst, z) }

// Decays sets dst[i] to e^−|z[i]|. dst may be z.
func Decays(dst, z []float64) { decayLoop(dst, z) }

// Log1ps sets dst[i] to ln(1 + x[i]). dst may be x.
func Log1ps(dst, x []float64) { log1pLoop(dst, x) }
