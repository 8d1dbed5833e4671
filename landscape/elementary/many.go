package elementary

import "math"

// The functions that losses use most, of many numbers at once: the same bits as of one,
// with one call a number less. What is usual of them is math's. dst may be a.

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
