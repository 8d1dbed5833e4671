package train

import (
	"testing"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/nets"
)

// benchedNet is 2-16-16-1 on 200 points: 337 weights.
func benchedNet(seed uint64) nets.Spec {
	return nets.Spec{
		Data: "moons", Noise: 0.15, Size: 200, Units: []int{2, 16, 16, 1}, Act: network.Tanh, Loss: network.BCE,
		Init: network.Xavier, Plane: nets.PlaneSpec{Kind: "reference"}, Seed: seed,
	}
}

// BenchmarkNetSurvey is what a network costs before its first iterate: the reference
// run, its plane, the rates and the heights.
func BenchmarkNetSurvey(b *testing.B) {
	for seed := uint64(1); b.Loop(); seed++ {
		if _, err := nets.New(b.Context(), benchedNet(seed)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNetRuns are 300 steps on the whole set at three rates, one after the
// other, with their outcomes.
func BenchmarkNetRuns(b *testing.B) {
	s, err := nets.New(b.Context(), benchedNet(1))
	if err != nil {
		b.Fatal(err)
	}
	sc := Scenario{Surface: s, Steps: 300, Seed: 1}
	for _, rate := range []float64{s.Rates.Low, s.Rates.Good, s.Rates.High} {
		sc.Runs = append(sc.Runs, RunSpec{Optimizer: "sgd", LearningRate: rate})
	}
	for b.Loop() {
		var walks []*Walk
		for i := range sc.Runs {
			w, err := Begin(sc, i)
			if err != nil {
				b.Fatal(err)
			}
			w.Advance(b.Context(), sc.Steps+1)
			walks = append(walks, w)
		}
		Outcomes(b.Context(), walks)
	}
}

// BenchmarkNetPlane is the landscape on a plane, coarse and fine, on all processors.
func BenchmarkNetPlane(b *testing.B) {
	s, err := nets.New(b.Context(), benchedNet(1))
	if err != nil {
		b.Fatal(err)
	}
	for name, n := range map[string]int{"33": 33, "129": 129} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := landscape.GridAbove(b.Context(), s, s.View, n, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
