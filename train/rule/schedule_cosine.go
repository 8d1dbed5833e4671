package rule

import "math"

// Cosine annealing, as PyTorch's CosineAnnealingLR has it, with the lowest
// rate as a share of the run's. Past T_max it rises again, with period 2·T_max.
//
// Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts,
// ICLR 2017.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "cosine",
		Name:    "Cosine",
		Summary: "Lets the rate down along half a cosine: slow, fast, slow.",
		Formula: "s(k) = m + (1 − m)·(1 + cos(π·k/T_max))/2, m = eta_min_factor",
		Source:  "Loshchilov and Hutter (2017), PyTorch CosineAnnealingLR",
		Order:   50,
		Params: []Param{
			length("T_max", "steps to the lowest rate"),
			portion("eta_min_factor", "the lowest rate, as a share of the run's", 0),
		},
		Factor: func(p Params, _ int, _ float64) Schedule {
			period, low := p["T_max"], p["eta_min_factor"]
			return byStep(func(k int) float64 { return cosine(1, low, float64(k)/period) })
		},
		Python: Python{
			Step: `
share = eta_min_factor + (1 - eta_min_factor) * (1 + math.cos(math.pi * (k / T_max))) / 2`,
		},
	})
}

// cosine goes from high to low along half a cosine, by the fraction t.
func cosine(high, low, t float64) float64 {
	return low + (high-low)*(1+math.Cos(math.Pi*t))/2
}
