package elementary

import "math"

// What follows from the normal distribution: its density φ, its distribution
// function Φ, and gelu(a) = a Φ(a).

// Gelu is a Φ(a).
func Gelu(a float64) float64 {
	switch {
	case a < -12:
		return -densityTimes(a, MillsLarge(a))
	case a < -1.2:
		return -densityTimes(a, millsMiddle(-a)-1)
	case a > 9:
		return a // Φ is 1 to the last place
	}
	h, l := distribution(a)
	return math.FMA(a, h, float64(a*l))
}

// Phi is Φ, the distribution function of the standard normal distribution.
func Phi(a float64) float64 {
	switch {
	case a < -40:
		return 0
	case a < -1.2 || a > 9:
		return Gelu(min(a, math.MaxFloat64)) / min(a, math.MaxFloat64)
	}
	h, l := distribution(a)
	return h + l
}

// distribution is Φ(a) = erfc(−a/√2)/2 as high + low.
func distribution(a float64) (high, low float64) {
	z := float64(a * -0x1.6a09e667f3bcdp-1)
	rest := math.FMA(a, -0x1.6a09e667f3bcdp-1, -z) + float64(a*0x1.bdd3413b26456p-55)
	slope := float64(-2 / math.SqrtPi * Gauss(z))
	return erfc(z) / 2, float64(slope*rest) / 2
}

// millsMiddle is x Φ(−x)/φ(x), x times Mills' ratio, for x from 1.2 to 12: Chebyshev
// interpolations in (x−k)/(x+k).
func millsMiddle(x float64) float64 {
	k, terms := 2.0, nearTerms[:]
	if x > 3.4 {
		k, terms = 6, midTerms[:]
	}
	u, p := (x-k)/(x+k), 0.0
	for i := len(terms) - 1; i > 0; i-- {
		p = float64(u * (terms[i] + p))
	}
	return terms[0] + p
}

// MillsLarge is a Φ(a)/φ(a), its sign changed, less 1, by the asymptotic series
// −1/a² + 3/a⁴ − 15/a⁶ + …, for a < −12.
func MillsLarge(a float64) float64 {
	s, p := 1/float64(a*a), 0.0
	for n := 27.0; n > 0; n -= 2 {
		p = -float64(n*s) * (1 + p)
	}
	return p
}

// densityTimes is φ(a)(1 + p).
func densityTimes(a, p float64) float64 {
	h, l, k := densityParts(max(a, -40))
	return scaled(h, l+float64((h+l)*p), k)
}

// Density is φ(a) = e^(−a²/2)/√2π.
func Density(a float64) float64 {
	if !(math.Abs(a) < 39) {
		return float64(math.Exp(-math.Abs(a)) * 0)
	}
	return scaled(densityParts(a))
}

// densityParts is φ(a) as (high + low) 2^k.
func densityParts(a float64) (high, low float64, k int) {
	p := float64(a * a)
	h, l, k := ExpParts(-p/2, -math.FMA(a, a, -p)/2)
	high, low = timesParts(h, l, 0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56)
	return high, low, k
}

// erfc is 1 − erf. Where math's subtracts the two it loses digits: there it
// is a Taylor series about ¾.
func erfc(a float64) float64 {
	if a < 0.4 || a > 0.9 {
		return math.Erfc(a)
	}
	h, p := a-0.75, 0.0
	for i := len(erfcTerms) - 1; i >= 0; i-- {
		p = erfcTerms[i] + float64(h*p)
	}
	return 0x1.27c6d14c5e341p-2 + (0x1.3af3434d0eeabp-57 + float64(h*p))
}

// erfcTerms are the derivatives of erfc at ¾ over the factorials, from the
// first on.
var erfcTerms = [...]float64{
	-0.6429310691952074, 0.4821983018964055, -0.026788794549800304, -0.1506869693426267, 0.053242729167728105,
	0.026872509532768433, -0.018435235177909452, -0.0023017883040209273, 0.00396826044637477, -0.00018603225735249506,
	-0.0006239836743132585, 0.00010618466494862627, 7.57456209347206e-05, -2.2117975642824626e-05,
	-7.166231694301993e-06, 3.252264713003685e-06, 5.034286680771006e-07, -3.820585027845882e-07,
	-1.988595070010976e-08, 3.7686462355785005e-08, -8.926851049270936e-10, -3.202032280143283e-09,
	2.829245842918306e-10, 2.37551670594631e-10,
}

// nearTerms and midTerms are the interpolations of millsMiddle, to 3.4 and from
// there.
var (
	nearTerms = [...]float64{
		0.842738458576109, 0.4273845857610897, -0.37926173397680796, 0.08211177973950357, 0.045431088549727335,
		-0.009016973446513572, -0.010873792562644532, -0.0014613731198428875, 0.002020737289607441,
		0.0012962151045086338, 0.0001144968784213872, -0.0003071135524268796, -0.00021986254794932933,
		-3.526038478513877e-05, 4.650417512789898e-05,
	}
	midTerms = [...]float64{
		0.9742659653812048, 0.09568143820915306, -0.16548777136785034, 0.19434554026607473, -0.18289530478827223,
		0.14449961741586886, -0.0971422687010593, 0.055379690581042626, -0.026263817823885482, 0.009898947661801345,
		-0.0026303791102559432, 0.0002684546842002403, 0.0001462291405068147, -7.943949214577671e-05,
		9.113321633515657e-06, 4.9987306535769914e-06,
	}
)
