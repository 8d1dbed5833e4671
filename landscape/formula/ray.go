package formula

import (
	"math"

	"downhill/landscape/elementary"
)

// rayTerms is how many terms a series along a ray keeps.
const rayTerms = 10

// rayEnd is the order past which terms are dropped.
const rayEnd = 12.0

// pole is the order that stands for one larger than any other: of 1/0 on a ray
// that runs within a pole.
const pole = 1e6

// ray is the series of a function along a ray, c₁t^p₁ + c₂t^p₂ + … + O(t^end) for
// t from 0 up, with growing exponents, which need not be whole: a root at its tip is
// a multiple of t, and terms that cancel each other are gone.
type ray struct {
	n      int
	c, p   [rayTerms]float64
	end    float64 // +∞: nothing was dropped
	closed bool    // a failure: no such series
}

// fixed is a constant along a ray.
func fixed(c float64) ray {
	r := ray{end: math.Inf(1)}
	if c-c != 0 {
		return noRay
	}
	if c != 0 {
		r.n, r.c[0] = 1, c
	}
	return r
}

var noRay = ray{closed: true}

// lead is the lowest exponent; the series' end where it has no term.
func (r *ray) lead() float64 {
	if r.n == 0 {
		return r.end
	}
	return r.p[0]
}

// isZero reports whether the series is 0 itself, nothing dropped.
func (r *ray) isZero() bool { return r.n == 0 && math.IsInf(r.end, 1) }

// at is the coefficient of t^p.
func (r *ray) at(p float64) float64 {
	for i := range r.n {
		if sameOrder(r.p[i], p) {
			return r.c[i]
		}
	}
	return 0
}

func sameOrder(p, q float64) bool { return math.Abs(p-q) < 1e-9 }

// put adds c t^p. What cancels but for rounding is 0.
func (r *ray) put(c, p float64) {
	if c == 0 || p > r.end-1e-9 {
		return
	}
	i := r.n
	for i > 0 && r.p[i-1] > p-1e-9 {
		i--
	}
	if i < r.n && sameOrder(r.p[i], p) {
		sum := r.c[i] + c
		if p > 1e-9 && math.Abs(sum) < 1e-15*(math.Abs(c)+math.Abs(r.c[i])) {
			sum = 0
		}
		if r.c[i] = sum; sum == 0 {
			copy(r.c[i:], r.c[i+1:r.n])
			copy(r.p[i:], r.p[i+1:r.n])
			r.n--
		}
		return
	}
	if p > rayEnd {
		r.end = p
		return
	}
	if r.n == rayTerms {
		if i == rayTerms {
			r.end = p
			return
		}
		r.n--
		r.end = r.p[r.n]
	}
	copy(r.c[i+1:r.n+1], r.c[i:r.n])
	copy(r.p[i+1:r.n+1], r.p[i:r.n])
	r.c[i], r.p[i] = c, p
	r.n++
}

// cut drops the terms from an order on.
func (r *ray) cut(end float64) {
	r.end = min(r.end, end)
	for r.n > 0 && r.p[r.n-1] > r.end-1e-9 {
		r.n--
	}
}

func (r ray) plus(s ray) ray {
	if r.closed || s.closed {
		return noRay
	}
	r.cut(s.end)
	for i := range s.n {
		r.put(s.c[i], s.p[i])
	}
	return r
}

// times is k times the series, shifted by an order.
func (r ray) times(k, order float64) ray {
	if k == 0 {
		return fixed(0)
	}
	for i := range r.n {
		r.c[i] *= k
		r.p[i] += order
	}
	r.end += order
	return r
}

func (r ray) neg() ray { return r.times(-1, 0) }

func (r ray) mul(s ray) ray {
	switch {
	case r.closed || s.closed:
		return noRay
	case r.isZero() || s.isZero():
		return fixed(0)
	}
	product := ray{end: min(r.lead()+s.end, s.lead()+r.end)}
	for i := range r.n {
		for j := range s.n {
			p := r.p[i] + s.p[j]
			if p > product.end-1e-9 {
				break
			}
			product.put(r.c[i]*s.c[j], p)
		}
	}
	product.cut(product.end)
	return product
}

// pow is the series to a fixed power: c^k t^pk (1 + s)^k. Of a negative c only a
// whole power has a value.
func (r ray) pow(k float64) ray {
	switch {
	case r.closed:
		return noRay
	case r.isZero() && k > 0:
		return r
	case r.isZero() && k < 0:
		return ray{n: 1, c: [rayTerms]float64{1}, p: [rayTerms]float64{k * pole}, end: math.Inf(1)}
	case r.n == 0:
		return noRay
	}
	front := elementary.Power(r.c[0], k)
	if front-front != 0 || front == 0 {
		return noRay
	}
	order := r.p[0]
	s := r.times(1/r.c[0], -order)
	copy(s.c[:], s.c[1:s.n]) // the first term is 1
	copy(s.p[:], s.p[1:s.n])
	s.n--
	terms := taylor{1}
	for i := 1; i < len(terms); i++ {
		terms[i] = terms[i-1] * (k - float64(i-1)) / float64(i)
	}
	return terms.of(s).times(front, order*k)
}

// of is the Taylor series at 0 of a series without a constant.
func (t taylor) of(s ray) ray {
	if s.closed || s.n > 0 && s.p[0] < 1e-9 {
		return noRay
	}
	sum := fixed(t[len(t)-1])
	for i := len(t) - 2; i >= 0; i-- {
		sum = sum.mul(s).plus(fixed(t[i]))
	}
	if !s.isZero() {
		sum.cut(float64(len(t)) * s.lead())
	}
	return sum
}
