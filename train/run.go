// Package train holds how a loss is descended: runs and how they end, sweeps,
// basins and suggested rates. The rules are those of package rule. It knows
// nothing of how a surface is made or shown.
package train

import (
	"context"
	"iter"

	"downhill/landscape"
)

// Run yields the iterates of one run of a scenario, k = 0 being its start. It
// ends after the scenario's steps, at the first iterate that
// is not finite or more than 10 half-widths from the view's centre (that one is
// the last), or when ten updates in a row moved it by less than 1e-12 of the
// view's diagonal. It also ends when ctx does. The same scenario gives the
// same iterates, bit for bit. No value is clamped.
//
// A run whose optimizer or schedule is unknown yields nothing: package link lets
// no such scenario pass.
func Run(ctx context.Context, sc Scenario, run int) iter.Seq[Iterate] {
	return func(yield func(Iterate) bool) {
		d, err := newDescent(&sc, run)
		if err != nil {
			return
		}
		d.each(ctx, yield)
	}
}

// Objective makes an evaluator of the scenario's surface, for one goroutine.
func (sc *Scenario) Objective() landscape.Objective { return sc.Surface.Objective() }
