package elementary

import "math"

// Exp is e^a.
func Exp(a float64) float64 {
	if a > -708 && a < 709 {
		return math.Exp(a)
	}
	return expEdge(a)
}

// expEdge is exp where some machines' math.Exp overflows before its time or
// loses the digits of subnormals.
func expEdge(a float64) float64 {
	if a > 709 && a < 710 || a < -708 && a > -746 {
		h, l, k := ExpParts(a, 0)
		return scaled(h, l, k)
	}
	return math.Exp(a)
}

// ExpParts is e^(h+l) as (high + low) 2^k, to some 60 bits, for |h| < 2^20: the
// nearest 2^(n/32) from a table, and a polynomial for the rest.
func ExpParts(h, l float64) (high, low float64, k int) {
	n := math.RoundToEven(float64(h * 0x1.71547652b82fep+5)) // 32/ln 2
	r := math.FMA(-n, 0x1.62e42fee00000p-6, h) + (l - float64(n*0x1.a39ef35793c76p-38))
	p := float64(r*r) * (0.5 + float64(r*(1.0/6+float64(r*(1.0/24+float64(r*(1.0/120+float64(r/720))))))))
	p += r
	t := &exps[int(n)&31]
	high = t[0]
	low = t[1] + float64(high*p)
	return high, low, int(n) >> 5
}

// scaled is (high + low) 2^k, rounded once unless it is subnormal.
func scaled(high, low float64, k int) float64 {
	sum := high + low
	if k > -1022 && k < 1023 {
		return float64(sum * math.Float64frombits(uint64(k+1023)<<52))
	}
	if k >= 1023 {
		return math.Ldexp(sum, k)
	}
	// What the rounding of sum left out decides ties of the second one.
	rest := low - (sum - high)
	if k < -1022-54 {
		return 0
	}
	unit := math.Ldexp(1, -1074-k) // what is 2^−1074 in the end
	whole := math.RoundToEven(sum / unit)
	switch left := float64(whole*unit) - sum; {
	case left == unit/2 && rest < 0:
		whole--
	case left == -unit/2 && rest > 0:
		whole++
	}
	return float64(whole * 0x1p-1074)
}

// Sinh is the hyperbolic sine: a series near 0, else half of e^a − e^−a, with
// what their rounding leaves out. It does not overflow before its time.
func Sinh(a float64) float64 {
	switch size := math.Abs(a); {
	case size < 1:
		s := float64(a * a)
		p := 0.0
		for _, n := range sinhTerms {
			p = float64(float64(s*n) * (1 + p))
		}
		return a + float64(a*p)
	case size < 40:
		h, l, k := ExpParts(size, 0)
		unit := math.Float64frombits(uint64(k+1022) << 52) // 2^k/2
		h, l = float64(h*unit), float64(l*unit)
		high, rest := sumParts(h, -0.25/(h+l))
		return math.Copysign(high+(rest+l), a)
	case size < 712:
		return math.Copysign(halfExp(size), a)
	}
	return math.Sinh(a)
}

// sinhTerms are 1/(2k (2k+1)), the ratios of the series' terms, the last first.
var sinhTerms = [...]float64{1.0 / 342, 1.0 / 272, 1.0 / 210, 1.0 / 156, 1.0 / 110, 1.0 / 72, 1.0 / 42, 1.0 / 20, 1.0 / 6}

// Cosh is the hyperbolic cosine.
func Cosh(a float64) float64 {
	if abs := math.Abs(a); abs > 700 && abs < 712 {
		return halfExp(abs)
	}
	return math.Cosh(a)
}

// halfExp is e^a/2.
func halfExp(a float64) float64 {
	h, l, k := ExpParts(a, 0)
	return scaled(h, l, k-1)
}

// Gauss is e^−a². The square is kept to twice the digits: what its rounding
// loses counts a² times over.
func Gauss(a float64) float64 {
	p := float64(a * a)
	if !(p < 750) {
		return math.Exp(-p)
	}
	h, l, k := ExpParts(-p, -math.FMA(a, a, -p))
	return scaled(h, l, k)
}

// exps are 2^(n/32), each to twice a float64's digits.
var exps = [32][2]float64{
	{1, 0},
	{0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55},
	{0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
	{0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54},
	{0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
	{0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54},
	{0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
	{0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55},
	{0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
	{0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54},
	{0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
	{0x1.44e086061892dp+0, 0x1.89b7a04ef80d0p-59},
	{0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
	{0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55},
	{0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
	{0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54},
	{0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
	{0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55},
	{0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
	{0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54},
	{0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
	{0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57},
	{0x1.9c49182a3f090p+0, 0x1.c7c46b071f2bep-56},
	{0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54},
	{0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
	{0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56},
	{0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
	{0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56},
	{0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
	{0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54},
	{0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
	{0x1.f50765b6e4540p+0, 0x1.9d3e12dd8a18bp-54},
}
