package rule

// Lion, for each coordinate:
//
//	c = β₁·m + (1 − β₁)·g
//	w ← w − η·(sign(c) + wd·w)
//	m ← β₂·m + (1 − β₂)·g
//
// The update uses β₁, the memory β₂. Every step is η·√2 long, so that it never
// settles.
//
// Chen et al., Symbolic Discovery of Optimization Algorithms, NeurIPS 2023.
func init() {
	register(Spec{
		ID:          "lion",
		Name:        "Lion",
		Summary:     "Moves every coordinate by exactly the rate, up or down: it circles the minimum and never settles.",
		Formula:     "c = β₁·m + (1 − β₁)·g,  w ← w − η·(sign(c) + wd·w),  m ← β₂·m + (1 − β₂)·g",
		Paper:       "Chen et al. (2023)",
		Order:       130,
		Conventions: []Convention{DecayAsAdamW},
		Params:      append(betas(0.99), weightDecay(0)),
		State:       func(Params) []Slot { return vectors("m") },
		Rule: func(p Params) Stepper {
			return &lion{beta1: p["beta1"], beta2: p["beta2"], decay: p["weight_decay"]}
		},
		Lines: func(w *StepValues) []string {
			pull := "sign(c)"
			if w.Params["weight_decay"] != 0 {
				pull = "(sign(c) + weight_decay*w)"
			}
			return []string{"c = beta1*m + (1 - beta1)*g", "m' = beta2*m + (1 - beta2)*g", "w' = w - lr*" + pull}
		},
		Python: Python{
			Start: `
m = 0 * w`,
			Step: `
c = beta1 * m + (1 - beta1) * g
m = beta2 * m + (1 - beta2) * g
w = w - eta * (sign(c) + weight_decay * w)`,
		},
	})
}

type lion struct{ beta1, beta2, decay float64 }

func (*lion) Init(State, float64) {}

func (r *lion) Step(s State, u *Update) {
	m := s[0]
	for i, gi := range u.G {
		c := r.beta1*m[i] + (1-r.beta1)*gi
		m[i] = r.beta2*m[i] + (1-r.beta2)*gi
		u.Next[i] = u.W[i] - u.Rate*(sign(c)+r.decay*u.W[i])
	}
}
