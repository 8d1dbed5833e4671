package rule

import "math"

// Adagrad, for each coordinate:
//
//	G ← G + g²
//	w ← w − η/(1 + (t − 1)·lr_decay) · g/(√G + eps)
//
// With L2 weight decay, g + wd·w stands for g. From G = 0 the first step has
// length η in every coordinate, whatever the gradient.
//
// Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning
// and Stochastic Optimization, JMLR 12 (2011).
func init() {
	register(Spec{
		ID:          "adagrad",
		Name:        "Adagrad",
		Summary:     "Divides each coordinate by all the gradient it has seen, so its steps only ever get shorter.",
		Formula:     "g ← g + wd·w,  G ← G + g²,  w ← w − η·g/(√G + ε)",
		Paper:       "Duchi, Hazan and Singer (2011)",
		Order:       40,
		Conventions: []Convention{DecayIsL2, EpsilonOutside},
		Params: []Param{
			{Key: "lr_decay", Meaning: "how fast the rate falls with the steps", Kind: Number, Max: 1},
			{Key: "initial_accumulator_value", Meaning: "the sum of squares at the start", Kind: Number, Max: 1e6},
			epsilon(1e-10),
			weightDecay(0),
		},
		State: func(Params) []Slot { return vectors("G") },
		Rule: func(p Params) Stepper {
			return &adagrad{
				lrDecay: p["lr_decay"], initial: p["initial_accumulator_value"],
				eps: p["eps"], decay: p["weight_decay"],
			}
		},
		Lines: func(w *StepValues) []string {
			if w.Params["lr_decay"] == 0 {
				return []string{"G' = G + g^2", "w' = w - lr*g/(sqrt(G') + eps)"}
			}
			return []string{"G' = G + g^2", "eta = lr/(1 + k*lr_decay)", "w' = w - eta*g/(sqrt(G') + eps)"}
		},
		Symbols: map[string]Symbol{"lr_decay": {Text: "δ"}},
		Python: Python{
			Start: `
G = 0 * w + initial_accumulator_value`,
			Step: `
g = g + weight_decay * w
G = G + g * g
w = w - eta / (1 + (t - 1) * lr_decay) * g / (sqrt(G) + eps)`,
			Torch: "torch.optim.Adagrad([w], lr=lr, lr_decay=lr_decay, weight_decay=weight_decay, initial_accumulator_value=initial_accumulator_value, eps=eps)",
		},
	})
}

type adagrad struct{ lrDecay, initial, eps, decay float64 }

func (r *adagrad) Init(s State, _ float64) {
	for i := range s[0] {
		s[0][i] = r.initial
	}
}

func (r *adagrad) Step(s State, u *Update) {
	sum, g := s[0], u.decay(r.decay)
	u.Used = u.Rate / (1 + float64(u.T-1)*r.lrDecay)
	for i, gi := range g {
		sum[i] += gi * gi
		u.Next[i] = u.W[i] - u.Used*gi/(math.Sqrt(sum[i])+r.eps)
	}
}
