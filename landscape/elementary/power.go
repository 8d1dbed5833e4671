package elementary

import "math"

// Power is a^b: e^(b ln |a|), with the exponent to twice the digits. Zeros,
// infinities and what has no value are math.Pow's.
func Power(a, b float64) float64 {
	size := math.Abs(a)
	if !(size > 0 && size <= math.MaxFloat64 && math.Abs(b) <= math.MaxFloat64) || a == 1 || b == 0 {
		return math.Pow(a, b)
	}
	sign := 1.0
	if a < 0 {
		switch {
		case b != math.Trunc(b):
			return math.NaN()
		case math.Mod(b, 2) != 0:
			sign = -1
		}
	}
	h, l := logParts(size)
	p := float64(b * h)
	switch {
	case p > 710:
		return sign * math.Inf(1)
	case p < -746:
		return sign * 0
	}
	high, low, k := ExpParts(p, math.FMA(b, h, -p)+float64(b*l))
	return sign * scaled(high, low, k)
}
