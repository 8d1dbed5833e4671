package train

import "downhill/train/rule"

// explanation is how an update is written as arithmetic: the values of its names,
// and the symbols that they are written with.
type explanation struct {
	*rule.StepValues
	symbols map[string]rule.Symbol
}

// newExplanation is the update that d has just made.
func newExplanation(d *descent, spec *rule.Spec, params rule.Params, before rule.State) *explanation {
	w := rule.NewStepValues(spec, params, d.latest(), before, d.state, d.rate, d.newSchedule != nil)
	return &explanation{w, spec.Symbols}
}
