package formula

import "math"

// usualLoop is loop for the functions that losses use most, with one call an
// element less than the others; false for those. What is usual of exp, sin and
// cos is math's, the rest is in exp, turned and kept.
func usualLoop(o op, dst []float64, a, b *[blockLen]float64) bool {
	switch o {
	case opExp:
		for i := range dst {
			if v := a[i]; v > -708 && v < 709 {
				dst[i] = math.Exp(v)
			} else {
				dst[i] = expEdge(v)
			}
		}
	case opSin:
		for i := range dst {
			v := a[i]
			r := math.Sin(v)
			if !hasAllDigits(v, r) {
				r = sineOfTurns(v, 0)
			}
			dst[i] = r
		}
	case opCos:
		for i := range dst {
			v := a[i]
			r := math.Cos(v)
			if !hasAllDigits(v, r) {
				r = sineOfTurns(v, 1)
			}
			dst[i] = r
		}
	case opOver0:
		for i := range dst {
			q := a[i] / b[i]
			if b[i] == 0 {
				q = 0
			}
			dst[i] = q
		}
	default:
		return false
	}
	return true
}
