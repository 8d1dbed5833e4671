package step

import (
	"downhill/train/descent"
	"downhill/train/rule"
)

// explanation is how an update is written as arithmetic: the values of its names,
// and the symbols that they are written with.
type explanation struct {
	*rule.StepValues
	symbols map[string]rule.Symbol
}

// newExplanation is that of an update.
func newExplanation(u *descent.Taken) *explanation {
	w := rule.NewStepValues(u.Spec, u.Params, &u.Update, u.Before, u.After, u.OwnRate, u.Scheduled)
	return &explanation{w, u.Spec.Symbols}
}
