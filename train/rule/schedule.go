package rule

import "slices"

// Schedule is how one run's rate changes, as a factor on it: the rate of update
// k is η_k = lr·s(k), for k = 0, 1, 2, … It is asked once for each update, in
// their order, with the loss from which the update starts.
type Schedule func(k int, loss float64) float64

// ScheduleSpec is a schedule's catalogue entry.
type ScheduleSpec struct {
	ID      string
	Name    string // English; other languages are in web/locales
	Summary string // one English sentence
	Formula string // s(k) as plain text
	Source  string // where it was published, or whose convention it is
	Order   int    // its place in lists

	Params []Param
	// Python sets share to the factor of update k; without a Step there is none.
	Python Python
	// Factor makes the schedule of one run. The Params are complete; steps is the
	// scenario's number of steps, best the lowest known loss, NaN where none
	// is known.
	Factor func(p Params, steps int, best float64) Schedule
	// Observes: the factor depends on the losses seen, so that runs can't
	// share a Schedule.
	Observes bool
}

// Refuses reports whether an optimizer can't have this schedule: one that takes
// its rate from the loss itself at every step has no rate to reduce.
func (s *ScheduleSpec) Refuses(o *Spec) bool { return s.Observes && o.NeedsBest }

// byStep is a schedule that depends on k alone.
func byStep(s func(k int) float64) Schedule {
	return func(k int, _ float64) float64 { return s(k) }
}

// schedules holds the schedules in the order of their Order.
var schedules []*ScheduleSpec

// registerSchedule enters a schedule into the catalogue, from the file that
// holds it.
func registerSchedule(s ScheduleSpec) {
	schedules = append(schedules, &s)
	slices.SortStableFunc(schedules, func(a, b *ScheduleSpec) int { return a.Order - b.Order })
}

// Schedules are all schedules, the constant one first.
func Schedules() []*ScheduleSpec { return slices.Clone(schedules) }

// LookupSchedule finds a schedule by its id; the empty one is constant.
func LookupSchedule(id string) (*ScheduleSpec, bool) {
	if id == "" {
		id = "constant"
	}
	i := slices.IndexFunc(schedules, func(s *ScheduleSpec) bool { return s.ID == id })
	if i < 0 {
		return nil, false
	}
	return schedules[i], true
}
