package link

import (
	"downhill/landscape"
	"downhill/train"
	"downhill/train/rule"
)

// seats lets runs that share an optimizer stand for low, good and high: three of
// them, or as many as the optimizer has rates of that kind on the surface. One is
// called so while its rate is the catalogue's, which for a typed formula is the
// rate that was measured, and while all else is as that was measured with: with
// another momentum the good rate may leave. Then nothing is known either of what
// there is no rate for.
func (r *reader) seats() error {
	sc := &r.sc
	if !sc.SameOptimizer() || rule.Rateless(sc.Runs[0].Optimizer) {
		return nil
	}
	own, err := train.DefaultRates(r.ctx, sc.Surface, sc.Runs[0].Optimizer)
	if err != nil {
		return err
	}
	given := []landscape.Rates{own}
	if sc.Formula != "" {
		here, ok, err := train.Suggested(r.ctx, sc, sc.Runs[0].Optimizer)
		if err != nil {
			return err
		}
		if ok {
			given = append(given, here.Rates)
		}
	}
	for _, rates := range given {
		seat(sc, rates)
	}
	if settingsOf(sc, sc.Steps) != settingsOf(&train.Scenario{Runs: sc.Runs}, sc.Steps) {
		sc.Lacks = nil
		for i := range sc.Runs {
			sc.Runs[i].Role = ""
		}
	}
	return nil
}

// seat gives a scenario's runs the seats of some rates, and the roles to those that
// have these.
func seat(sc *train.Scenario, rates landscape.Rates) {
	each := [3]float64{rates.Low, rates.Good, rates.High}
	var seats []int
	for i, rate := range each {
		if rate > 0 || len(sc.Runs) == len(each) {
			seats = append(seats, i)
		}
	}
	if len(seats) != len(sc.Runs) {
		return
	}
	for i, at := range seats {
		run := &sc.Runs[i]
		run.Seat = train.Roles[at]
		if run.LearningRate == each[at] {
			run.Role = run.Seat
		}
	}
}
