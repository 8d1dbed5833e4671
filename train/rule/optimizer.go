// Package rule holds the rules of descent: the optimizers and the schedules of
// their rates, one file each, and what they share. A new one is a new file here
// and no other change. It knows nothing of runs, of what is descended, or of how
// either is shown.
package rule

import "slices"

// Stepper is an optimizer with its parameters bound, for any number of weights. It
// is stateless and may serve any number of runs at once: what a run remembers is
// in a State, whose slots are the Spec's.
type Stepper interface {
	// Init sets a state, all zero, to what it is before the first update.
	Init(s State, rate float64)
	// Step reads u's first part, changes the state, and fills in u.Next (and
	// u.D, u.Used where they differ from u.G and u.Rate, which are preset).
	Step(s State, u *Update)
}

// Spec is an optimizer's catalogue entry. Everything that the page, the query
// and the API know of an optimizer comes from here.
type Spec struct {
	ID      string
	Name    string // English; other languages are in web/locales
	Summary string // one English sentence
	Formula string // the update rule as plain text
	Paper   string // where it was published
	Order   int    // its place in lists
	// Conventions are the choices that implementations differ in, as made here.
	Conventions []Convention

	Params []Param
	State  func(p Params) []Slot // nil for none
	Rule   func(p Params) Stepper

	// Lines are an update as arithmetic, ending in w'; see StepValues.
	Lines func(w *StepValues) []string
	// Symbols are how its own names are written in them.
	Symbols map[string]Symbol

	// Python is an update in Python; without a Step there is none.
	Python Python

	// Rateless optimizers choose their own rate: one run, no slider. Their
	// Update's Rate is the schedule's factor alone, which multiplies the rate
	// that they choose, or that they try first.
	Rateless bool
	// NeedsBest optimizers need the lowest known loss (Polyak's step).
	NeedsBest bool
	// NeedsHessian optimizers need the second derivatives (Newton's step).
	NeedsHessian bool
	// NeedsWhole optimizers compare gradients or losses of several points: those
	// must be of one loss, not of a mini-batch each.
	NeedsWhole bool
	// Limit is the largest stable rate on a quadratic whose largest curvature
	// is lambda; nil where no such limit is known.
	Limit func(p Params, lambda float64) float64
	// Factor is what one update makes of an error along a direction of curvature
	// lambda, which takes in L2 decay: 1 − ηλ, with its sign, for a rule that
	// remembers nothing; else the spectral radius of the iteration of error and
	// buffer, which errors grow or shrink by in the long run. Its size is 1 at the
	// limit. Nil where there is no such factor.
	Factor func(p Params, rate, lambda float64) float64
}

// Param is a parameter of an optimizer or a schedule: its query key, default
// and bounds, from which controls and checks are made.
type Param struct {
	Key      string
	Meaning  string // English, a few words
	Kind     ParamKind
	Default  float64
	Min, Max float64
	OpenMin  bool // Min itself is excluded
	OpenMax  bool
	Log      bool     // a logarithmic control
	Kept     bool     // the share of a running average that each step keeps
	Choices  []string // for Choice: the value is the index
	// DefaultSteps: the default is the scenario's number of steps.
	DefaultSteps bool
}

// ParamKind says what values a parameter has.
type ParamKind string

const (
	Number  ParamKind = "number"
	Integer ParamKind = "integer"
	Bool    ParamKind = "bool" // 0 or 1; written true, false
	Choice  ParamKind = "choice"
)

// Params are values by key; a missing key has the Spec's default, so readers
// get Params that are complete.
type Params map[string]float64

// registry holds the optimizers in the order of their Order.
var registry []*Spec

// register enters an optimizer into the catalogue. Each is registered by the
// file that holds its rule, so that a new one is one file and no other change.
func register(s Spec) {
	registry = append(registry, &s)
	slices.SortStableFunc(registry, func(a, b *Spec) int { return a.Order - b.Order })
}

// Optimizers are all optimizers, in the order in which they are taught.
func Optimizers() []*Spec { return slices.Clone(registry) }

// Rateless reports whether an optimizer chooses its own rate.
func Rateless(id string) bool {
	spec, ok := LookupOptimizer(id)
	return ok && spec.Rateless
}

// LookupOptimizer finds an optimizer by its id.
func LookupOptimizer(id string) (*Spec, bool) {
	i := slices.IndexFunc(registry, func(s *Spec) bool { return s.ID == id })
	if i < 0 {
		return nil, false
	}
	return registry[i], true
}
