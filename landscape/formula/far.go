package formula

import "math"

// far is a number m 2^e whose exponent does not overflow: m is 0, not finite, or
// from ½ to 1 in size. Where e^800 stands above and below a fraction bar, an
// ordinary number is infinite, and the quotient has no value.
type far struct{ m, e float64 }

// farthest bounds e, so that exponents may be added.
const farthest = 1e300

func farOf(v float64) far { return far{v, 0}.trim() }

// trim brings m back to from ½ to 1.
func (a far) trim() far {
	if a.m == 0 || a.m-a.m != 0 {
		return far{a.m, 0}
	}
	m, e := math.Frexp(a.m)
	return far{m, min(max(a.e+float64(e), -farthest), farthest)}
}

// float is the nearest ordinary number: infinite, or 0, where there is none.
func (a far) float() float64 {
	switch {
	case a.e > 2000:
		return a.m * math.Inf(1)
	case a.e < -2000:
		return a.m * 0
	}
	return math.Ldexp(a.m, int(a.e))
}

func (a far) neg() far { return far{-a.m, a.e} }

func (a far) abs() far { return far{math.Abs(a.m), a.e} }

// scale is a 2^n.
func (a far) scale(n float64) far { return far{a.m, a.e + n}.trim() }

func (a far) mul(b far) far { return far{a.m * b.m, a.e + b.e}.trim() }

func (a far) div(b far) far { return far{a.m / b.m, a.e - b.e}.trim() }

func (a far) add(b far) far {
	switch {
	case a.m == 0 || b.m-b.m != 0:
		return far{a.m + b.m, b.e}.trim()
	case b.m == 0 || a.m-a.m != 0:
		return far{a.m + b.m, a.e}.trim()
	case a.e < b.e:
		a, b = b, a
	}
	return far{a.m + math.Ldexp(b.m, int(max(b.e-a.e, -200))), a.e}.trim()
}

func (a far) sub(b far) far { return a.add(b.neg()) }

// compare is the sign of a − b; NaN if either is.
func (a far) compare(b far) float64 {
	if math.IsInf(a.m, 0) && a.m == b.m {
		return 0
	}
	return sign(a.sub(b).m)
}

// root is √a, or the cube root.
func (a far) root(n float64) far {
	rest := math.Mod(a.e, n)
	m := math.Ldexp(a.m, int(rest))
	if n == 2 {
		return far{math.Sqrt(m), (a.e - rest) / 2}.trim()
	}
	return far{math.Cbrt(m), (a.e - rest) / 3}.trim()
}

// exp is e^a.
func (a far) exp() far {
	v := a.float()
	switch {
	case math.Abs(v) < 700 || a.m-a.m != 0:
		return farOf(exp(v))
	case math.Abs(v) < 1<<20:
		h, l, k := expParts(v, 0)
		return far{h + l, float64(k)}.trim()
	case math.Abs(v) > farthest:
		return far{0.5, math.Copysign(farthest, v)}
	}
	return far{0.5, math.Trunc(v / math.Ln2)} // no digit of the mantissa is known
}

// ln is the natural logarithm.
func (a far) ln() far {
	if math.Abs(a.e) < 1000 {
		return farOf(ln(a.float()))
	}
	return farOf(ln(a.m) + a.e*math.Ln2)
}

// pow is a^b.
func (a far) pow(b far) far {
	x, y := a.float(), b.float()
	if v := realPower(x, y); v != 0 && v-v == 0 || a.m == 0 || b.m == 0 || a.m-a.m != 0 || b.m-b.m != 0 {
		return farOf(v)
	}
	size := a.abs().ln().mul(b).exp()
	if a.m > 0 {
		return size
	}
	if y != math.Trunc(y) {
		return farOf(math.NaN())
	}
	if math.Mod(y, 2) != 0 {
		return size.neg()
	}
	return size
}
