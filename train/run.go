// Package train holds what is made of runs: scenarios and their runs, sweeps, basins,
// ensembles, suggested rates, and the networks that are trained. The optimizers are those
// of package rule, a run's iterates are made by package descent and judged by package
// judge. It knows nothing of how a surface is made or shown.
package train

import "downhill/landscape"

// Objective makes an evaluator of the scenario's surface, for one goroutine.
func (sc *Scenario) Objective() landscape.Objective { return sc.Surface.Objective() }
