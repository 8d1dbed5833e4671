package rule

// AdamW: Adam whose weight decay acts on the weights, apart from the gradient:
//
//	w ← (1 − η·wd)·w, then Adam's step from the gradient without decay
//
// The decay is multiplied by the scheduled rate.
//
// Loshchilov and Hutter, Decoupled Weight Decay Regularization, ICLR 2019.
func init() {
	register(Spec{
		ID:          "adamw",
		Name:        "AdamW",
		Summary:     "Adam with weight decay that acts on the weights themselves, not through the gradient.",
		Formula:     "w ← (1 − η·wd)·w,  w ← w − η·m̂/(√v̂ + ε)",
		Paper:       "Loshchilov and Hutter (2019)",
		Order:       80,
		Conventions: []Convention{DecayIsDecoupled, EpsilonOutside},
		Params:      append(betas(0.999), epsilon(1e-8), weightDecay(0.01), amsgradParam()),
		State:       func(Params) []Slot { return adamState() },
		Rule: func(p Params) Stepper {
			return &adamw{moments: newMoments(p), decay: p["weight_decay"]}
		},
		Lines: func(w *StepValues) []string {
			kept := "w"
			if w.Params["weight_decay"] != 0 {
				kept = "(1 - lr*weight_decay)*w"
			}
			return append(momentLines(w), "w' = "+kept+" - lr*mhat/(sqrt(vhat) + eps)")
		},
	})
}

type adamw struct {
	moments
	decay float64
}

func (r *adamw) Step(s State, u *Update) { r.step(s, u, u.G, 1-u.Rate*r.decay) }
