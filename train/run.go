// Package train holds how a loss is descended: runs and how they end, sweeps,
// basins and suggested rates. The rules are those of package rule. It knows
// nothing of how a surface is made or shown.
package train

import "downhill/landscape"

// Objective makes an evaluator of the scenario's surface, for one goroutine.
func (sc *Scenario) Objective() landscape.Objective { return sc.Surface.Objective() }
