package rule

import "math"

// Exponential decay, PyTorch's ExponentialLR.
func init() {
	registerSchedule(ScheduleSpec{
		ID:      "exponential",
		Name:    "Exponential",
		Summary: "Multiplies the rate by gamma at every step.",
		Formula: "s(k) = gamma^k",
		Source:  "PyTorch ExponentialLR",
		Order:   30,
		Params:  []Param{factor("gamma", "what the rate is multiplied by", 0.98)},
		Factor: func(p Params, _ int, _ float64) Schedule {
			gamma := p["gamma"]
			return byStep(func(k int) float64 { return math.Pow(gamma, float64(k)) })
		},
		Python: Python{
			Step: `
share = gamma ** k`,
		},
	})
}
