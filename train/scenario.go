package train

import (
	"math"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

// typedSteps is how many steps a typed formula's runs have by default.
const typedSteps = 300

// Scenario is everything that a link restores: a surface, a start, up to six
// runs, and the seed. Package link reads one from a URL query, and writes it.
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
	Clip           descent.Clip
	Noise          float64 // σ of Gaussian noise on each component of the gradient
	Seed           uint64
	Steps          int
	Batch          int // of a network: points of a mini-batch; 0 for the whole training set
	// Seeds or Starts, one of them, make an ensemble of each run: so many members,
	// which differ by their seed or by where they start; 0 for none. See Ensemble.
	Seeds, Starts int
	// Lacks are those of low, good and high that no rate ends as, where the runs
	// have the rates that are suggested for them.
	Lacks []string
}

// RunSpec is one run of a scenario.
type RunSpec struct {
	Name         string // as set by the names key; empty for the default name
	Seat         string // the one of low, good and high that it stands for, or empty; it keeps its ink
	Role         string // the same while its rate is the one that it was given for
	Optimizer    string // a Spec's id
	LearningRate float64
	From, To     float64 // the range of its rate; see RateRange
}

// Objective makes an evaluator of the scenario's surface, for one goroutine.
func (sc *Scenario) Objective() landscape.Objective { return sc.Surface.Objective() }

// CheckStart refuses a start where there is nothing to descend: no loss, or none
// that has a slope. Its error is a *field.Error.
func (sc *Scenario) CheckStart() error {
	w := sc.Start
	return sc.checkStart(sc.Objective().Gradient(w.X, w.Y))
}

// checkStart is CheckStart where the loss and the gradient there are known.
func (sc *Scenario) checkStart(loss, gx, gy float64) error {
	w := sc.Start
	kind := ""
	switch {
	case math.IsInf(loss, 0):
		kind = "infinite-start"
	case !rule.Finite(loss):
		kind = "undefined-start"
	case !rule.Finite(gx) || !rule.Finite(gy):
		kind = "slopeless-start"
	default:
		return nil
	}
	at := field.Numbers(w.X, w.Y)
	if sc.Surface.OneWeight {
		at = field.Numbers(w.X)
	}
	return field.Refuse("start", at, kind)
}

// DefaultSteps is how many steps a run on a surface has where a scenario does
// not say: the surface's own number, or 300 on a typed formula.
func DefaultSteps(s *landscape.Surface) int {
	if s.Steps > 0 {
		return s.Steps
	}
	return typedSteps
}

// SameOptimizer reports whether all runs have the same optimizer.
func (sc *Scenario) SameOptimizer() bool {
	for _, r := range sc.Runs {
		if r.Optimizer != sc.Runs[0].Optimizer {
			return false
		}
	}
	return true
}
