package descent

import (
	"math"
	"math/rand/v2"
)

// noise is a stream of pairs of independent standard Gaussians, one pair a step
// for every two weights. It depends on its seed alone, so that all runs of a scenario get
// the same noise at the same step and differ by their rate alone.
//
// The bits are the same on every machine: PCG is integer arithmetic, square
// roots are exact by IEEE 754, and the logarithm is our own, because the
// library's is written in assembly on some processors. The conversions to
// float64 keep compilers from fusing a product into a sum.
type noise struct{ pcg rand.PCG }

// NoiseStream is the second number that seeds the generator: it keeps our noise apart
// from what others draw from the same seed.
const NoiseStream = 0x646f776e68696c6c // "downhill"

func (n *noise) seed(seed uint64) { n.pcg.Seed(seed, NoiseStream) }

// next draws a pair by Marsaglia's polar method: a point (u, v), uniform in
// the unit disc, becomes (u, v)·sqrt(−2 ln s / s) with s = u² + v².
func (n *noise) next() (x, y float64) {
	for {
		u, v := Symmetric(&n.pcg), Symmetric(&n.pcg)
		s := float64(u*u) + float64(v*v)
		if s > 0 && s < 1 {
			r := math.Sqrt(-2 * logarithm(s) / s)
			return u * r, v * r
		}
	}
}

// add adds noise of standard deviation sigma to each component of g, in pairs.
func (n *noise) add(g []float64, sigma float64) {
	for i := 0; i < len(g); i += 2 {
		x, y := n.next()
		g[i] += float64(sigma * x)
		if i+1 < len(g) {
			g[i+1] += float64(sigma * y)
		}
	}
}

// skip passes over the noise of one update.
func (n *noise) skip(weights int) {
	for i := 0; i < weights; i += 2 {
		n.next()
	}
}

// Symmetric is uniform in [−1, 1).
func Symmetric(pcg *rand.PCG) float64 {
	return float64(int64(pcg.Uint64())>>11) / (1 << 52)
}

// logarithm is ln x for x > 0, from exact steps alone: with x = m·2^e and m
// near 1, ln x = e ln 2 + 2 atanh((m − 1)/(m + 1)), by the series of atanh
// (relative error below 1e-15).
func logarithm(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	z := (m - 1) / (m + 1)
	z2 := float64(z * z)
	sum := 0.0
	for i := 23; i >= 1; i -= 2 {
		sum = float64(sum*z2) + 1/float64(i)
	}
	return float64(float64(e)*math.Ln2) + float64(2*z*sum)
}
