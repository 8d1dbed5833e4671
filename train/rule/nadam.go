package rule

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
		State: func(Params) []Slot {
			return append(vectors("m", "v"), singles("Π", "0.96^(tψ)", "β₂ᵗ")...)
		},
		Rule: func(p Params) Stepper {
			return &nadam{
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
		Python: Python{
			Start: `
m = v = 0 * w
product = p2 = 1.0`,
			Step: `
g = g + weight_decay * w
m = beta1 * m + (1 - beta1) * g
v = beta2 * v + (1 - beta2) * g * g
mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentum_decay))
ahead = beta1 * (1 - 0.5 * 0.96 ** ((t + 1) * momentum_decay))
product, p2 = product * mu, p2 * beta2
d = (1 - mu) / (1 - product) * g + ahead / (1 - product * ahead) * m
w = w - eta * d / (sqrt(v / (1 - p2)) + eps)`, // PyTorch has another second momentum before its version 2
		},
	})
}

// warm is 0.96^ψ.
type nadam struct{ beta1, beta2, eps, decay, warm float64 }

func (*nadam) Init(s State, _ float64) { s[2][0], s[3][0], s[4][0] = 1, 1, 1 }

func (r *nadam) Step(s State, u *Update) {
	m, v, g := s[0], s[1], u.decay(r.decay)
	a, b, correction := r.factors(s[2:], u.Rate)
	for i, gi := range g {
		m[i] = r.beta1*m[i] + (1-r.beta1)*gi
		v[i] = r.beta2*v[i] + (1-r.beta2)*gi*gi
		u.Next[i] = u.W[i] - (a*gi+b*m[i])/(math.Sqrt(v[i]/correction)+r.eps)
	}
}

// factors are what this update multiplies g and m by, and what it divides v by,
// from Π, 0.96^(tψ) and β₂ᵗ.
func (r nadam) factors(s State, rate float64) (a, b, correction float64) {
	product, warm, power := s[0], s[1], s[2]
	warm[0] *= r.warm
	power[0] *= r.beta2
	mu, next := r.momentum(warm[0]), r.momentum(warm[0]*r.warm)
	product[0] *= mu
	a = rate * (1 - mu) / (1 - product[0])
	b = rate * next / (1 - product[0]*next)
	return a, b, 1 - power[0]
}

// momentum is μ_t, from 0.96^(tψ).
func (r nadam) momentum(warm float64) float64 { return r.beta1 * (1 - 0.5*warm) }
