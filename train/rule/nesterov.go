package rule

// Nesterov's momentum, in the form of Sutskever and PyTorch:
//
//	b ← g (first update), then b ← μ·b + g
//	w ← w − η·(g + μ·b)
//
// The gradient is that at w itself, not at a point ahead. With L2 weight
// decay, g + wd·w stands for g.
//
// Nesterov, A method for solving the convex programming problem with
// convergence rate O(1/k²), Soviet Math. Dokl. 27 (1983); Sutskever et al., On
// the importance of initialization and momentum in deep learning, ICML 2013.
// On a quadratic it is stable below (2 + 2μ)/((1 + 2μ)λ), which is less than
// plain descent's limit.
func init() {
	register(Spec{
		ID:          "nesterov",
		Name:        "Nesterov momentum",
		Summary:     "Momentum that corrects itself a step ahead: it brakes sooner, so it swings less.",
		Formula:     "g ← g + wd·w,  b ← μ·b + g,  w ← w − η·(g + μ·b)",
		Paper:       "Nesterov (1983); Sutskever et al. (2013)",
		Order:       30,
		Conventions: []Convention{DecayIsL2},
		Params: []Param{
			kept("momentum", "share of the velocity that is kept", 0.9),
			weightDecay(0),
		},
		State: func(Params) []Slot { return vectors("b") },
		Rule:  func(p Params) Stepper { return &nesterov{mu: p["momentum"], decay: p["weight_decay"]} },
		Lines: func(w *StepValues) []string {
			return []string{accumulated(w, "momentum*b + g"), "w' = w - lr*(g + momentum*b')"}
		},
		Limit: func(p Params, lambda float64) float64 {
			mu := p["momentum"]
			return (2 + 2*mu) / ((1 + 2*mu) * lambda)
		},
		// b ← μ·b + λe, e ← e − η·(λe + μ·b).
		Factor: func(p Params, rate, lambda float64) float64 {
			mu := p["momentum"]
			return spectralRadius((1+mu)*(1-rate*lambda), mu*(1-rate*lambda))
		},
		Python: Python{
			Start: `
b = 0 * w`,
			Step: `
g = g + weight_decay * w
b = g if t == 1 else momentum * b + g
w = w - eta * (g + momentum * b)`,
			Torch: "torch.optim.SGD([w], lr=lr, momentum=momentum, nesterov=momentum > 0, weight_decay=weight_decay)",
		},
	})
}

type nesterov struct{ mu, decay float64 }

func (*nesterov) Init(State, float64) {}

func (r *nesterov) Step(s State, u *Update) {
	b, g := s[0], u.decay(r.decay)
	accumulate(b, r.mu, 1, g, u.T)
	for i, v := range g {
		u.Next[i] = u.W[i] - u.Rate*(v+r.mu*b[i])
	}
}
