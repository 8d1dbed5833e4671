package train

import (
	"context"
	"math"

	"downhill/landscape"
	"downhill/landscape/network"
)

const (
	netTrialSteps = 25
	belowGood     = 30 // low is this much below good
	aboveGood     = 10 // high at least this much above, where every rate learns
)

// referenceRates are plain descent's: good is the reference run's own.
func (n *Net) referenceRates() landscape.Rates {
	return threeRates(n.Reference.Rate, n.Reference.Trials, n.Reference.Losses[0])
}

// searchNetRates measures three rates of an optimizer on a network by the rule of
// the reference run: the same rates are tried for a few steps, and good is half the
// one that ended lowest. Its error is ctx's.
func searchNetRates(ctx context.Context, n *Net, optimizer string) (Suggestion, error) {
	var trials []network.Trial
	best := network.Trial{Rate: 2 * usualGood, End: math.Inf(1)}
	for _, reference := range n.Reference.Trials {
		end, err := n.try(ctx, optimizer, reference.Rate)
		if err != nil {
			return Suggestion{}, err
		}
		trials = append(trials, network.Trial{Rate: reference.Rate, End: end})
		if end < best.End {
			best = trials[len(trials)-1]
		}
	}
	return Suggestion{Rates: threeRates(roundRate(best.Rate/2), trials, n.Reference.Losses[0])}, nil
}

// try is the loss after a few steps at a rate; infinite for a run that left.
func (n *Net) try(ctx context.Context, optimizer string, rate float64) (end float64, err error) {
	sc := Scenario{Steps: netTrialSteps, Runs: []RunSpec{{Optimizer: optimizer, LearningRate: rate}}}
	d, err := descend(n.task(&sc), &sc, 0)
	if err != nil {
		return 0, err
	}
	var it Iterate
	for d.next(&it) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
	}
	if d.left {
		return math.Inf(1), nil
	}
	return it.Loss, nil
}

// threeRates completes a good rate: low is far below it, high the lowest that was
// tried above it and ended above the start, or far above where none did.
func threeRates(good float64, trials []network.Trial, start float64) landscape.Rates {
	r := landscape.Rates{Low: roundRate(good / belowGood), Good: good, High: min(MaxRate, max(trials[0].Rate, roundRate(aboveGood*good)))}
	for _, t := range trials {
		if t.Rate > 2*good && !(t.End <= start) {
			r.High = t.Rate
		}
	}
	return r
}
