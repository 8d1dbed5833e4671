package train

import "math"

// NAdam, Adam with Nesterov's momentum, for each coordinate:
//
//	μ_t = β₁·(1 − 0.5·0.96^(t·ψ)),  Π_t = μ_1·…·μ_t
//	m ← β₁·m + (1 − β₁)·g
//	v ← β₂·v + (1 − β₂)·g²
//	w ← w − η·[(1 − μ_t)·g/(1 − Π_t) + μ_{t+1}·m/(1 − Π_t·μ_{t+1})] / (√(v/(1 − β₂ᵗ)) + eps)
//
// With L2 weight decay, g + wd·w stands for g. ψ is momentum_decay.
//
// Dozat, Incorporating Nesterov Momentum into Adam, ICLR workshop 2016; as
// PyTorch has it since 2.0 (1.13 multiplied μ_t in twice).
func init() {
	register(Spec{
		ID:          "nadam",
		Name:        "NAdam",
		Summary:     "Adam with Nesterov's look ahead; its momentum warms up over the first steps.",
		Formula:     "g ← g + wd·w,  w ← w − η·[(1 − μ_t)·g/(1 − Π_t) + μ_{t+1}·m/(1 − Π_{t+1})]/(√v̂ + ε)",
		Paper:       "Dozat (2016)",
		Order:       100,
		Conventions: []Convention{DecayIsL2, EpsilonOutside, MomentumWarmsUp},
		Params: append(betas(0.999),
			Param{Key: "momentum_decay", Meaning: "how fast the momentum warms up", Kind: Number, Default: 4e-3, Max: 1},
			epsilon(1e-8), weightDecay(0)),
		State: func(Params) []string {
			return []string{"m.x", "m.y", "v.x", "v.y", "Π", "0.96^(tψ)", "β₂ᵗ"}
		},
		Rule: func(p Params) Rule {
			return nadam{
				beta1: p["beta1"], beta2: p["beta2"], eps: p["eps"], decay: p["weight_decay"],
				warm: math.Pow(0.96, p["momentum_decay"]),
			}
		},
		Lines: always(
			"m' = beta1*m + (1 - beta1)*g", "v' = beta2*v + (1 - beta2)*g^2",
			"mu = beta1*(1 - 0.5*0.96^(t*momentum_decay))", "ahead = beta1*(1 - 0.5*0.96^((t + 1)*momentum_decay))",
			"Π' = Π*mu", "mhat = (1 - mu)*g/(1 - Π') + ahead*m'/(1 - Π'*ahead)",
			"vhat = v'/(1 - beta2^t)", "w' = w - lr*mhat/(sqrt(vhat) + eps)",
		),
		Symbols: map[string]Symbol{
			"mu": {Text: "μ", Moving: true, Ahead: 1}, "ahead": {Text: "μ", Moving: true, Ahead: 2}, "momentum_decay": {Text: "ψ"},
		},
	})
}

// warm is 0.96^ψ.
type nadam struct{ beta1, beta2, eps, decay, warm float64 }

func (nadam) Init(s []float64, _ float64) { s[4], s[5], s[6] = 1, 1, 1 }

func (r nadam) Step(s []float64, u *Update) {
	gx, gy := u.decay(r.decay)
	s[0] = r.beta1*s[0] + (1-r.beta1)*gx
	s[1] = r.beta1*s[1] + (1-r.beta1)*gy
	s[2] = r.beta2*s[2] + (1-r.beta2)*gx*gx
	s[3] = r.beta2*s[3] + (1-r.beta2)*gy*gy
	s[5] *= r.warm
	s[6] *= r.beta2
	mu, next := r.momentum(s[5]), r.momentum(s[5]*r.warm)
	s[4] *= mu
	a := u.Rate * (1 - mu) / (1 - s[4])
	b := u.Rate * next / (1 - s[4]*next)
	correction := 1 - s[6]
	dx := math.Sqrt(s[2]/correction) + r.eps
	dy := math.Sqrt(s[3]/correction) + r.eps
	u.move((a*gx+b*s[0])/dx, (a*gy+b*s[1])/dy)
}

// momentum is μ_t, from 0.96^(tψ).
func (r nadam) momentum(warm float64) float64 { return r.beta1 * (1 - 0.5*warm) }
