package rule

// Linear warm-up, PyTorch's LinearLR: from start_factor to end_factor of the
// rate over total_iters steps, and constant from then on.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "linear-warmup",
		Name:    "Linear warm-up",
		Summary: "Starts small and rises in a line to the full rate.",
		Formula: "s(k) = a + (e − a)·min(k, M)/M, a = start_factor, e = end_factor, M = total_iters",
		Source:  "PyTorch LinearLR",
		Order:   70,
		Params: []Param{
			factor("start_factor", "share of the rate at the start", 1.0/3),
			portion("end_factor", "share of the rate at the end", 1),
			count("total_iters", "steps of the warm-up", 5, 1, 5000),
		},
		Factor: func(p Params, _ int, _ float64) Schedule {
			start, end, total := p["start_factor"], p["end_factor"], p["total_iters"]
			return byStep(func(k int) float64 {
				return start + (end-start)*min(float64(k), total)/total
			})
		},
		Python: Python{
			Step: `
share = start_factor + (end_factor - start_factor) * min(k, total_iters) / total_iters`,
		},
	})
}
