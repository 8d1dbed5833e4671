package rule

import "math"

// RAdam, Adam that waits for its mean square to be worth dividing by:
//
//	m, v as Adam's;  m̂ = m/(1 − β₁ᵗ)
//	ρ_∞ = 2/(1 − β₂) − 1,  ρ_t = ρ_∞ − 2t·β₂ᵗ/(1 − β₂ᵗ)
//	ρ_t > 5:  r = √[(ρ_t − 4)(ρ_t − 2)ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2)ρ_t)]
//	          w ← w − η·m̂·r·√(1 − β₂ᵗ)/(√v + eps)
//	else      w ← w − η·m̂
//
// With L2 weight decay, g + wd·w stands for g. The threshold is PyTorch's 5
// (the paper's is 4), and eps is added before the correction, unlike Adam's.
// With β₂ = 0.999 the first five steps are not normalised: on steep surfaces
// they throw the run away.
//
// Liu et al., On the Variance of the Adaptive Learning Rate and Beyond, ICLR
// 2020.
func init() {
	register(Spec{
		ID:          "radam",
		Name:        "RAdam",
		Summary:     "Adam that starts as plain momentum until it has seen enough gradients to trust their size.",
		Formula:     "g ← g + wd·w,  ρ_t > 5: w ← w − η·r_t·m̂·√(1 − β₂ᵗ)/(√v + ε);  ρ_t ≤ 5: w ← w − η·m̂",
		Paper:       "Liu et al. (2020)",
		Order:       110,
		Conventions: []Convention{DecayIsL2, EpsilonOutside},
		Params:      append(betas(0.999), epsilon(1e-8), weightDecay(0)),
		State: func(Params) []Slot {
			return append(vectors("m", "v"), singles("β₁ᵗ", "β₂ᵗ")...)
		},
		Rule: func(p Params) Stepper { return newRadam(p) },
		Lines: func(w *StepValues) []string {
			lines := []string{
				"m' = beta1*m + (1 - beta1)*g", "v' = beta2*v + (1 - beta2)*g^2", "mhat = m'/(1 - beta1^t)",
				"rhomax = 2/(1 - beta2) - 1", "rho = rhomax - 2*t*beta2^t/(1 - beta2^t)",
			}
			if _, trusted := newRadam(w.Params).rectify(float64(w.K+1), w.After("β₂ᵗ")[0]); trusted {
				return append(lines, "rho > 5", "r = sqrt((rho - 4)*(rho - 2)*rhomax/((rhomax - 4)*(rhomax - 2)*rho))",
					"w' = w - lr*mhat*r*sqrt(1 - beta2^t)/(sqrt(v') + eps)")
			}
			return append(lines, "rho <= 5", "w' = w - lr*mhat")
		},
		Symbols: map[string]Symbol{"rho": {Text: "ρ", Moving: true, Ahead: 1}, "rhomax": {Text: "ρ", Below: "∞"}},
		Python: Python{
			Start: `
m = v = 0 * w
p1 = p2 = 1.0
limit = 2 / (1 - beta2) - 1`,
			Step: `
g = g + weight_decay * w
m = beta1 * m + (1 - beta1) * g
v = beta2 * v + (1 - beta2) * g * g
p1, p2 = p1 * beta1, p2 * beta2
rho = limit - 2 * t * p2 / (1 - p2)
d = m / (1 - p1)
if rho > 5:
    r = math.sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho))
    d = d * r * math.sqrt(1 - p2) / (sqrt(v) + eps)
w = w - eta * d`,
			Torch: "torch.optim.RAdam([w], lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=weight_decay)",
		},
	})
}

// limit is ρ_∞.
type radam struct{ beta1, beta2, eps, decay, limit float64 }

func newRadam(p Params) *radam {
	return &radam{
		beta1: p["beta1"], beta2: p["beta2"], eps: p["eps"], decay: p["weight_decay"],
		limit: 2/(1-p["beta2"]) - 1,
	}
}

func (*radam) Init(s State, _ float64) { s[2][0], s[3][0] = 1, 1 }

func (r *radam) Step(s State, u *Update) {
	m, v, g := s[0], s[1], u.decay(r.decay)
	s[2][0] *= r.beta1
	s[3][0] *= r.beta2
	rate := u.Rate / (1 - s[2][0])
	scale, trusted := r.rectify(float64(u.T), s[3][0])
	if trusted {
		rate *= scale
	}
	for i, gi := range g {
		m[i] = r.beta1*m[i] + (1-r.beta1)*gi
		v[i] = r.beta2*v[i] + (1-r.beta2)*gi*gi
		step := rate * m[i]
		if trusted {
			step /= math.Sqrt(v[i]) + r.eps
		}
		u.Next[i] = u.W[i] - step
	}
}

// rectify is r·√(1 − β₂ᵗ), from t and β₂ᵗ; trusted is false while ρ_t ≤ 5.
func (r radam) rectify(t, power float64) (scale float64, trusted bool) {
	rho := r.limit - 2*t*power/(1-power)
	if rho <= 5 {
		return 0, false
	}
	q := (rho - 4) * (rho - 2) * r.limit / ((r.limit - 4) * (r.limit - 2) * rho)
	return math.Sqrt(q) * math.Sqrt(1-power), true
}
