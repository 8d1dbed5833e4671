package rule

import "math"

// Steps, PyTorch's StepLR: the rate falls to a share of itself at every so many
// steps.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "step",
		Name:    "Steps",
		Summary: "Multiplies the rate by gamma every so many steps.",
		Formula: "s(k) = gamma^⌊k/step_size⌋",
		Source:  "PyTorch StepLR",
		Order:   20,
		Params: []Param{
			count("step_size", "steps between two drops", 50, 1, 5000),
			factor("gamma", "what the rate is multiplied by", 0.1),
		},
		Factor: func(p Params, _ int, _ float64) Schedule {
			size, gamma := int(p["step_size"]), p["gamma"]
			return byStep(func(k int) float64 { return math.Pow(gamma, float64(k/size)) })
		},
		Python: Python{
			Step: `
share = gamma ** (k // step_size)`,
		},
	})
}
