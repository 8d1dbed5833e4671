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
		Python: Python{
			Start: `
m = v = vmax = 0 * w
p1 = p2 = 1.0`,
			Step: `
m = beta1 * m + (1 - beta1) * g
v = beta2 * v + (1 - beta2) * g * g
vmax = maximum(vmax, v) if amsgrad else v
p1, p2 = p1 * beta1, p2 * beta2
w = w * (1 - eta * weight_decay) - eta * (m / (1 - p1) / (sqrt(vmax / (1 - p2)) + eps))`,
			Torch: "torch.optim.AdamW([w], lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=weight_decay, amsgrad=bool(amsgrad))",
		},
	})
}

type adamw struct {
	moments
	decay float64
}

func (r *adamw) Step(s State, u *Update) { r.step(s, u, u.G, 1-u.Rate*r.decay) }

// StepTwo is TwoStepper's.
func (r *adamw) StepTwo(s State, _ int, x, y, gx, gy, rate float64) (nextX, nextY float64) {
	keep := 1 - rate*r.decay
	moveX, moveY := r.stepTwo(s, gx, gy)
	return x*keep - rate*moveX, y*keep - rate*moveY
}
