package train

import "math"

// The schedules that only fall: PyTorch's StepLR and ExponentialLR, and the
// inverse time of Robbins and Monro.
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
	})
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
	})
	registerSchedule(ScheduleSpec{
		ID:      "inverse-time",
		Name:    "Inverse time",
		Summary: "Divides the rate by the steps: slow enough to get anywhere, fast enough to average noise away.",
		Formula: "s(k) = 1/(1 + decay·k)",
		Source:  "Robbins and Monro (1951)",
		Order:   40,
		Params: []Param{
			{Key: "decay", Meaning: "how fast the rate falls", Kind: Number, Default: 0.05, Max: 100},
		},
		Factor: func(p Params, _ int, _ float64) Schedule {
			decay := p["decay"]
			return byStep(func(k int) float64 { return 1 / (1 + decay*float64(k)) })
		},
	})
}

// factor is a parameter above 0 and at most 1.
func factor(key, meaning string, value float64) Param {
	return Param{Key: key, Meaning: meaning, Kind: Number, Default: value, Max: 1, OpenMin: true}
}

// portion is a parameter from 0 to 1.
func portion(key, meaning string, value float64) Param {
	return Param{Key: key, Meaning: meaning, Kind: Number, Default: value, Max: 1}
}

// length is a number of steps whose default is the scenario's.
func length(key, meaning string) Param {
	p := count(key, meaning, 0, 1, 5000)
	p.DefaultSteps = true
	return p
}
