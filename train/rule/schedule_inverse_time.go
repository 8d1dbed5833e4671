package rule

// The inverse time of Robbins and Monro, A Stochastic Approximation Method, Ann.
// Math. Stat. 22 (1951).
func init() {
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
		Python: Python{
			Step: `
share = 1 / (1 + decay * k)`,
		},
	})
}
