package train

import "downhill/train/rule"

// telling is an update that is being told: what its rule knows of it, and how
// its names are written.
type telling struct {
	*rule.Working
	symbols map[string]rule.Symbol
}

// newTelling is the update that d has just made.
func newTelling(d *descent, spec *rule.Spec, params rule.Params, before rule.State) *telling {
	w := rule.NewWorking(spec, params, d.latest(), before, d.state, d.rate, d.plan != nil)
	return &telling{w, spec.Symbols}
}
