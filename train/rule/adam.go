package rule

import "math"

// Adam, for each coordinate:
//
//	m ← β₁·m + (1 − β₁)·g
//	v ← β₂·v + (1 − β₂)·g²
//	w ← w − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + eps)
//
// With L2 weight decay, g + wd·w stands for g. eps stands after the corrected
// root. AMSGrad takes the largest v so far, uncorrected, in v's place.
//
// Kingma and Ba, Adam: A Method for Stochastic Optimization, ICLR 2015;
// AMSGrad: Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, ICLR
// 2018.
func init() {
	register(Spec{
		ID:          "adam",
		Name:        "Adam",
		Summary:     "Momentum divided by the recent size of the gradient: every coordinate moves by about the rate itself.",
		Formula:     "g ← g + wd·w,  m ← β₁·m + (1 − β₁)·g,  v ← β₂·v + (1 − β₂)·g²,  w ← w − η·m̂/(√v̂ + ε)",
		Paper:       "Kingma and Ba (2015)",
		Order:       70,
		Conventions: []Convention{DecayIsL2, EpsilonOutside},
		Params:      append(betas(0.999), epsilon(1e-8), weightDecay(0), amsgradParam()),
		State:       func(Params) []Slot { return adamState() },
		Rule: func(p Params) Stepper {
			return &adam{moments: newMoments(p), decay: p["weight_decay"]}
		},
		Lines: func(w *StepValues) []string {
			return append(momentLines(w), "w' = w - lr*mhat/(sqrt(vhat) + eps)")
		},
		Python: Python{
			Start: `
m = v = vmax = 0 * w
p1 = p2 = 1.0`,
			Step: `
g = g + weight_decay * w
m = beta1 * m + (1 - beta1) * g
v = beta2 * v + (1 - beta2) * g * g
vmax = maximum(vmax, v) if amsgrad else v
p1, p2 = p1 * beta1, p2 * beta2
w = w - eta * (m / (1 - p1) / (sqrt(vmax / (1 - p2)) + eps))`,
			Torch: "torch.optim.Adam([w], lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=weight_decay, amsgrad=bool(amsgrad))",
		},
	})
}

// momentLines show the moments with their corrections.
func momentLines(w *StepValues) []string {
	lines := []string{"m' = beta1*m + (1 - beta1)*g", "v' = beta2*v + (1 - beta2)*g^2"}
	largest := "v'"
	if w.Params["amsgrad"] != 0 {
		lines = append(lines, "vmax' = max(vmax, v')")
		largest = "vmax'"
	}
	return append(lines, "mhat = m'/(1 - beta1^t)", "vhat = "+largest+"/(1 - beta2^t)")
}

// betas are beta1 and beta2 of the family of Adam.
func betas(beta2 float64) []Param {
	return []Param{
		kept("beta1", "share of the gradient's average that is kept", 0.9),
		kept("beta2", "share of the squared gradient's average that is kept", beta2),
	}
}

func amsgradParam() Param {
	return toggle("amsgrad", "divide by the largest mean square so far")
}

// adamState is the state of moments: β₁ᵗ and β₂ᵗ are kept as products, one
// multiplication an update.
func adamState() []Slot { return append(vectors("m", "v", "vmax"), singles("β₁ᵗ", "β₂ᵗ")...) }

type adam struct {
	moments
	decay float64
}

func (r *adam) Step(s State, u *Update) { r.step(s, u, u.decay(r.decay), 1) }

// StepTwo is TwoStepper's.
func (r *adam) StepTwo(s State, _ int, x, y, gx, gy, rate float64) (nextX, nextY float64) {
	gx, gy = decayTwo(r.decay, x, y, gx, gy)
	moveX, moveY := r.stepTwo(s, gx, gy)
	return x - rate*moveX, y - rate*moveY
}

// moments are what Adam and AdamW share.
type moments struct {
	beta1, beta2, eps float64
	amsgrad           bool
}

func newMoments(p Params) moments {
	return moments{beta1: p["beta1"], beta2: p["beta2"], eps: p["eps"], amsgrad: p["amsgrad"] != 0}
}

func (*moments) Init(s State, _ float64) { s[3][0], s[4][0] = 1, 1 }

// step takes in a gradient and moves from keep·w.
func (r *moments) step(s State, u *Update, g []float64, keep float64) {
	m, v, vmax := s[0][:len(g)], s[1][:len(g)], s[2][:len(g)]
	w, next := u.W[:len(g)], u.Next[:len(g)]
	c1, c2 := r.corrections(s)
	for i, gi := range g {
		mi := r.beta1*m[i] + (1-r.beta1)*gi
		vi := r.beta2*v[i] + (1-r.beta2)*gi*gi
		m[i], v[i] = mi, vi
		if r.amsgrad {
			vmax[i] = max(vmax[i], vi)
			vi = vmax[i]
		}
		next[i] = w[i]*keep - u.Rate*(c1*mi/(math.Sqrt(c2*vi)+r.eps))
	}
}

// stepTwo takes in a gradient of two weights, and is the direction to move in.
func (r *moments) stepTwo(s State, gx, gy float64) (moveX, moveY float64) {
	m, v := two(s[0]), two(s[1])
	c1, c2 := r.corrections(s)
	mx, my := r.beta1*m[0]+(1-r.beta1)*gx, r.beta1*m[1]+(1-r.beta1)*gy
	vx, vy := r.beta2*v[0]+(1-r.beta2)*gx*gx, r.beta2*v[1]+(1-r.beta2)*gy*gy
	m[0], m[1], v[0], v[1] = mx, my, vx, vy
	if r.amsgrad {
		most := two(s[2])
		vx, vy = max(most[0], vx), max(most[1], vy)
		most[0], most[1] = vx, vy
	}
	return c1 * mx / (math.Sqrt(c2*vx) + r.eps), c1 * my / (math.Sqrt(c2*vy) + r.eps)
}

// corrections are 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ) of this update.
func (r *moments) corrections(s State) (c1, c2 float64) {
	power1, power2 := s[3][0]*r.beta1, s[4][0]*r.beta2
	s[3][0], s[4][0] = power1, power2
	return 1 / (1 - power1), 1 / (1 - power2)
}
