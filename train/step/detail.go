// Package step is one update of a run in full: in numbers, as arithmetic that a student can
// follow, and the loss along its line.
package step

import (
	"context"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/rule"
)

// Detail is one update in full: how w_k becomes w_{k+1}.
type Detail struct {
	Run, K   int
	W        landscape.Point
	Loss     float64
	Computed landscape.Point // the gradient at W
	Noisy    landscape.Point // after noise
	Clipped  landscape.Point // after clipping
	Decayed  landscape.Point // after L2 weight decay: what the rule works with
	Rate     float64         // the schedule's rate
	Used     float64         // the rate in effect, η_k
	State    []StateNumber
	Update   landscape.Point // Next − W
	Next     landscape.Point
	Lines    []Line // the same as arithmetic
}

// StateNumber is one of the numbers that an optimizer remembers.
type StateNumber struct {
	Name          string
	Before, After float64
}

// At is update k of a run, which is made again from its start. The error, a
// *field.Error, says that there is no such run or update; or it is ctx's.
func At(ctx context.Context, sc train.Scenario, run, k int) (Detail, error) {
	u, err := train.TakenAt(ctx, sc, run, k)
	if err != nil {
		return Detail{}, err
	}
	detail := detailOf(run, u)
	detail.State = stateNumbers(u)
	w, lines, err := explain(&sc, u)
	if err != nil {
		return Detail{}, err
	}
	detail.Lines, err = w.stepLines(lines)
	return detail, err
}

// detailOf is an update of a run in full, without what the rule remembers and without
// lines.
func detailOf(run int, u *descent.Taken) Detail {
	next, from := landscape.PointOf(u.Next), u.At
	return Detail{
		Run: run, K: from.K, W: from.W, Loss: from.Loss,
		Computed: from.Grad, Noisy: landscape.PointOf(u.Noisy), Clipped: landscape.PointOf(u.G), Decayed: landscape.PointOf(u.D),
		Rate: u.Rate, Used: u.Used, Next: next,
		Update: landscape.Point{X: next.X - from.W.X, Y: next.Y - from.W.Y},
	}
}

// stateNumbers are what the rule remembered before an update and after it.
func stateNumbers(u *descent.Taken) []StateNumber {
	numbers := []StateNumber{}
	if u.Spec.State == nil {
		return numbers
	}
	from, to := u.Before.Numbers(), u.After.Numbers()
	for i, name := range rule.NumberNames(u.Spec.State(u.Params), len(u.W)) {
		numbers = append(numbers, StateNumber{name, from[i], to[i]})
	}
	return numbers
}
