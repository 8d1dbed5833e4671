package train

import "slices"

// Schedule is how one run's rate changes: η_k = lr·Factor(k), for the updates
// k = 0, 1, 2, … A run asks for Factor(k), makes update k, and then tells the
// schedule the loss from which that update started.
type Schedule interface {
	Factor(k int) float64
	Observe(loss float64)
}

// ScheduleSpec is a schedule's catalogue entry.
type ScheduleSpec struct {
	ID      string
	Name    string // English; other languages are in web/locales
	Summary string // one English sentence
	Formula string // s(k) as plain text
	Source  string // where it was published, or whose convention it is
	Order   int    // its place in lists

	Params []Param
	// New makes the schedule of one run. The Params are complete; steps is the
	// scenario's number of steps, best the lowest known loss, NaN where none
	// is known.
	New func(p Params, steps int, best float64) Schedule
	// Observes: the factor depends on the losses seen, so that runs can't
	// share a Schedule.
	Observes bool
}

// Refuses says why an optimizer can't have this schedule; empty if it can.
func (s *ScheduleSpec) Refuses(o *Spec) string {
	if s.Observes && o.NeedsBest {
		return "it takes its rate from the loss itself at every step, so there is no rate to reduce"
	}
	return ""
}

// formulaSchedule is a schedule that depends on k alone.
type formulaSchedule func(k int) float64

func (f formulaSchedule) Factor(k int) float64 { return f(k) }
func (formulaSchedule) Observe(float64)        {}

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
