package rule

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// What an optimizer's entry says of its conventions is what its rule does, and
// what its formula shows.
func TestConventionsAreKept(t *testing.T) {
	for _, o := range Optimizers() {
		decays := slices.ContainsFunc(o.Params, func(p Param) bool { return p.Key == "weight_decay" })
		l2, apart := slices.Contains(o.Conventions, DecayIsL2), slices.Contains(o.Conventions, DecayIsDecoupled) || slices.Contains(o.Conventions, DecayAsAdamW)
		if decays != (l2 || apart) || l2 && apart {
			t.Errorf("%s: decays %v, L2 %v, decoupled %v", o.ID, decays, l2, apart)
		}
		if strings.HasPrefix(o.Formula, "g ← g + wd·w,") != l2 || strings.Contains(o.Formula, "wd") != decays {
			t.Errorf("%s: its formula does not show its decay: %s", o.ID, o.Formula)
		}
		if decays && slices.Equal(decayed(t, o).D, []float64{1, 2}) == l2 {
			t.Errorf("%s: the gradient that its rule works with is %v", o.ID, decayed(t, o).D)
		}
		outside := strings.Contains(o.Formula, "√v + ε") || strings.Contains(o.Formula, "√v̂ + ε") || strings.Contains(o.Formula, "√G + ε")
		if outside != slices.Contains(o.Conventions, EpsilonOutside) {
			t.Errorf("%s: ε stands elsewhere in %s", o.ID, o.Formula)
		}
		if strings.Contains(o.Formula, "√(v + ε)") != slices.Contains(o.Conventions, EpsilonInside) {
			t.Errorf("%s: ε stands elsewhere in %s", o.ID, o.Formula)
		}
		if strings.Contains(o.Formula, "|g| + ε") != slices.Contains(o.Conventions, EpsilonInMaximum) {
			t.Errorf("%s: ε stands elsewhere in %s", o.ID, o.Formula)
		}
	}
}

// decayed is an optimizer's first update from (3, 4) with the gradient (1, 2)
// and a weight decay of a half.
func decayed(t *testing.T, o *Spec) Update {
	t.Helper()
	p := Complete(o.Params, Params{"weight_decay": 0.5}, 100)
	u := NewUpdates([]float64{3, 4}, make([]float64, 2), []float64{1, 2}, nil, math.NaN())[0]
	u.T, u.Rate, u.Used = 1, 0.1, 0.1
	rule, state := o.Rule(p), State(nil)
	if o.State != nil {
		state = NewState(o.State(p), 2)
	}
	rule.Init(state, 0.1)
	rule.Step(state, &u)
	return u
}
