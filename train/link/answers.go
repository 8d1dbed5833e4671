package link

import (
	"downhill/train"
	"downhill/train/rule"
)

// What the answers to a beat's question are, where a room can be asked for them.
const (
	AnswersFirst = "first" // the run that is first at the bottom, or none
	AnswersEnds  = "ends"  // how each run ends
	AnswersStart = "start" // a start
	AnswersRate  = "rate"  // a rate
)

// Answers are all that there are, in the order in which they are offered.
func Answers() []string {
	return []string{AnswersFirst, AnswersEnds, AnswersStart, AnswersRate}
}

// Answerable tells whether a scenario's runs can bear out such answers (kindsOf in the
// script judges the same way): who is first needs two runs and a bottom, a network
// starts where its seed puts it, and of runs that noise moves no step is the last.
func Answerable(sc train.Scenario, answers string) bool {
	bounded, weights := !sc.Surface.Unbounded, sc.Net() == nil && sc.Surface.Network == nil
	switch answers {
	case AnswersFirst:
		return bounded && len(sc.Runs) > 1
	case AnswersEnds:
		return true
	case AnswersStart:
		return weights
	case AnswersRate:
		return weights && bounded && !sc.Random() && hasRate(sc)
	}
	return false
}

// hasRate tells whether a rate can be chosen for one of the runs.
func hasRate(sc train.Scenario) bool {
	for _, run := range sc.Runs {
		if o, ok := rule.LookupOptimizer(run.Optimizer); ok && !o.Rateless {
			return true
		}
	}
	return false
}
