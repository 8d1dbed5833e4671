package rule

// Convention is a choice in which implementations of an optimizer differ, by
// the key of its sentence. All are made as PyTorch makes them.
type Convention string

const (
	DecayIsL2        Convention = "decay-l2"          // wd·w is added to the gradient
	DecayIsDecoupled Convention = "decay-decoupled"   // the weights shrink apart from the gradient
	DecayAsAdamW     Convention = "decay-as-adamw"    // the same, for a rule that PyTorch has not
	EpsilonOutside   Convention = "epsilon-outside"   // √v + ε
	EpsilonInside    Convention = "epsilon-inside"    // √(v + ε)
	EpsilonInMaximum Convention = "epsilon-maximum"   // max(β₂·u, |g| + ε)
	MomentumWarmsUp  Convention = "momentum-warms-up" // NAdam's μ grows with t
)
