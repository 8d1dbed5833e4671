package rule

import "math"

// Adamax, Adam by the largest gradient instead of the mean square, for each
// coordinate:
//
//	m ← β₁·m + (1 − β₁)·g
//	u ← max(β₂·u, |g| + eps)
//	w ← w − η/(1 − β₁ᵗ) · m/u
//
// With L2 weight decay, g + wd·w stands for g. eps stands inside the maximum;
// u has neither root nor correction.
//
// Kingma and Ba, Adam: A Method for Stochastic Optimization, ICLR 2015,
// section 7.1.
func init() {
	register(Spec{
		ID:          "adamax",
		Name:        "Adamax",
		Summary:     "Adam that divides by the largest recent gradient, so no step is longer than about the rate.",
		Formula:     "g ← g + wd·w,  m ← β₁·m + (1 − β₁)·g,  u ← max(β₂·u, |g| + ε),  w ← w − η·m/((1 − β₁ᵗ)·u)",
		Paper:       "Kingma and Ba (2015)",
		Order:       90,
		Conventions: []Convention{DecayIsL2, EpsilonInMaximum},
		Params:      append(betas(0.999), epsilon(1e-8), weightDecay(0)),
		State:       func(Params) []Slot { return append(vectors("m", "u"), singles("β₁ᵗ")...) },
		Rule: func(p Params) Stepper {
			return &adamax{beta1: p["beta1"], beta2: p["beta2"], eps: p["eps"], decay: p["weight_decay"]}
		},
		Lines: always(
			"m' = beta1*m + (1 - beta1)*g", "u' = max(beta2*u, abs(g) + eps)",
			"mhat = m'/(1 - beta1^t)", "w' = w - lr*mhat/u'",
		),
		Python: Python{
			Start: `
m = u = 0 * w
p = 1.0`,
			Step: `
g = g + weight_decay * w
m = beta1 * m + (1 - beta1) * g
u = maximum(beta2 * u, abs(g) + eps)
p = p * beta1
w = w - eta / (1 - p) * m / u`,
			Torch: "torch.optim.Adamax([w], lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=weight_decay)",
		},
	})
}

type adamax struct{ beta1, beta2, eps, decay float64 }

func (*adamax) Init(s State, _ float64) { s[2][0] = 1 }

func (r *adamax) Step(s State, u *Update) {
	m, largest, power, g := s[0], s[1], s[2], u.decay(r.decay)
	power[0] *= r.beta1
	rate := u.Rate / (1 - power[0])
	for i, gi := range g {
		m[i] = r.beta1*m[i] + (1-r.beta1)*gi
		largest[i] = max(r.beta2*largest[i], math.Abs(gi)+r.eps)
		u.Next[i] = u.W[i] - rate*m[i]/largest[i]
	}
}
