package network

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Kernels and loops give the same bits.
func TestKernelsAreTheLoops(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	random := func(n int) []float64 {
		a := make([]float64, n)
		for i := range a {
			a[i] = r.NormFloat64()
		}
		return a
	}
	for range 300 {
		in, out, n := 1+r.IntN(11), 1+r.IntN(9), kernelLen*(1+r.IntN(blockLen/kernelLen))
		w, a, d := random(in*out), random(max(in, out)*blockLen), random(n)
		got, want := random(n), random(n)
		weighted(got, w, a, 1, blockLen, in, n, 0.3)
		weightedLoop(want, w, a, 1, blockLen, in, n, 0.3)
		if !slices.Equal(got, want) {
			t.Fatalf("%d of %d by rows: %v, want %v", in, n, got, want)
		}
		at := r.IntN(in)
		weighted(got, w[at:], a, in, blockLen, out, n, 0)
		weightedLoop(want, w[at:], a, in, blockLen, out, n, 0)
		if !slices.Equal(got, want) {
			t.Fatalf("%d of %d by columns: %v, want %v", out, n, got, want)
		}
		one := random(in)
		two := slices.Clone(one)
		dots(one, d, a, blockLen, n)
		dotsLoop(two, d, a, blockLen, n)
		if !slices.Equal(one, two) {
			t.Fatalf("dots of %d with %d: %v, want %v", n, in, one, two)
		}
	}
}
