package train

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
		State:       func(Params) []string { return adamState() },
		Rule: func(p Params) Rule {
			return adam{moments: newMoments(p), decay: p["weight_decay"]}
		},
		Lines: func(w *Working) []string {
			return append(momentLines(w), "w' = w - lr*mhat/(sqrt(vhat) + eps)")
		},
	})
}

// momentLines tell the moments with their corrections.
func momentLines(w *Working) []string {
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
		fraction("beta1", "share of the gradient's average that is kept", 0.9),
		fraction("beta2", "share of the squared gradient's average that is kept", beta2),
	}
}

func amsgradParam() Param {
	return toggle("amsgrad", "divide by the largest mean square so far")
}

// adamState names the state of moments: β₁ᵗ and β₂ᵗ are kept as products, one
// multiplication an update.
func adamState() []string {
	return []string{"m.x", "m.y", "v.x", "v.y", "vmax.x", "vmax.y", "β₁ᵗ", "β₂ᵗ"}
}

type adam struct {
	moments
	decay float64
}

func (r adam) Step(s []float64, u *Update) {
	gx, gy := u.decay(r.decay)
	dx, dy := r.direction(s, gx, gy)
	u.move(u.Rate*dx, u.Rate*dy)
}

// moments are what Adam and AdamW share.
type moments struct {
	beta1, beta2, eps float64
	amsgrad           bool
}

func newMoments(p Params) moments {
	return moments{beta1: p["beta1"], beta2: p["beta2"], eps: p["eps"], amsgrad: p["amsgrad"] != 0}
}

func (moments) Init(s []float64, _ float64) { s[6], s[7] = 1, 1 }

// direction takes in a gradient and is the step at rate 1.
func (r *moments) direction(s []float64, gx, gy float64) (dx, dy float64) {
	s = s[:8]
	s[0] = r.beta1*s[0] + (1-r.beta1)*gx
	s[1] = r.beta1*s[1] + (1-r.beta1)*gy
	s[2] = r.beta2*s[2] + (1-r.beta2)*gx*gx
	s[3] = r.beta2*s[3] + (1-r.beta2)*gy*gy
	s[6] *= r.beta1
	s[7] *= r.beta2
	vx, vy := s[2], s[3]
	if r.amsgrad {
		s[4], s[5] = max(s[4], vx), max(s[5], vy)
		vx, vy = s[4], s[5]
	}
	c1, c2 := 1/(1-s[6]), 1/(1-s[7])
	dx = c1 * s[0] / (math.Sqrt(c2*vx) + r.eps)
	dy = c1 * s[1] / (math.Sqrt(c2*vy) + r.eps)
	return dx, dy
}
