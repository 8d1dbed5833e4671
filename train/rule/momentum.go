package rule

// Momentum, the heavy ball:
//
//	b ← g (first update), then b ← μ·b + (1 − damp)·g
//	w ← w − η·b
//
// The buffer starts at g itself, without dampening, and is not scaled by
// 1 − μ: the effective rate is η/(1 − μ). With L2 weight decay, g + wd·w stands
// for g.
//
// Polyak, Some methods of speeding up the convergence of iteration methods,
// USSR Comput. Math. Math. Phys. 4 (1964); the form is PyTorch's. On a
// quadratic it is stable below 2(1 + μ)/λ: the roots of
// z² − (1 + μ − ηλ)z + μ leave the unit circle at z = −1.
func init() {
	register(Spec{
		ID:          "momentum",
		Name:        "Momentum",
		Summary:     "Keeps some of its velocity, like a heavy ball: it averages a zigzag away and rolls over small bumps.",
		Formula:     "g ← g + wd·w,  b ← μ·b + (1 − damp)·g,  w ← w − η·b",
		Paper:       "Polyak (1964)",
		Order:       20,
		Conventions: []Convention{DecayIsL2},
		Params: []Param{
			kept("momentum", "share of the velocity that is kept", 0.9),
			{Key: "dampening", Meaning: "share of each new gradient that is dropped", Kind: Number, Max: 1},
			weightDecay(0),
		},
		State: func(Params) []Slot { return vectors("b") },
		Rule: func(p Params) Stepper {
			return &momentum{mu: p["momentum"], keep: 1 - p["dampening"], decay: p["weight_decay"]}
		},
		Lines: func(w *StepValues) []string {
			return []string{accumulated(w, "momentum*b + (1 - dampening)*g"), "w' = w - lr*b'"}
		},
		Limit: func(p Params, lambda float64) float64 {
			return momentumLimit(p["momentum"], p["dampening"], lambda)
		},
		// b ← μ·b + (1 − damp)·λe, e ← e − η·b.
		Factor: func(p Params, rate, lambda float64) float64 {
			mu := p["momentum"]
			return spectralRadius(1+mu-rate*(1-p["dampening"])*lambda, mu)
		},
		Python: Python{
			Start: `
b = 0 * w`,
			Step: `
g = g + weight_decay * w
b = g if t == 1 else momentum * b + (1 - dampening) * g
w = w - eta * b`,
			Torch: "torch.optim.SGD([w], lr=lr, momentum=momentum, dampening=dampening, weight_decay=weight_decay)",
		},
	})
}

// accumulated is accumulate as a line: the first update takes the gradient as it is.
func accumulated(w *StepValues, later string) string {
	switch {
	case w.K == 0:
		return "b' = g"
	case w.Params["dampening"] == 0:
		return "b' = momentum*b + g"
	}
	return "b' = " + later
}

// momentumLimit is 2(1 + μ)/((1 − damp)λ).
func momentumLimit(mu, dampening, lambda float64) float64 {
	return 2 * (1 + mu) / ((1 - dampening) * lambda)
}

type momentum struct{ mu, keep, decay float64 }

func (*momentum) Init(State, float64) {}

func (r *momentum) Step(s State, u *Update) {
	b := s[0]
	accumulate(b, r.mu, r.keep, u.decay(r.decay), u.T)
	u.move(u.Rate, b)
}

// StepTwo is TwoStepper's.
func (r *momentum) StepTwo(s State, t int, x, y, gx, gy, rate float64) (nextX, nextY float64) {
	gx, gy = decayTwo(r.decay, x, y, gx, gy)
	b := two(s[0])
	if t > 1 {
		gx, gy = r.mu*b[0]+r.keep*gx, r.mu*b[1]+r.keep*gy
	}
	b[0], b[1] = gx, gy
	return x - rate*gx, y - rate*gy
}

// accumulate makes b the momentum buffer of update t.
func accumulate(b []float64, mu, keep float64, g []float64, t int) {
	if t == 1 {
		copy(b, g)
		return
	}
	for i, v := range g[:len(b)] {
		b[i] = mu*b[i] + keep*v
	}
}
