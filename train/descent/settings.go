package descent

import (
	"downhill/train/rule"
)

// MaxRate is the highest learning rate that a run may have.
const MaxRate = 1e6

// UsualRate stands for a good rate where no rate makes a run end lower than it
// starts.
const UsualRate = 0.1

// Settings are how a run descends its task: the optimizer with its rate, and what
// comes between the gradient and the rule.
type Settings struct {
	Optimizer      string // a rule's id
	LearningRate   float64
	Params         rule.Params // the optimizer's own that are set
	Schedule       string      // a schedule's id; empty for a constant rate
	ScheduleParams rule.Params // its own that are set
	Clip           Clip
	Noise          float64 // σ of Gaussian noise on each component of the gradient
	Seed           uint64  // of the noise
	Steps          int
}

// Rule is the optimizer with its parameters; nil where there is none of that id.
func (s *Settings) Rule() (*rule.Spec, rule.Params) {
	spec, ok := rule.LookupOptimizer(s.Optimizer)
	if !ok {
		return nil, nil
	}
	return spec, rule.Complete(spec.Params, s.Params, s.Steps)
}

// Constant reports whether no schedule changes the rate.
func (s *Settings) Constant() bool { return s.Schedule == "" || s.Schedule == "constant" }

// Decay is the weight decay, 0 for none.
func (s *Settings) Decay() float64 {
	_, params := s.Rule()
	return params["weight_decay"]
}
