package rule

import "strconv"

// Gradient descent with Armijo's backtracking:
//
//	try = first_lr; while f(w − try·g) > f(w) − c₁·try·‖g‖²: try ← β·try
//	w ← w − try·g
//
// at most max_backtracks times; a loss that is not a number counts as too
// high. Each step starts again from first_lr, times a schedule's factor. The
// accepted step is reported as the rate.
//
// Armijo, Minimization of functions having Lipschitz continuous first partial
// derivatives, Pacific J. Math. 16 (1966); Nocedal and Wright, Numerical
// Optimization (2006), algorithm 3.1.
func init() {
	register(Spec{
		ID:      "armijo",
		Name:    "Backtracking (Armijo)",
		Summary: "Tries a long step and halves it until the loss falls by enough: it never overshoots for long.",
		Formula: "while f(w − η·g) > f(w) − c₁·η·‖g‖²: η ← β·η;  w ← w − η·g",
		Paper:   "Armijo (1966)",
		Order:   160,
		Params: []Param{
			positive("first_lr", "the rate that is tried first", 1, 1e-6, 1e6),
			{Key: "c1", Meaning: "share of the promised descent that is asked for", Kind: Number, Default: 1e-4, Max: 1, OpenMin: true, OpenMax: true},
			{Key: "beta", Meaning: "what a refused step is multiplied by", Kind: Number, Default: 0.5, Max: 1, OpenMin: true, OpenMax: true},
			count("max_backtracks", "how often a step may be shortened", 40, 0, 100),
		},
		Rule: func(p Params) Stepper {
			return &armijo{first: p["first_lr"], c1: p["c1"], beta: p["beta"], most: int(p["max_backtracks"])}
		},
		Rateless:   true,
		NeedsWhole: true,
		Lines: func(w *StepValues) []string {
			tries, rate := 0, w.Update.Rate*w.Params["first_lr"]
			for ; rate != w.Update.Used && float64(tries) < w.Params["max_backtracks"]; tries++ {
				rate *= w.Params["beta"]
			}
			w.SetNumber("eta", w.Update.Used)
			lines := []string{"eta = " + w.Scaled("first_lr")}
			if tries > 0 {
				lines[0] += "*beta^" + strconv.Itoa(tries)
			}
			promised := "f - c1*eta*norm(g)^2"
			switch f, g, after := w.Update.Loss, w.Update.G, w.Number("fnext", 0); {
			case after <= f-w.Params["c1"]*rate*Dot(g, g):
				lines = append(lines, "fnext <= "+promised)
			case Finite(after):
				lines = append(lines, "fnext > "+promised)
			}
			return append(lines, "w' = w - eta*g")
		},
		Python: Python{
			Step: `
g2 = (g * g).sum()
length = eta * first_lr
for _ in range(max_backtracks):
    if value(w - length * g) <= loss - c1 * length * g2:
        break
    length = length * beta
w = w - length * g`,
		},
	})
}

type armijo struct {
	first, c1, beta float64
	most            int
}

func (*armijo) Init(State, float64) {}

func (r *armijo) Step(_ State, u *Update) {
	g2 := Dot(u.G, u.G)
	rate := u.Rate * r.first
	for range r.most {
		u.move(rate, u.G)
		if u.Probe.Value(u.Next) <= u.Loss-r.c1*rate*g2 {
			break
		}
		rate *= r.beta
	}
	u.Used = rate
	u.move(rate, u.G)
}
