package rule

// Cosine annealing with warm restarts, as PyTorch's CosineAnnealingWarmRestarts
// has it, with the lowest rate as a share of the run's.
//
// Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts,
// ICLR 2017.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "cosine-restarts",
		Name:    "Cosine with restarts",
		Summary: "Lets the rate down along a cosine and jumps back up, cycle after cycle.",
		Formula: "s(k) = m + (1 − m)·(1 + cos(π·j/T))/2, j steps into a cycle of T = T_0, T_0·T_mult, …",
		Source:  "Loshchilov and Hutter (2017), PyTorch CosineAnnealingWarmRestarts",
		Order:   60,
		Params: []Param{
			count("T_0", "steps of the first cycle", 50, 1, 5000),
			count("T_mult", "how much longer each next cycle is", 1, 1, 10),
			portion("eta_min_factor", "the rate that a cycle falls towards, as a share of the run's", 0),
		},
		Factor: func(p Params, _ int, _ float64) Schedule {
			first, times, low := int(p["T_0"]), int(p["T_mult"]), p["eta_min_factor"]
			return byStep(func(k int) float64 {
				j, cycle := cyclePosition(k, first, times)
				return cosine(1, low, float64(j)/float64(cycle))
			})
		},
		Python: Python{
			Step: `
j, cycle = k, T_0
while j >= cycle:
    j, cycle = j - cycle, cycle * T_mult
share = eta_min_factor + (1 - eta_min_factor) * (1 + math.cos(math.pi * (j / cycle))) / 2`,
		},
	})
}

// cyclePosition is the cycle that step k falls into, and how far.
func cyclePosition(k, first, times int) (j, cycle int) {
	if times == 1 {
		return k % first, first
	}
	for cycle = first; k >= cycle; cycle *= times {
		k -= cycle
	}
	return k, cycle
}
