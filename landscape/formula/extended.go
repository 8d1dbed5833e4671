package formula

import (
	"math"

	"downhill/landscape/elementary"
)

// extended is a number m 2^e with a range of exponents that is not exceeded in
// practice: m is 0, not finite, or from ½ to 1 in size. Where e^800 stands above and
// below a fraction bar, ordinary numbers are infinite, and their quotient is NaN.
type extended struct{ m, e float64 }

// mostExponent bounds e, so that exponents may be added.
const mostExponent = 1e300

func extendedOf(v float64) extended { return extended{v, 0}.trim() }

// trim brings m back to from ½ to 1.
func (a extended) trim() extended {
	if a.m == 0 || a.m-a.m != 0 {
		return extended{a.m, 0}
	}
	m, e := math.Frexp(a.m)
	return extended{m, min(max(a.e+float64(e), -mostExponent), mostExponent)}
}

// float is the nearest ordinary number: infinite, or 0, where there is none.
func (a extended) float() float64 {
	switch {
	case a.e > 2000:
		return a.m * math.Inf(1)
	case a.e < -2000:
		return a.m * 0
	}
	return math.Ldexp(a.m, int(a.e))
}

func (a extended) neg() extended { return extended{-a.m, a.e} }

func (a extended) abs() extended { return extended{math.Abs(a.m), a.e} }

// scale is a 2^n.
func (a extended) scale(n float64) extended { return extended{a.m, a.e + n}.trim() }

func (a extended) mul(b extended) extended { return extended{a.m * b.m, a.e + b.e}.trim() }

func (a extended) div(b extended) extended { return extended{a.m / b.m, a.e - b.e}.trim() }

func (a extended) add(b extended) extended {
	switch {
	case a.m == 0 || b.m-b.m != 0:
		return extended{a.m + b.m, b.e}.trim()
	case b.m == 0 || a.m-a.m != 0:
		return extended{a.m + b.m, a.e}.trim()
	case a.e < b.e:
		a, b = b, a
	}
	return extended{a.m + math.Ldexp(b.m, int(max(b.e-a.e, -200))), a.e}.trim()
}

func (a extended) sub(b extended) extended { return a.add(b.neg()) }

// compare is the sign of a − b; NaN if either is.
func (a extended) compare(b extended) float64 {
	if math.IsInf(a.m, 0) && a.m == b.m {
		return 0
	}
	return elementary.Sign(a.sub(b).m)
}

// root is √a, or the cube root.
func (a extended) root(n float64) extended {
	rest := math.Mod(a.e, n)
	m := math.Ldexp(a.m, int(rest))
	if n == 2 {
		return extended{math.Sqrt(m), (a.e - rest) / 2}.trim()
	}
	return extended{math.Cbrt(m), (a.e - rest) / 3}.trim()
}

// exp is e^a.
func (a extended) exp() extended {
	v := a.float()
	switch {
	case math.Abs(v) < 700 || a.m-a.m != 0:
		return extendedOf(elementary.Exp(v))
	case math.Abs(v) < 1<<20:
		h, l, k := elementary.ExpParts(v, 0)
		return extended{h + l, float64(k)}.trim()
	case math.Abs(v) > mostExponent:
		return extended{0.5, math.Copysign(mostExponent, v)}
	}
	return extended{0.5, math.Trunc(v / math.Ln2)} // no digit of the mantissa is known
}

// ln is the natural logarithm.
func (a extended) ln() extended {
	if math.Abs(a.e) < 1000 {
		return extendedOf(elementary.Ln(a.float()))
	}
	return extendedOf(elementary.Ln(a.m) + a.e*math.Ln2)
}

// pow is a^b.
func (a extended) pow(b extended) extended {
	x, y := a.float(), b.float()
	if v := elementary.Power(x, y); v != 0 && v-v == 0 || a.m == 0 || b.m == 0 || a.m-a.m != 0 || b.m-b.m != 0 {
		return extendedOf(v)
	}
	size := a.abs().ln().mul(b).exp()
	if a.m > 0 {
		return size
	}
	if y != math.Trunc(y) {
		return extendedOf(math.NaN())
	}
	if math.Mod(y, 2) != 0 {
		return size.neg()
	}
	return size
}
