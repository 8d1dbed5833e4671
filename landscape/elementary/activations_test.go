package elementary

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestActivationsHaveTheBitsOfOne: many at once give what each alone gives, to the last
// bit, wherever it lies and however many there are.
func TestActivationsHaveTheBitsOfOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	z := []float64{
		0, math.Copysign(0, -1), 0.625, -0.625, math.Nextafter(0.625, 0), 44.0148, 44.02, 45, -45, 88, 707.9, -707.9, 708, -708, 709, -709, 745, -745,
		1e308, -1e308, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -5e-324, 1e-300, -1e-300, 1e-8, 0x1p-28,
		0x1p-29, math.Nextafter(0x1p-29, 0), 0.9999, 1, -1, math.Nextafter(1, 0), math.Sqrt2 - 1, math.Nextafter(math.Sqrt2-1, 0),
	}
	for range 5000 { // what is left of a sigmoid, whose logarithms losses take
		z = append(z, r.Float64(), math.Exp(-10*r.Float64()), 0.41+0.01*r.Float64())
	}
	for len(z) < 40_003 {
		z = append(z, r.NormFloat64()*math.Pow(10, r.Float64()*8-5))
	}
	r.Shuffle(len(z), func(i, j int) { z[i], z[j] = z[j], z[i] })
	for name, f := range map[string]struct {
		many func(dst, z []float64)
		one  func(float64) float64
	}{"log1p": {Log1ps, math.Log1p}, "tanh": {Tanhs, math.Tanh}, "sigmoid": {Sigmoids, Sigmoid}, "decay": {Decays, func(z float64) float64 { return math.Exp(-math.Abs(z)) }}} {
		got := make([]float64, len(z)+1)
		for _, n := range []int{0, 1, 3, 4, 5, 15, 64, len(z)} {
			got[n] = 7
			f.many(got, z[:n])
			for i, v := range z[:n] {
				if !same(got[i], f.one(v)) {
					t.Fatalf("%s of %v, the %d. of %d, is %v, want %v", name, v, i, n, got[i], f.one(v))
				}
			}
			if got[n] != 7 {
				t.Fatalf("%s of %d writes beyond them", name, n)
			}
		}
	}
}

// BenchmarkActivations is what one of many costs, beside one alone.
func BenchmarkActivations(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	z, dst := make([]float64, 1024), make([]float64, 1024)
	for i := range z {
		z[i] = r.NormFloat64()
	}
	for name, f := range map[string]func(dst, z []float64){"tanh": Tanhs, "tanh-alone": tanhLoop, "sigmoid": Sigmoids, "sigmoid-alone": sigmoidLoop} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f(dst, z)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(z)), "ns/number")
		})
	}
}

// same reports whether two numbers have the same bits; every NaN is one.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
}
