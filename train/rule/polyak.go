package rule

import "math"

// Polyak's step:
//
//	η_t = min((f − f*)/(c·‖g‖²), max_lr),  w ← w − η_t·g;  no move if g = 0
//
// It needs f*, the lowest known loss; a loss below it counts as at it. A
// schedule's factor multiplies η_t.
//
// Polyak, Introduction to Optimization (1987), section 5.3; with c and max_lr:
// Loizou et al., Stochastic Polyak Step-size for SGD, AISTATS 2021.
func init() {
	register(Spec{
		ID:      "polyak",
		Name:    "Polyak's step",
		Summary: "Chooses its rate from how far the loss is above the best one, which it has to know.",
		Formula: "η = min((f − f*)/(c·‖g‖²), max_lr),  w ← w − η·g",
		Paper:   "Polyak (1987); Loizou et al. (2021)",
		Order:   140,
		Params: []Param{
			positive("c", "divides the step: 1 aims at f*, more is more careful", 1, 0.1, 10),
			positive("max_lr", "the largest rate", 10, 1e-6, 1e6),
		},
		Rule:      func(p Params) Stepper { return &polyak{c: p["c"], most: p["max_lr"]} },
		Rateless:  true,
		NeedsBest: true,
		Lines: func(w *StepValues) []string {
			u := w.Update
			gap := "(f - fbest)"
			if u.Loss < u.Best {
				gap = "max(0, f - fbest)"
			}
			if isZero(u.G) {
				return []string{"w' = w"}
			}
			w.SetNumber("eta", u.Used)
			return []string{"eta = " + w.Scaled("min("+gap+"/(c*norm(g)^2), max_lr)"), "w' = w - eta*g"}
		},
		Python: Python{
			Step: `
g2 = (g * g).sum()
length = min(max(0.0, loss - best) / (c * g2), max_lr) if g2 > 0 else 0.0
w = w - eta * length * g`,
		},
	})
}

type polyak struct{ c, most float64 }

func (*polyak) Init(State, float64) {}

func (r *polyak) Step(_ State, u *Update) {
	rate := 0.0
	if g2 := Dot(u.G, u.G); g2 > 0 {
		rate = math.Min(max(0, u.Loss-u.Best)/(r.c*g2), r.most)
	}
	u.Used = u.Rate * rate
	u.move(u.Used, u.G)
}
