package train

// One-cycle and cyclic rates. Their rates are shares of the run's own, and
// they never cycle the momentum, as PyTorch's do unless told not to.
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
	})
	registerSchedule(ScheduleSpec{
		ID:      "cyclic",
		Name:    "Cyclic (triangular)",
		Summary: "Goes up and down in straight lines, again and again.",
		Formula: "s(k): from base_lr_factor up to max_lr_factor in step_size_up steps, and down again in step_size_down",
		Source:  "Smith (2017), PyTorch CyclicLR",
		Order:   90,
		Params: []Param{
			positive("base_lr_factor", "the lowest rate, as a multiple of the run's", 0.1, 1e-6, 1e3),
			positive("max_lr_factor", "the highest rate, as a multiple of the run's", 1, 1e-3, 1e3),
			count("step_size_up", "steps up", 20, 1, 5000),
			count("step_size_down", "steps down; 0: as many as up", 0, 0, 5000),
		},
		Factor: func(p Params, _ int, _ float64) Schedule { return byStep(triangle(p)) },
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

// triangle has the period step_size_up + step_size_down.
func triangle(p Params) func(k int) float64 {
	base, high := p["base_lr_factor"], p["max_lr_factor"]
	up, down := p["step_size_up"], p["step_size_down"]
	if down == 0 {
		down = up
	}
	period := int(up + down)
	return func(k int) float64 {
		at := float64(k % period)
		if at <= up {
			return base + (high-base)*at/up
		}
		return base + (high-base)*(up+down-at)/down
	}
}
