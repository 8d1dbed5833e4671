package rule

// Rprop, for each coordinate, with q = g·g_prev:
//
//	size ← size·1.2 if q > 0, size·0.5 if q < 0; then clamp it to its bounds
//	if q < 0, then g = 0: no move, and g_prev = 0
//	w ← w − sign(g)·size,  g_prev ← g
//
// The rate is only the first size: a schedule has no effect. There is no
// weight decay.
//
// Riedmiller and Braun, A direct adaptive method for faster backpropagation
// learning: the RPROP algorithm, ICNN 1993.
func init() {
	register(Spec{
		ID:      "rprop",
		Name:    "Rprop",
		Summary: "Looks at the gradient's sign alone: a step grows while the sign stays and halves when it flips.",
		Formula: "g·g₋₁ > 0: Δ ← η⁺·Δ;  g·g₋₁ < 0: Δ ← η⁻·Δ;  w ← w − sign(g)·Δ",
		Paper:   "Riedmiller and Braun (1993)",
		Order:   120,
		Params: []Param{
			{Key: "eta_plus", Meaning: "growth while the sign stays", Kind: Number, Default: 1.2, Min: 1, Max: 10},
			{Key: "eta_minus", Meaning: "shrinking when the sign flips", Kind: Number, Default: 0.5, Max: 1, OpenMin: true, OpenMax: true},
			positive("step_min", "the smallest step", 1e-6, 1e-12, 1),
			positive("step_max", "the largest step", 50, 1e-6, 1e6),
		},
		State: func(Params) []Slot { return vectors("size", "g_prev") },
		Rule: func(p Params) Stepper {
			return &rprop{grow: p["eta_plus"], shrink: p["eta_minus"], low: p["step_min"], high: p["step_max"]}
		},
		Lines: rpropLines,
		Symbols: map[string]Symbol{
			"size": {Text: "Δ", Moving: true}, "step_min": {Text: "Δ", Below: "min"}, "step_max": {Text: "Δ", Below: "max"},
			"eta_plus": {Text: "η", Below: "+"}, "eta_minus": {Text: "η", Below: "−"},
		},
		Python: Python{
			Start: `
size = 0 * w + lr
previous = 0 * w`,
			Step: `
q = g * previous
size = where(q > 0, size * eta_plus, where(q < 0, size * eta_minus, size))
size = minimum(maximum(size, step_min), step_max)
g = where(q < 0, 0 * g, g)
previous = g
w = w - sign(g) * size`,
		},
	})
}

// rpropLines show each coordinate by itself: how its size changes depends on
// its sign.
func rpropLines(w *StepValues) []string {
	lines := []string{"q = g*g_prev"}
	var moves []string
	for i, c := range []string{".x", ".y"}[:len(w.Update.W)] {
		q := w.Gradient()[i] * w.Before("g_prev")[i]
		size, move, remembered := "size"+c, "w"+c+" - sign(g"+c+")*size'"+c, "g"+c
		switch {
		case q > 0:
			size = "eta_plus*" + size
		case q < 0:
			size, move, remembered = "eta_minus*"+size, "w"+c, "0"
		}
		lines = append(lines, "size'"+c+" = "+w.clamped(size, i), "(g_prev'"+c+" = "+remembered+")")
		moves = append(moves, "w'"+c+" = "+move)
	}
	return append(lines, moves...)
}

// clamped is a size within its bounds, which are shown where they clamp it.
func (w *StepValues) clamped(size string, component int) string {
	switch after := w.After("size")[component]; after {
	case w.Params["step_min"]:
		return "max(" + size + ", step_min)"
	case w.Params["step_max"]:
		return "min(" + size + ", step_max)"
	}
	return size
}

type rprop struct{ grow, shrink, low, high float64 }

func (*rprop) Init(s State, rate float64) {
	for i := range s[0] {
		s[0][i] = rate
	}
}

func (r *rprop) Step(s State, u *Update) {
	for i, gi := range u.G {
		u.Next[i] = u.W[i] - r.direction(s, i, gi)
	}
}

// direction is coordinate i's step.
func (r rprop) direction(s State, i int, g float64) float64 {
	sizes, before := s[0], s[1]
	size := sizes[i]
	switch q := g * before[i]; {
	case q > 0:
		size *= r.grow
	case q < 0:
		size *= r.shrink
		g = 0
	}
	sizes[i] = min(max(size, r.low), r.high)
	before[i] = g
	return sign(g) * sizes[i]
}

// sign is −1, 0 or 1.
func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
