package elementary

import "math"

// Asin is the inverse sine. Near ±1 it follows from the angle of half the
// distance from there, which has all its digits.
func Asin(a float64) float64 {
	size := math.Abs(a)
	switch {
	case !(size <= 1): // NaN, too
		return math.NaN()
	case size <= 0.5:
		return a + float64(a*arcTail(float64(a*a)))
	}
	h, l := halfArc(size)
	// π/2 − 2(h + l), in parts
	high, rest := sumParts(math.Pi/2, -2*h)
	return math.Copysign(high+(rest+(6.123233995736766e-17-2*l)), a)
}

// Acos is the inverse cosine.
func Acos(a float64) float64 {
	switch {
	case !(math.Abs(a) <= 1):
		return math.NaN()
	case math.Abs(a) <= 0.5: // π/2 − asin a
		high, rest := sumParts(math.Pi/2, -a)
		return high + (rest + (6.123233995736766e-17 - float64(a*arcTail(float64(a*a)))))
	}
	h, l := halfArc(math.Abs(a))
	if a > 0 {
		return 2 * (h + l)
	}
	high, rest := sumParts(math.Pi, -2*h)
	return high + (rest + (2*6.123233995736766e-17 - 2*l))
}

// halfArc is asin √((1−a)/2), half the inverse cosine, as high + low.
func halfArc(a float64) (high, low float64) {
	s := (1 - a) / 2
	if s == 0 {
		return 0, 0
	}
	z := math.Sqrt(s)
	rest := math.FMA(-z, z, s) / (2 * z)
	return z, rest + float64(z*arcTail(s))
}

// arcTail is asin(√s)/√s − 1 for s from 0 to ¼, a Chebyshev interpolation.
func arcTail(s float64) float64 {
	p := 0.028757851367421566
	for _, c := range arcTerms {
		p = c + float64(s*p)
	}
	return float64(s * p)
}

var arcTerms = [...]float64{
	-0.014851887071247204, 0.01740087944269402, 0.005457506718640358, 0.01032281435018578, 0.011479177415184906,
	0.013971212973552933, 0.017352392720869973, 0.02237217294214989, 0.030381944138531247, 0.04464285714635543,
	0.07499999999998433, 0.16666666666666669,
}

// Atan2 is the angle of the point (x, y), y first, also where y/x underflows.
func Atan2(y, x float64) float64 {
	if x < 0 && y != 0 && y/x == 0 {
		return math.Copysign(math.Pi, y)
	}
	return math.Atan2(y, x)
}
