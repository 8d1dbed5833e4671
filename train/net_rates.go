package train

import (
	"cmp"
	"context"
	"math"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/workers"
)

const (
	netTrialSteps = 25
	belowGood     = 100 // low is this much below good
	aboveGood     = 10  // high this much above, where every rate that was tried learns
	beyond        = 3   // high is this many times the rate that did not
)

// referenceRates are plain descent's: good is the reference run's own, unless it is
// too low for the usual number of steps.
func (n *Net) referenceRates(ctx context.Context) (landscape.Rates, error) {
	return n.tried(ctx, "sgd", threeRates(n.Reference.Rate, n.Reference.Trials, n.Reference.Losses[0]))
}

// lightNet bounds weights × points: a heavier network has its rates as they were
// found.
const lightNet = 150_000

// tried runs rates to their ends and moves them, so that most runs end as they are
// called: good up if that learns in time, high up while it learns all the same, low
// down while it does.
func (n *Net) tried(ctx context.Context, optimizer string, r landscape.Rates) (landscape.Rates, error) {
	if n.Cost() > 3*lightNet {
		return r, nil
	}
	all := [...]struct {
		rate   *float64
		by     float64
		most   int
		misses func(Kind) bool
	}{
		{&r.Good, 3, 1, func(k Kind) bool { return k == Crawling }},
		{&r.High, 10, 3, func(k Kind) bool { return k == Learned || k == Crawling }},
		{&r.Low, 0.1, 2, func(k Kind) bool { return k == Learned }},
	}
	var failed [len(all)]error
	err := workers.Share(ctx, workers.PerCore(len(all)), len(all), func(_ int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			*all[i].rate, failed[i] = n.moved(ctx, optimizer, *all[i].rate, all[i].by, all[i].most, all[i].misses)
		}
	})
	return r, cmp.Or(err, failed[0], failed[1], failed[2])
}

// moved multiplies a rate, at most so many times, until a run at it ends as it is
// called; where none does, the rate stays as it was found.
func (n *Net) moved(ctx context.Context, optimizer string, found, by float64, most int, misses func(Kind) bool) (float64, error) {
	rate := found
	for range most + 1 {
		kind, err := n.endsAs(ctx, optimizer, rate)
		if err != nil {
			return found, err
		}
		if !misses(kind) {
			return rate, nil
		}
		rate = min(MaxRate, roundRate(by*rate))
	}
	return found, nil
}

// endsAs is how a run of the usual length ends at a rate, on the whole set.
func (n *Net) endsAs(ctx context.Context, optimizer string, rate float64) (Kind, error) {
	sc := Scenario{Steps: netSteps, Runs: []RunSpec{{Optimizer: optimizer, LearningRate: rate}}}
	t := newTrail(n, &sc, false)
	task := n.task(&sc)
	task.Plane = nil // it may be laid at the same time
	d, err := descend(task, &sc, 0)
	if err != nil {
		return "", err
	}
	its := t.collect(ctx, d, nil, netSteps+1)
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return judgeNet(&sc, its, t, d.left, math.Inf(1)).Kind, nil
}

// searchNetRates measures three rates of an optimizer on a network by the rule of
// the reference run: the same rates are tried for a few steps, and good is 0.3
// times the one that ended lowest. Its error is ctx's.
func searchNetRates(ctx context.Context, n *Net, optimizer string) (Suggestion, error) {
	var trials []network.Trial
	best := network.Trial{Rate: usualGood / network.TrialFraction, End: n.Reference.Losses[0]}
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
	rates, err := n.tried(ctx, optimizer, threeRates(roundRate(network.TrialFraction*best.Rate), trials, n.Reference.Losses[0]))
	return Suggestion{Rates: rates}, err
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

// threeRates completes a good rate: low is far below it, high somewhat beyond the
// lowest rate above it whose trial ended above the start, or far above it where none
// did.
func threeRates(good float64, trials []network.Trial, start float64) landscape.Rates {
	high := max(trials[0].Rate, aboveGood*good)
	for _, t := range trials {
		if t.Rate > 2*good && !(t.End <= start) {
			high = beyond * t.Rate
		}
	}
	return landscape.Rates{Low: roundRate(good / belowGood), Good: good, High: min(MaxRate, roundRate(high))}
}
