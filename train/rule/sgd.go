package rule

// Gradient descent:
//
//	w ← w − η·(g + wd·w)
//
// Cauchy, Méthode générale pour la résolution des systèmes d'équations
// simultanées, C. R. Acad. Sci. Paris 25 (1847); Robbins and Monro, A
// Stochastic Approximation Method, Ann. Math. Stat. 22 (1951). On a quadratic
// of curvature λ each step multiplies the error by 1 − ηλ: stable below 2/λ.
func init() {
	register(Spec{
		ID:          "sgd",
		Name:        "Gradient descent",
		Summary:     "Steps straight down the gradient; the step is as long as the gradient is steep.",
		Formula:     "g ← g + wd·w,  w ← w − η·g",
		Paper:       "Cauchy (1847); Robbins and Monro (1951)",
		Order:       10,
		Conventions: []Convention{DecayIsL2},
		Params:      []Param{weightDecay(0)},
		Rule:        func(p Params) Stepper { return &sgd{decay: p["weight_decay"]} },
		Lines:       always("w' = w - lr*g"),
		Limit:       func(_ Params, lambda float64) float64 { return 2 / lambda },
		Factor:      func(_ Params, rate, lambda float64) float64 { return 1 - rate*lambda },
		Python: Python{
			Step: `
g = g + weight_decay * w
w = w - eta * g`,
			Torch: "torch.optim.SGD([w], lr=lr, weight_decay=weight_decay)",
		},
	})
}

type sgd struct{ decay float64 }

func (*sgd) Init(State, float64) {}

func (r *sgd) Step(_ State, u *Update) {
	if r.decay == 0 && len(u.W) == 2 { // the same, without a loop
		w, g, next := (*[2]float64)(u.W), (*[2]float64)(u.G), (*[2]float64)(u.Next)
		next[0], next[1] = w[0]-u.Rate*g[0], w[1]-u.Rate*g[1]
		return
	}
	u.move(u.Rate, u.decay(r.decay))
}

// StepTwo is TwoStepper's.
func (r *sgd) StepTwo(_ State, _ int, x, y, gx, gy, rate float64) (nextX, nextY float64) {
	gx, gy = decayTwo(r.decay, x, y, gx, gy)
	return x - rate*gx, y - rate*gy
}
