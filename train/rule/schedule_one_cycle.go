package rule

// One cycle. Its rates are shares of the run's own, and it never
// cycles the momentum, as PyTorch's does unless told not to.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "one-cycle",
		Name:    "One cycle",
		Summary: "Rises to the full rate along a cosine, then falls to almost nothing.",
		Formula: "s(k): cosine from m/div_factor to m over the first pct_start·N − 1 steps, then to m/div_factor/final_div_factor; m = max_lr_factor, N = total_steps",
		Source:  "Smith and Topin (2018), PyTorch OneCycleLR",
		Order:   80,
		Params: []Param{
			positive("max_lr_factor", "the highest rate, as a multiple of the run's", 1, 1e-3, 1e3),
			length("total_steps", "steps of the cycle"),
			portion("pct_start", "share of the cycle in which the rate rises", 0.3),
			positive("div_factor", "the highest rate over the first", 25, 1, 1e6),
			positive("final_div_factor", "the first rate over the last", 1e4, 1, 1e9),
		},
		Factor: func(p Params, _ int, _ float64) Schedule { return byStep(oneCycle(p)) },
		Python: Python{
			Step: `
first = max_lr_factor / div_factor
last = first / final_div_factor
peak, end = pct_start * total_steps - 1, total_steps - 1
at = min(k, end)
if at > peak:
    share = last + (max_lr_factor - last) * (1 + math.cos(math.pi * ((at - peak) / (end - peak)))) / 2
elif peak > 0:
    share = max_lr_factor + (first - max_lr_factor) * (1 + math.cos(math.pi * (at / peak))) / 2
else:
    share = max_lr_factor`,
		},
	})
}

// oneCycle has its highest rate at step pct_start·N − 1, which may fall
// between two steps; past N steps the last rate stays.
func oneCycle(p Params) func(k int) float64 {
	high := p["max_lr_factor"]
	first := high / p["div_factor"]
	last := first / p["final_div_factor"]
	end := p["total_steps"] - 1
	peak := p["pct_start"]*p["total_steps"] - 1
	return func(k int) float64 {
		at := min(float64(k), end)
		switch {
		case at <= peak && peak > 0:
			return cosine(first, high, at/peak)
		case at <= peak:
			return high
		}
		return cosine(high, last, (at-peak)/(end-peak))
	}
}
