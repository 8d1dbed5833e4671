package rule

import "math"

// Barzilai–Borwein steps, with s = w − w_prev and y = g − g_prev:
//
//	bb1: η = s·s/s·y,  bb2: η = s·y/y·y;  clamped to [1e-6, 1e3]
//	w ← w − η·g
//
// Where s·y ≤ 1e-12·‖s‖‖y‖ the step before is kept; the first is first_lr. It
// does not descend at every step, by design. It stops once ‖g‖ < 1e-8: in two
// dimensions it converges superlinearly, and later ratios are rounding noise.
// A schedule's factor multiplies η.
//
// Barzilai and Borwein, Two-Point Step Size Gradient Methods, IMA J. Numer.
// Anal. 8 (1988).
func init() {
	register(Spec{
		ID:      "barzilai-borwein",
		Name:    "Barzilai–Borwein",
		Summary: "Reads the curvature off the last step and takes its inverse as the rate.",
		Formula: "η = s·s/s·y,  w ← w − η·g",
		Paper:   "Barzilai and Borwein (1988)",
		Order:   150,
		Params: []Param{
			positive("first_lr", "the rate that is tried first", 0.01, 1e-6, 1e3),
			choice("method", "bb1: the longer steps, bb2: the shorter", "bb1", "bb2"),
		},
		State: func(Params) []Slot { return append(vectors("w_prev", "g_prev"), singles("η")...) },
		Rule: func(p Params) Stepper {
			return &barzilaiBorwein{first: p["first_lr"], short: p["method"] == 1}
		},
		Rateless:   true,
		NeedsWhole: true,
		Lines:      bbLines,
		Symbols:    map[string]Symbol{"η": {Text: "η", Moving: true, Ahead: -1}},
		Python: Python{
			Start: `
w_prev = g_prev = 0 * w
rate = first_lr`,
			Step: `
if sqrt((g * g).sum()) >= 1e-8:
    if t > 1:
        s, y = w - w_prev, g - g_prev
        ss, sy, yy = (s * s).sum(), (s * y).sum(), (y * y).sum()
        if sy > 1e-12 * sqrt(ss) * sqrt(yy):
            rate = min(max(sy / yy if method else ss / sy, 1e-6), 1e3)
    w_prev, g_prev = w, g
    w = w - eta * rate * g`,
		},
	})
}

// bbLines show the ratio where it is used, and its bounds where they clamp it.
func bbLines(w *StepValues) []string {
	u := w.Update
	if Norm(u.G) < bbFlat {
		return []string{"w' = w"}
	}
	moved := []string{"(w_prev' = w)", "(g_prev' = g)", "w' = w - " + w.Scaled("η'*g")}
	if w.K == 0 {
		return append([]string{"η' = first_lr"}, moved...)
	}
	ratio := "dot(s, s)/dot(s, y)"
	if w.Params["method"] == 1 {
		ratio = "dot(s, y)/dot(y, y)"
	}
	switch w.After("η")[0] {
	case w.Before("η")[0]:
		ratio = "η" // the curvature along s is noise, or negative
	case bbLow:
		ratio = "max(" + ratio + ", 10^-6)"
	case bbHigh:
		ratio = "min(" + ratio + ", 1000)"
	}
	return append([]string{"s = w - w_prev", "y = g - g_prev", "η' = " + ratio}, moved...)
}

const (
	bbLow, bbHigh = 1e-6, 1e3
	bbFlat        = 1e-8  // the gradient at which it stops
	bbOrthogonal  = 1e-12 // the cosine of s and y below which their ratio is noise
)

type barzilaiBorwein struct {
	first float64
	short bool
}

func (r *barzilaiBorwein) Init(s State, _ float64) { s[2][0] = r.first }

func (r *barzilaiBorwein) Step(s State, u *Update) {
	if Norm(u.G) < bbFlat {
		u.stay()
		return
	}
	w, g, rate := s[0], s[1], s[2]
	if u.T > 1 {
		difference(w, u.W, w)
		difference(g, u.G, g)
		rate[0] = r.rate(w, g, rate[0])
	}
	copy(w, u.W)
	copy(g, u.G)
	u.Used = u.Rate * rate[0]
	u.move(u.Used, u.G)
}

// rate is the step from s and y, the last moves of w and g; old is the one
// before.
func (r barzilaiBorwein) rate(s, y []float64, old float64) float64 {
	ss, sy, yy := Dot(s, s), Dot(s, y), Dot(y, y)
	if !(sy > bbOrthogonal*math.Sqrt(ss)*math.Sqrt(yy)) {
		return old
	}
	rate := ss / sy
	if r.short {
		rate = sy / yy
	}
	return min(max(rate, bbLow), bbHigh)
}
