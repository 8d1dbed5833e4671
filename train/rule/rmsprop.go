package rule

import "math"

// RMSprop, for each coordinate:
//
//	v ← α·v + (1 − α)·g²
//	centered: m ← α·m + (1 − α)·g,  d = √(v − m²) + eps;  else d = √v + eps
//	momentum: b ← μ·b + g/d,  w ← w − η·b;  else w ← w − η·g/d
//
// With L2 weight decay, g + wd·w stands for g. There is no bias correction:
// the first step is η/√(1 − α), ten times η at α = 0.99; and eps stands outside
// the root. v − m² ≥ 0 in exact arithmetic; tiny negatives count as 0.
//
// Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5
// (2012); centered: Graves, Generating Sequences With Recurrent Neural
// Networks, arXiv:1308.0850 (2013).
func init() {
	register(Spec{
		ID:          "rmsprop",
		Name:        "RMSprop",
		Summary:     "Divides each coordinate by the recent size of its gradient, so steep and flat directions move alike.",
		Formula:     "g ← g + wd·w,  v ← α·v + (1 − α)·g²,  w ← w − η·g/(√v + ε)",
		Paper:       "Tieleman and Hinton (2012)",
		Order:       50,
		Conventions: []Convention{DecayIsL2, EpsilonOutside},
		Params: []Param{
			kept("alpha", "share of the squared gradient's average that is kept", 0.99),
			kept("momentum", "share of the velocity that is kept", 0),
			toggle("centered", "subtract the gradient's mean from its mean square"),
			epsilon(1e-8),
			weightDecay(0),
		},
		State: func(Params) []Slot { return vectors("v", "m", "b") },
		Rule: func(p Params) Stepper {
			return &rmsprop{
				alpha: p["alpha"], mu: p["momentum"], centered: p["centered"] != 0,
				eps: p["eps"], decay: p["weight_decay"],
			}
		},
		Lines: rmspropLines,
		Python: Python{
			Start: `
v = m = b = 0 * w`,
			Step: `
g = g + weight_decay * w
v = alpha * v + (1 - alpha) * g * g
m = alpha * m + (1 - alpha) * g if centered else m
d = g / (sqrt(maximum(v - m * m, 0.0)) + eps)
b = momentum * b + d
w = w - eta * b`,
			Torch: "torch.optim.RMSprop([w], lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=bool(centered))",
		},
	})
}

// rmspropLines show an update, centered and with momentum if the parameters ask
// for it.
func rmspropLines(w *StepValues) []string {
	lines, root := []string{"v' = alpha*v + (1 - alpha)*g^2"}, "sqrt(v')"
	if w.Params["centered"] != 0 {
		lines = append(lines, "m' = alpha*m + (1 - alpha)*g")
		root = "sqrt(max(0, v' - m'^2))"
	}
	if w.Params["momentum"] > 0 {
		return append(lines, "b' = momentum*b + g/("+root+" + eps)", "w' = w - lr*b'")
	}
	return append(lines, "w' = w - lr*g/("+root+" + eps)")
}

type rmsprop struct {
	alpha, mu, eps, decay float64
	centered              bool
}

func (*rmsprop) Init(State, float64) {}

func (r *rmsprop) Step(s State, u *Update) {
	for i, gi := range u.decay(r.decay) {
		u.Next[i] = u.W[i] - u.Rate*r.direction(s, i, gi)
	}
}

// direction is coordinate i's step at rate 1.
func (r rmsprop) direction(s State, i int, g float64) float64 {
	square, mean, buffer := s[0], s[1], s[2]
	square[i] = r.alpha*square[i] + (1-r.alpha)*g*g
	v := square[i]
	if r.centered {
		mean[i] = r.alpha*mean[i] + (1-r.alpha)*g
		v = max(0, v-mean[i]*mean[i])
	}
	step := g / (math.Sqrt(v) + r.eps)
	if r.mu > 0 {
		buffer[i] = r.mu*buffer[i] + step
		step = buffer[i]
	}
	return step
}
