package train

import (
	"downhill/landscape"

	"downhill/train/rule"
)

// Scenario is everything that a link restores: a surface, a start, up to six
// runs, and the seed. ParseQuery makes one from a URL query, Query writes it.
type Scenario struct {
	Surface *landscape.Surface
	Formula string // the text of f, see formula.Program.Text; empty for a surface of the catalogue
	Start   landscape.Point
	Runs    []RunSpec
	// Params are the optimizers' own parameters that the scenario sets.
	Params rule.Params
	// Schedule is a schedule's id; ScheduleParams are its own parameters.
	Schedule       string
	ScheduleParams rule.Params
	Clip           Clip
	Noise          float64 // σ of Gaussian noise on each component of the gradient
	Seed           uint64
	Steps          int
	// Lacks are those of low, good and high that no rate ends as, where the runs
	// have the rates that are suggested for them.
	Lacks []string
}

// RunSpec is one run of a scenario.
type RunSpec struct {
	Name         string // as set by the names key; empty for the default name
	Role         string // "low", "good", "high", or empty
	Optimizer    string // a Spec's id
	LearningRate float64
	From, To     float64 // the range of its rate; see RateRange
}

// Clip bounds the gradient before the optimizer sees it; the zero value does
// not.
type Clip struct {
	Kind  string // "", "norm" or "value"
	Bound float64
}
