package rule

func init() {
	registerSchedule(ScheduleSpec{
		ID:      "constant",
		Name:    "Constant",
		Summary: "The rate stays as it is set.",
		Formula: "s(k) = 1",
		Source:  "PyTorch: no scheduler",
		Order:   10,
		Factor: func(Params, int, float64) Schedule {
			return func(int, float64) float64 { return 1 }
		},
		Python: Python{Step: "share = 1.0"},
	})
}
