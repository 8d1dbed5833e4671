package elementary

import "math"

// Ln is the natural logarithm; some machines' math.Log takes no subnormals.
func Ln(a float64) float64 {
	if a > 0 && a < 0x1p-1022 {
		h, l := logParts(a)
		return h + l
	}
	return math.Log(a)
}

// Log2 is the logarithm to the base 2: whole for a power of two.
func Log2(a float64) float64 { return logBase(a, 0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56) }

// Log10 is the logarithm to the base 10: whole for a power of ten.
func Log10(a float64) float64 { return logBase(a, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57) }

// logBase is ln a times a factor of twice a float64's digits.
func logBase(a, high, low float64) float64 {
	if !(a > 0) || math.IsInf(a, 1) {
		return math.Log(a)
	}
	h, l := logParts(a)
	p := float64(h * high)
	return p + (math.FMA(h, high, -p) + (float64(h*low) + float64(l*high)))
}

// logParts is ln a as high + low, to some 64 bits, for a finite a > 0.
//
// With a = m 2^e and s = (m−1)/(m+1), ln m is 2s + 2s³/3 + 2s⁵/5 + …; the first
// two terms are computed to twice the digits.
func logParts(a float64) (high, low float64) {
	shift := 0.0
	if a < 0x1p-1022 {
		a, shift = a*0x1p54, 54
	}
	bits := math.Float64bits(a)
	e := int(bits>>52) - 1023
	m := math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m, e = m/2, e+1
	}
	f, g := m-1, m+1 // f is exact
	_, gl := sumParts(max(m, 1), min(m, 1))
	s := f / g
	sl := (math.FMA(-s, g, f) - float64(s*gl)) / g
	t := float64(s * s)
	tl := math.FMA(s, s, -t) + float64(2*s*sl)
	w, wl := sumParts(0x1.5555555555555p-1, 0x1.5555555555555p-55+float64(t*logTail(t)))
	u, ul := timesParts(t, tl, w, wl)
	v, vl := timesParts(u, ul, s, sl)
	high, low = sumParts(2*s, v)
	low += float64(2*sl) + vl
	if n := float64(e) - shift; n != 0 {
		k := float64(n * 0x1.62e42fee00000p-1)
		var rest float64
		high, rest = sumParts(k, high)
		low += rest + float64(n*0x1.a39ef35793c76p-33)
	}
	return sumParts(high, low)
}

// logTail is 2/5 + 2t/7 + 2t²/9 + …
func logTail(t float64) float64 {
	t2 := float64(t * t)
	t4 := float64(t2 * t2)
	a := (2.0/5 + float64(t*(2.0/7))) + float64(t2*(2.0/9+float64(t*(2.0/11))))
	b := (2.0/13 + float64(t*(2.0/15))) + float64(t2*(2.0/17+float64(t*(2.0/19))))
	c := (2.0/21 + float64(t*(2.0/23))) + float64(t2*(2.0/25+float64(t*(2.0/27))))
	return a + float64(t4*(b+float64(t4*c)))
}

// sumParts is a + b and what rounding it leaves out, for |a| ≥ |b| or a = 0.
func sumParts(a, b float64) (sum, rest float64) {
	sum = a + b
	return sum, b - (sum - a)
}

// timesParts is (a + al)(b + bl) to about twice the digits.
func timesParts(a, al, b, bl float64) (product, rest float64) {
	product = float64(a * b)
	return product, math.FMA(a, b, -product) + (float64(a*bl) + float64(al*b))
}
