package elementary

import (
	"math"
	"math/bits"
)

// Sine, cosine and tangent are math's wherever that keeps its digits. It loses them
// where a large argument is near a multiple of π/2, so that little is left of
// it, and for arguments past 2^29: there the argument is reduced here.

// Sin is the sine of a, in radians.
func Sin(a float64) float64 {
	r := math.Sin(a)
	if hasAllDigits(a, r) {
		return r
	}
	return sineOfTurns(a, 0)
}

// Cos is the cosine of a, in radians.
func Cos(a float64) float64 {
	r := math.Cos(a)
	if hasAllDigits(a, r) {
		return r
	}
	return sineOfTurns(a, 1)
}

// hasAllDigits reports whether math's sine or cosine r of a has all its digits; NaN
// counts as such.
func hasAllDigits(a, r float64) bool {
	size := math.Abs(a)
	return size < 1<<29 && math.Abs(r) > float64(size*1e-13) || size < 0.7 || !(size <= math.MaxFloat64)
}

// Tan is the tangent of a, in radians.
func Tan(a float64) float64 {
	r := math.Tan(a)
	if size := math.Abs(r); size > 1e-6 && size < 1e6 && math.Abs(a) < 1<<20 || a == 0 {
		return r
	}
	s, sl, c, cl := sinCos(a)
	return quotient(s, sl, c, cl)
}

// Cot is the cotangent of a, 1/tan a.
func Cot(a float64) float64 {
	if a == 0 {
		return 1 / a
	}
	s, sl, c, cl := sinCos(a)
	return quotient(c, cl, s, sl)
}

// Sec is the secant of a, 1/cos a.
func Sec(a float64) float64 {
	_, _, c, cl := sinCos(a)
	return quotient(1, 0, c, cl)
}

// Csc is the cosecant of a, 1/sin a.
func Csc(a float64) float64 {
	if a == 0 || math.Abs(a) < 0x1p-1022 {
		return 1 / a
	}
	s, sl, _, _ := sinCos(a)
	return quotient(1, 0, s, sl)
}

// quotient is (a + al)/(b + bl).
func quotient(a, al, b, bl float64) float64 {
	q := a / b
	return q + (math.FMA(-q, b, a)+(al-float64(q*bl)))/b
}

// sineOfTurns is the sine of a plus a number of quarter turns.
func sineOfTurns(a float64, quarters int) float64 {
	s, sl, c, cl := sinCos(a)
	if quarters == 1 {
		return c + cl
	}
	return s + sl
}

// sinCos is the sine and the cosine of a, each as a sum of two: Taylor series
// of what is left of a without its quarter turns.
func sinCos(a float64) (s, sl, c, cl float64) {
	if !(math.Abs(a) <= math.MaxFloat64) {
		return math.NaN(), 0, math.NaN(), 0
	}
	k, h, l := reduce(a)
	z := float64(h * h)
	p, q := 0.0, 0.0
	for i := len(sineTerms) - 1; i >= 0; i-- {
		p = sineTerms[i] + float64(z*p)
		q = cosineTerms[i] + float64(z*q)
	}
	s, sl = sumParts(h, float64(float64(h*z)*p)+float64(l*(1-z/2)))
	c, cl = sumParts(1, -z/2)
	cl += float64(float64(z*z)*q) - (math.FMA(h, h, -z)/2 + float64(h*l))
	c, cl = sumParts(c, cl)
	if k&1 != 0 {
		s, sl, c, cl = c, cl, -s, -sl
	}
	if k&2 != 0 {
		s, sl, c, cl = -s, -sl, -c, -cl
	}
	return s, sl, c, cl
}

// sineTerms are −1/3!, 1/5!, …, and cosineTerms 1/4!, −1/6!, ….
var (
	sineTerms = [...]float64{
		-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800,
		-1.0 / 1307674368000, 1.0 / 355687428096000, -1.0 / 121645100408832000,
	}
	cosineTerms = [...]float64{
		1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200,
		1.0 / 20922789888000, -1.0 / 6402373705728000, 1.0 / 2432902008176640000,
	}
)

// π/2 in three parts.
const (
	quarter     = 1.5707963267948966
	quarterRest = 6.123233995736766e-17
	quarterLast = -1.4973849048591698e-33
)

// reduce is a less k quarter turns, as h + l with |h| ≤ π/4; k is modulo 4.
func reduce(a float64) (k int, h, l float64) {
	if math.Abs(a) >= 1<<29 {
		return reduceLarge(a)
	}
	n := math.RoundToEven(a * (2 / math.Pi))
	t := math.FMA(-n, quarter, a) // exact
	p := float64(n * quarterRest)
	rest := math.FMA(n, quarterRest, -p)
	h = t - p
	back := t - h
	l = ((t - (h + back)) + (back - p)) - rest - float64(n*quarterLast)
	h, l = sumParts(h, l)
	return int(int64(n) & 3), h, l
}

// reduceLarge is reduce by as many bits of 2/π as decide it (Payne and Hanek
// 1983): of a = m 2^e, those that make whole turns are left out.
func reduceLarge(a float64) (k int, h, l float64) {
	fraction, e := math.Frexp(math.Abs(a))
	m := uint64(fraction * (1 << 53))
	e -= 53
	word := max(0, (e-2)/64)
	if e < 2 {
		word = 0
	}
	point := 256 - (e - 64*word) // the place of the binary point in m times four words
	var product [6]uint64        // lowest first; the last stays 0
	carry := uint64(0)
	for i := range 4 {
		high, low := bits.Mul64(m, twoOverPi[word+3-i])
		var over uint64
		product[i], over = bits.Add64(low, carry, 0)
		carry = high + over
	}
	product[4] = carry
	from := func(place int) uint64 { // 64 bits from a place up
		w, b := place>>6, uint(place&63)
		r := product[w] >> b
		if b > 0 && w+1 < len(product) {
			r |= product[w+1] << (64 - b)
		}
		return r
	}
	k = int(from(point) & 3)
	high, low := from(point-64), from(point-128)
	sign := 1.0
	if high>>63 != 0 { // past the middle: from the next quarter back
		k, sign = k+1, -1
		var borrow uint64
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
	}
	n := bits.LeadingZeros64(high)
	high, low = high<<n|low>>(64-n), low<<n
	x := math.Ldexp(float64(high>>11), -53-n)
	xl := math.Ldexp(float64(high<<53|low>>11), -53-n-64)
	h, l = timesParts(x, xl, quarter, quarterRest)
	if a < 0 {
		k, sign = -k, -sign
	}
	h, l = sumParts(h, l)
	return k & 3, sign * h, sign * l
}

// twoOverPi are the first 1280 bits of 2/π.
var twoOverPi = [...]uint64{
	0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
	0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
	0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
	0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
	0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
}
