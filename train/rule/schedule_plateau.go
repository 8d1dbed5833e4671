package rule

import "math"

// Reduce on plateau. After update k, with the loss measured before it:
//
//	if it is better than the best by the threshold: best = it, bad = 0
//	else bad ← bad + 1; while cooling down, bad = 0
//	if bad > patience: s ← max(s·factor, min_lr_factor), if that changes it by
//	more than eps_factor; start the cool-down, bad = 0
//
// PyTorch's relative threshold never triggers on negative losses, so ours
// measures the loss above the lowest known one, and by the absolute threshold
// where none is known: better is below best − threshold·|best| or below
// best − threshold.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "reduce-on-plateau",
		Name:    "Reduce on plateau",
		Summary: "Lowers the rate when the loss has stopped falling.",
		Formula: "no better for more than patience steps: s ← max(s·factor, min_lr_factor)",
		Source:  "PyTorch ReduceLROnPlateau",
		Order:   100,
		Params: []Param{
			factor("factor", "what the rate is multiplied by", 0.1),
			count("patience", "steps without progress that are borne", 10, 0, 5000),
			positive("threshold", "the progress that counts: a share of the loss above the best known one", 1e-4, 1e-12, 1),
			count("cooldown", "steps after a drop in which none are counted", 0, 0, 5000),
			portion("min_lr_factor", "the lowest rate, as a share of the run's", 0),
			positive("eps_factor", "the smallest drop worth making, as a share of the run's rate", 1e-8, 1e-16, 1),
		},
		Factor: func(p Params, _ int, best float64) Schedule {
			r := &plateau{Params: p, zero: best, best: math.Inf(1), scale: 1}
			return r.next
		},
		Observes: true,
		Python: Python{
			Start: `
scale, lowest, bad, cooling = 1.0, inf, 0, 0`,
			Step: `
share = scale
above = loss if best is None else loss - best
margin = threshold if best is None else threshold * abs(lowest)
bad = bad + 1
if lowest == inf or above < lowest - margin:
    lowest, bad = above, 0
if cooling > 0:
    cooling, bad = cooling - 1, 0
if bad > patience:
    lower = max(scale * factor, min_lr_factor)
    scale = lower if scale - lower > eps_factor else scale
    cooling, bad = cooldown, 0`,
		},
	})
}

// plateau is one run's state.
type plateau struct {
	Params
	zero         float64 // the lowest known loss, or NaN
	best         float64 // the lowest seen, above zero
	scale        float64 // s
	bad, cooling int
}

// next is s for this update, and then takes its loss in.
func (r *plateau) next(_ int, loss float64) float64 {
	s := r.scale
	r.observe(loss)
	return s
}

func (r *plateau) observe(loss float64) {
	margin := r.Params["threshold"]
	if !math.IsNaN(r.zero) {
		loss -= r.zero
		margin *= math.Abs(r.best)
	}
	r.bad++
	if math.IsInf(r.best, 1) || loss < r.best-margin {
		r.best, r.bad = loss, 0
	}
	if r.cooling > 0 {
		r.cooling--
		r.bad = 0
	}
	if float64(r.bad) > r.Params["patience"] {
		r.reduce()
	}
}

func (r *plateau) reduce() {
	lower := max(r.scale*r.Params["factor"], r.Params["min_lr_factor"])
	if r.scale-lower > r.Params["eps_factor"] {
		r.scale = lower
	}
	r.cooling, r.bad = int(r.Params["cooldown"]), 0
}
