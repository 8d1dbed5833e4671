package rule

import "math"

// Adadelta, for each coordinate:
//
//	v ← ρ·v + (1 − ρ)·g²
//	d = √(u + eps)/√(v + eps) · g
//	u ← ρ·u + (1 − ρ)·d²
//	w ← w − η·d
//
// With L2 weight decay, g + wd·w stands for g. eps stands inside both roots
// and sets the speed at the start: at the default eps the first step is
// √(eps/(1 − ρ)) = 0.0032, whatever the gradient, which is why it looks frozen
// at rate 1.
//
// Zeiler, ADADELTA: An Adaptive Learning Rate Method, arXiv:1212.5701 (2012).
func init() {
	register(Spec{
		ID:          "adadelta",
		Name:        "Adadelta",
		Summary:     "Scales each step by the size of the steps before it; it starts very slowly.",
		Formula:     "g ← g + wd·w,  v ← ρ·v + (1 − ρ)·g²,  d = g·√(u + ε)/√(v + ε),  u ← ρ·u + (1 − ρ)·d²,  w ← w − η·d",
		Paper:       "Zeiler (2012)",
		Order:       60,
		Conventions: []Convention{DecayIsL2, EpsilonInside},
		Params: []Param{
			kept("rho", "share of the running averages that is kept", 0.9),
			epsilon(1e-6),
			weightDecay(0),
		},
		State: func(Params) []Slot { return vectors("v", "u") },
		Rule: func(p Params) Stepper {
			return &adadelta{rho: p["rho"], eps: p["eps"], decay: p["weight_decay"]}
		},
		Lines: always(
			"v' = rho*v + (1 - rho)*g^2", "d = sqrt(u + eps)/sqrt(v' + eps)*g",
			"u' = rho*u + (1 - rho)*d^2", "w' = w - lr*d",
		),
		Python: Python{
			Start: `
v = u = 0 * w`,
			Step: `
g = g + weight_decay * w
v = rho * v + (1 - rho) * g * g
d = sqrt(u + eps) / sqrt(v + eps) * g
u = rho * u + (1 - rho) * d * d
w = w - eta * d`,
			Torch: "torch.optim.Adadelta([w], lr=lr, rho=rho, eps=eps, weight_decay=weight_decay)",
		},
	})
}

type adadelta struct{ rho, eps, decay float64 }

func (*adadelta) Init(State, float64) {}

func (r *adadelta) Step(s State, u *Update) {
	v, square := s[0], s[1]
	for i, gi := range u.decay(r.decay) {
		v[i] = r.rho*v[i] + (1-r.rho)*gi*gi
		d := math.Sqrt(square[i]+r.eps) / math.Sqrt(v[i]+r.eps) * gi
		square[i] = r.rho*square[i] + (1-r.rho)*d*d
		u.Next[i] = u.W[i] - u.Rate*d
	}
}
