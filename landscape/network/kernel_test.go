package network

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLossesOfManyAreThoseOfOne, to the last bit.
func TestLossesOfManyAreThoseOfOne(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for id, l := range losses {
		for _, wide := range []float64{1, 30, 1000} {
			z, y, got := make([]float64, 37), make([]float64, 37), make([]float64, 37)
			sum := 0.5
			for i := range z {
				z[i], y[i] = wide*r.NormFloat64(), float64(r.IntN(2))
				sum += l.value(z[i], y[i])
			}
			if s := l.add(0.5, got, z, y); s != sum {
				t.Errorf("%s: the sum is %v, want %v", id, s, sum)
			}
			l.setSlopes(got, z, y, 0.3)
			for i := range z {
				if want := 0.3 * l.slope(z[i], y[i]); got[i] != want {
					t.Errorf("%s: the slope at %v is %v, want %v", id, z[i], got[i], want)
				}
			}
		}
	}
}

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
		for name, chain := range map[string][2]func(delta, act []float64){
			"tanh": {tanhChain, tanhChainLoop}, "sigmoid": {sigmoidChain, sigmoidChainLoop}, "relu": {reluChain, reluChainLoop},
		} {
			got, want := slices.Clone(d[:n-r.IntN(8)]), slices.Clone(d)
			chain[0](got, a)
			if chain[1](want[:len(got)], a); !slices.Equal(got, want[:len(got)]) {
				t.Fatalf("%s of %d: %v, want %v", name, len(got), got, want)
			}
		}
		one := random(in)
		two := slices.Clone(one)
		dots(one, d, a, blockLen, n)
		dotsLoop(two, d, a, blockLen, n)
		if !slices.Equal(one, two) {
			t.Fatalf("dots of %d with %d: %v, want %v", n, in, one, two)
		}
		one = random(in * out)
		two = slices.Clone(one)
		d = random(out * blockLen)
		outer(one, d, a, out, in, blockLen, n)
		outerLoop(two, d, a, out, in, blockLen, n)
		if !slices.Equal(one, two) {
			t.Fatalf("%d by %d over %d: %v, want %v", out, in, n, one, two)
		}
	}
}
