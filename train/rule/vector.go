package rule

import "math"

// Dot is the scalar product of two vectors of one length.
func Dot(a, b []float64) float64 {
	sum := a[0] * b[0]
	for i := 1; i < len(a); i++ {
		sum += a[i] * b[i]
	}
	return sum
}

// Norm is the length of v, without overflow or underflow on the way.
func Norm(v []float64) float64 {
	if len(v) == 2 {
		return math.Hypot(v[0], v[1])
	}
	largest := Largest(v)
	if largest == 0 || !Finite(largest) {
		return largest
	}
	sum := 0.0
	for _, x := range v {
		x /= largest
		sum += x * x
	}
	return largest * math.Sqrt(sum)
}

// Largest is the largest |v_i|; NaN where one is none.
func Largest(v []float64) float64 {
	largest := 0.0
	for _, x := range v {
		largest = max(largest, math.Abs(x))
	}
	return largest
}

// sumOf is Σ|v_i|.
func sumOf(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += math.Abs(x)
	}
	return sum
}

// addScaled sets p to w + t·d.
func addScaled(p, w []float64, t float64, d []float64) {
	for i := range p {
		p[i] = w[i] + t*d[i]
	}
}

// Scale multiplies v by a number.
func Scale(v []float64, by float64) {
	for i := range v {
		v[i] *= by
	}
}

// difference sets to to a − b.
func difference(to, a, b []float64) {
	for i := range to {
		to[i] = a[i] - b[i]
	}
}

// isZero reports whether all components of v are 0.
func isZero(v []float64) bool {
	for _, x := range v {
		if x != 0 {
			return false
		}
	}
	return true
}

// Finite reports whether v is a number: neither infinite nor NaN.
func Finite(v float64) bool { return v-v == 0 }

// Apart is ‖a − b‖.
func Apart(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		d := v - b[i]
		sum += d * d
	}
	return math.Sqrt(sum)
}
