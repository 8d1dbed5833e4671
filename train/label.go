package train

import (
	"slices"

	"downhill/train/field"
)

// LabelKind says what a run is named by.
type LabelKind string

const (
	ByName      LabelKind = "name" // which the scenario gives it
	ByRole      LabelKind = "role" // low, good or high
	ByOptimizer LabelKind = "optimizer"
	ByRate      LabelKind = "rate"
)

// Shape is the marker of a run, so that colour is never its only sign.
type Shape string

const (
	Circle   Shape = "circle"
	Diamond  Shape = "diamond"
	Triangle Shape = "triangle"
	Square   Shape = "square"
	Down     Shape = "down" // a triangle on its tip
	Cross    Shape = "cross"
)

// shapes are in the order of the inks.
var shapes = [...]Shape{Circle, Diamond, Triangle, Square, Down, Cross}

const (
	rampFrom = len(shapes) // the first ink of the ramp, which has as many again
	rampRuns = 4           // so many runs of one optimizer take it
)

// Label is how a run is named and drawn wherever it is shown.
type Label struct {
	Kind LabelKind
	// Ink counts the colours: 0 to 5 are as unlike as can be, those of low, good
	// and high first; 6 to 11 are a ramp, for many rates of one optimizer.
	Ink   int
	Shape Shape
}

// LabelOf is a run's label. Its ink and its shape stay while its rate is changed;
// its role holds for the rate that it was given for alone.
func LabelOf(sc Scenario, run int) Label {
	ink := sc.ink(run)
	return Label{sc.namedBy(run), ink, shapes[ink%len(shapes)]}
}

// namedBy: a run's name, else its role, else what sets it apart: its optimizer, or
// its rate where others have the same. A rate that stands in for one that there is
// none of has no role: where no rate is good, none is called so.
func (sc *Scenario) namedBy(run int) LabelKind {
	r := sc.Runs[run]
	switch {
	case r.Name != "":
		return ByName
	case r.Role != "" && !slices.Contains(sc.Lacks, r.Role):
		return ByRole
	}
	for i, other := range sc.Runs {
		if i != run && other.Optimizer == r.Optimizer {
			return ByRate
		}
	}
	return ByOptimizer
}

// ink: runs that stand for low, good and high have those colours, where one of them
// is left out too; two others the outer two, since green would call the second one
// good; many of one optimizer the ramp, from end to end.
func (sc *Scenario) ink(run int) int {
	n := len(sc.Runs)
	switch seat := slices.Index(Roles[:], sc.Runs[run].Seat); {
	case seat >= 0:
		return seat
	case n == 2:
		return 2 * run
	case n >= rampRuns && sc.SameOptimizer():
		return rampFrom + run*(len(shapes)-1)/(n-1)
	}
	return run
}

// Name is what a run is called in English: as the scenario sets it, else low, good
// or high, else its optimizer's id or its rate.
func Name(sc Scenario, run int) string {
	r := sc.Runs[run]
	switch sc.namedBy(run) {
	case ByName:
		return r.Name
	case ByRole:
		return r.Role
	case ByRate:
		return field.Number(r.LearningRate)
	}
	return r.Optimizer
}
