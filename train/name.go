package train

import "downhill/train/field"

// Name is what a run is called: as the scenario sets it, else by its role (low,
// good, high), else by its optimizer's id, or by its rate where all runs share
// one optimizer.
func Name(sc Scenario, run int) string {
	r := sc.Runs[run]
	switch {
	case r.Name != "":
		return r.Name
	case r.Role != "":
		return r.Role
	case sc.SameOptimizer() && len(sc.Runs) > 1:
		return field.Number(r.LearningRate)
	}
	return r.Optimizer
}
