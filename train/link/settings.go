package link

import "downhill/train"

// settingsOf is what beside its rate makes a run of a scenario low, good or high, as
// text: the optimizers' own parameters, the schedule and clipping, with every
// default of a run of so many steps. Noise is none of it: it shakes each alike, and a
// good rate hovers where it would come to rest.
func settingsOf(sc *train.Scenario, steps int) string {
	w := writer{sc: withSettings(*sc), explicit: true}
	w.sc.Steps = steps
	w.parameters()
	w.schedule()
	w.clip()
	return w.out.join()
}

// withSettings is a scenario with what settingsOf goes by, and no more.
func withSettings(sc train.Scenario) train.Scenario {
	return train.Scenario{Runs: sc.Runs, Params: sc.Params, Schedule: sc.Schedule, ScheduleParams: sc.ScheduleParams, Clip: sc.Clip}
}
