package descent

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/rule"
)

// Each named limit is sharp: a little below it a quadratic converges, a little
// above it diverges.
func TestLimitsAreSharp(t *testing.T) {
	const lambda = 25 // the ravine's larger curvature
	for _, o := range rule.Optimizers() {
		if o.Limit == nil {
			continue
		}
		for _, set := range limitCases(o) {
			params := rule.Complete(o.Params, set, 0)
			limit := o.Limit(params, lambda)
			below, above := growth(t, o, params, 0.99*limit), growth(t, o, params, 1.01*limit)
			if !(below < 1e-3) || !(above > 1e3) {
				t.Errorf("%s %v: |y| is %g of the first just below %g, %g just above", o.ID, set, below, limit, above)
			}
		}
	}
}

func limitCases(o *rule.Spec) []rule.Params {
	if !hasParam(o.Params, "momentum") {
		return []rule.Params{nil}
	}
	cases := []rule.Params{nil, {"momentum": 0}, {"momentum": 0.5}, {"momentum": 0.95}}
	if hasParam(o.Params, "dampening") {
		cases = append(cases, rule.Params{"dampening": 0.4})
	}
	return cases
}

// growth is how much larger y became over 3000 updates of the ravine, from the
// rule itself: a run would stop where it leaves the view.
func growth(t *testing.T, o *rule.Spec, params rule.Params, lr float64) float64 {
	s, _ := landscape.Lookup("ravine")
	w := []float64{0, 1}
	stepByStep(o.Rule(params), stateOf(o, params), weightsOf(s), w, lr, func() bool { return math.Abs(w[1]) <= 1e6 }, 3000)
	return math.Abs(w[1])
}

// stepByStep takes w at most n steps by a rule alone, without a run.
func stepByStep(stepper rule.Stepper, state rule.State, f Objective, w []float64, lr float64, while func() bool, n int) {
	stepper.Init(state, lr)
	g, next := make([]float64, len(w)), make([]float64, len(w))
	both := rule.NewUpdates(w, next, g, newProbe(f), 0)
	u := &both[0]
	for k := 0; k < n && while(); k++ {
		u.T, u.Loss, u.D, u.Rate, u.Used = k+1, f.Gradient(w, g), g, lr, lr
		stepper.Step(state, u)
		copy(w, next)
	}
}

func stateOf(o *rule.Spec, p rule.Params) rule.State {
	if o.State == nil {
		return nil
	}
	return rule.NewState(o.State(p), 2)
}

// A rule keeps what a run remembers in its state: two runs side by side don't
// feel each other, and a second run repeats the first exactly.
func TestRulesAreStateless(t *testing.T) {
	for _, o := range rule.Optimizers() {
		params := rule.Complete(o.Params, nil, 0)
		alone := pathOf(o, o.Rule(params), params)
		stepper := o.Rule(params)
		pathOf(o, stepper, params)
		if again := pathOf(o, stepper, params); again != alone {
			t.Errorf("%s: the second run differs from the first", o.ID)
		}
	}
}

func pathOf(o *rule.Spec, stepper rule.Stepper, params rule.Params) string {
	s, _ := landscape.Lookup("himmelblau")
	state, w := stateOf(o, params), []float64{s.Start.X, s.Start.Y}
	stepByStep(stepper, state, weightsOf(s), w, 0.01, func() bool { return true }, 20)
	return fmt.Sprintf("%x %x", w, state)
}

func hasParam(params []rule.Param, key string) bool {
	return slices.ContainsFunc(params, func(p rule.Param) bool { return p.Key == key })
}
