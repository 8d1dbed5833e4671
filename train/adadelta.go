package train

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
			fraction("rho", "share of the running averages that is kept", 0.9),
			epsilon(1e-6),
			weightDecay(0),
		},
		State: func(Params) []string { return []string{"v.x", "v.y", "u.x", "u.y"} },
		Rule: func(p Params) Rule {
			return adadelta{rho: p["rho"], eps: p["eps"], decay: p["weight_decay"]}
		},
		Lines: always(
			"v' = rho*v + (1 - rho)*g^2", "d = sqrt(u + eps)/sqrt(v' + eps)*g",
			"u' = rho*u + (1 - rho)*d^2", "w' = w - lr*d",
		),
	})
}

type adadelta struct{ rho, eps, decay float64 }

func (adadelta) Init([]float64, float64) {}

func (r adadelta) Step(s []float64, u *Update) {
	gx, gy := u.decay(r.decay)
	dx := r.direction(s, 0, gx)
	dy := r.direction(s, 1, gy)
	u.move(u.Rate*dx, u.Rate*dy)
}

// direction is coordinate i's d, from v at i and u at 2 + i.
func (r adadelta) direction(s []float64, i int, g float64) float64 {
	s[i] = r.rho*s[i] + (1-r.rho)*g*g
	d := math.Sqrt(s[2+i]+r.eps) / math.Sqrt(s[i]+r.eps) * g
	s[2+i] = r.rho*s[2+i] + (1-r.rho)*d*d
	return d
}
