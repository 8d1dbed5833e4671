package elementary

import "math"

// These are the functions that losses use most, each of many numbers at once. Their
// results have the same bits as those of Exp, Sin and Cos, but a number costs one call less:
// where package math gives all digits its function is called here, in the loop, and
// elsewhere the slower one of this package. dst and a may be one slice.

// Exps sets dst[i] to e^a[i].
func Exps(dst, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		if v > -708 && v < 709 {
			dst[i] = math.Exp(v)
		} else {
			dst[i] = expEdge(v)
		}
	}
}

// Sins sets dst[i] to sin a[i].
func Sins(dst, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		r := math.Sin(v)
		if !hasAllDigits(v, r) {
			r = sineOfTurns(v, 0)
		}
		dst[i] = r
	}
}

// Coses sets dst[i] to cos a[i].
func Coses(dst, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		r := math.Cos(v)
		if !hasAllDigits(v, r) {
			r = sineOfTurns(v, 1)
		}
		dst[i] = r
	}
}
