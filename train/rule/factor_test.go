package rule

import (
	"math"
	"testing"
)

// At its limit a rule neither shrinks nor grows an error; below it shrinks it,
// above it lets it grow. The limits are known from elsewhere.
func TestFactorIsOneAtTheLimit(t *testing.T) {
	for _, spec := range Optimizers() {
		if (spec.Factor == nil) != (spec.Limit == nil) {
			t.Errorf("%s has a limit or a factor, not both", spec.ID)
			continue
		}
		for _, mu := range []float64{0, 0.3, 0.9, 0.99} {
			for _, dampening := range []float64{0, 0.4} {
				if spec.Factor == nil {
					continue
				}
				p := Complete(spec.Params, Params{"momentum": mu, "dampening": dampening}, 100)
				for _, lambda := range []float64{0.02, 1, 300} {
					limit := spec.Limit(p, lambda)
					at := func(share float64) float64 { return math.Abs(spec.Factor(p, share*limit, lambda)) }
					if math.Abs(at(1)-1) > 1e-12 || !(at(0.97) < 1) || !(at(1.01) > 1) {
						t.Errorf("%s, μ %v, λ %v: %v, %v, %v below, at and above the limit", spec.ID, mu, lambda, at(0.97), at(1), at(1.01))
					}
					if grown := math.Abs(spec.Factor(p, limit, -lambda)); !(grown > 1) {
						t.Errorf("%s, μ %v: λ %v gives %v: it must move away", spec.ID, mu, -lambda, grown)
					}
				}
			}
		}
	}
}

// The factor is that of the rule itself: many updates on λx²/2 shrink an error by
// it, once what is left of the start has died away.
func TestFactorIsTheRules(t *testing.T) {
	for _, spec := range Optimizers() {
		if spec.Factor == nil {
			continue
		}
		for _, share := range []float64{0.2, 0.9, 1.2} {
			p := Complete(spec.Params, Params{"momentum": 0.5, "weight_decay": 0.5}, 100)
			const curvature, decay = 2.0, 0.5
			rate := share * spec.Limit(p, curvature+decay)
			want := math.Abs(spec.Factor(p, rate, curvature+decay))
			if got := shrinkage(spec, p, rate, curvature); math.Abs(got-want) > 0.01*want {
				t.Errorf("%s, %v of its limit: an error shrinks by %v an update, the factor is %v", spec.ID, share, got, want)
			}
		}
	}
}

// shrinkage is what a rule makes of an error on curvature·x²/2 each update, in the
// mean of many. The last thirty are taken by their largest, since roots may turn.
func shrinkage(spec *Spec, p Params, rate, curvature float64) float64 {
	w, next, g := []float64{1}, []float64{0}, []float64{0}
	updates := NewUpdates(w, next, g, nil, math.NaN())
	state := NewState(spec.slots(p), 1)
	stepper := spec.Rule(p)
	stepper.Init(state, rate)
	const many, window = 400, 30
	largest := [2]float64{}
	for k := range many {
		u := &updates[k&1]
		u.G[0] = curvature * u.W[0]
		u.T, u.Rate, u.Used = k+1, rate, rate
		stepper.Step(state, u)
		if k < window {
			largest[0] = max(largest[0], math.Abs(u.Next[0]))
		}
		if k >= many-window {
			largest[1] = max(largest[1], math.Abs(u.Next[0]))
		}
	}
	return math.Pow(largest[1]/largest[0], 1/float64(many-window))
}

func (s *Spec) slots(p Params) []Slot {
	if s.State == nil {
		return nil
	}
	return s.State(p)
}
