package rule

// Cyclic rates. Its rates are shares of the run's own, and it never
// cycles the momentum, as PyTorch's does unless told not to.
func init() {
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
		Python: Python{
			Step: `
down = step_size_down or step_size_up
at = k % (step_size_up + down)
if at <= step_size_up:
    share = base_lr_factor + (max_lr_factor - base_lr_factor) * at / step_size_up
else:
    share = base_lr_factor + (max_lr_factor - base_lr_factor) * (step_size_up + down - at) / down`,
		},
	})
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
