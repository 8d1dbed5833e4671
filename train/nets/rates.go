package nets

import (
	"cmp"
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/judge"
	"downhill/workers"
)

const (
	trialSteps = 25
	belowGood  = 100 // low is this much below good
	aboveGood  = 10  // high this much above, where every rate that was tried learns
	beyond     = 3   // high is this many times the rate that did not
)

// lightNet bounds weights × points: a heavier network has its rates as they were
// found.
const lightNet = 150_000

// called is how a rate that was found is moved, so that most runs end as it is called.
type called struct {
	name   string
	of     func(*landscape.Rates) *float64
	by     float64 // it is multiplied by, at most so many times,
	most   int
	misses func(judge.Kind) bool // while a run at it ends so
}

var (
	// good goes up if that learns in time,
	good = called{"good", func(r *landscape.Rates) *float64 { return &r.Good }, 3, 1, func(k judge.Kind) bool { return k == judge.Crawling }}
	// high up while it learns all the same,
	high = called{"high", func(r *landscape.Rates) *float64 { return &r.High }, 10, 3, func(k judge.Kind) bool { return k == judge.Learned || k == judge.Crawling }}
	// low down while it does.
	low = called{"low", func(r *landscape.Rates) *float64 { return &r.Low }, 0.1, 2, func(k judge.Kind) bool { return k == judge.Learned }}
)

// mover runs the rates of an optimizer to their ends and moves them.
type mover struct {
	n         *Net
	optimizer string
	known     func() error       // asked for the reference run, by which others are judged, before the first is
	follows   *network.Reference // a run at its rate goes the same way; nil for none
}

// tried are three rates, moved.
func (n *Net) tried(ctx context.Context, optimizer string, found landscape.Rates) (landscape.Rates, error) {
	m := mover{n: n, optimizer: optimizer, known: func() error { return nil }}
	all, r := [...]called{high, good, low}, found
	var failed [len(all)]error
	err := workers.Share(ctx, workers.PerCore(len(all)), len(all), func(_ int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			*all[i].of(&r), failed[i] = m.move(ctx, all[i], found)
		}
	})
	return r, cmp.Or(err, failed[0], failed[1], failed[2])
}

// move multiplies one of the rates that were found until a run at it ends as it is
// called; where none does, or the network is heavy, it stays as it was found.
func (m *mover) move(ctx context.Context, c called, found landscape.Rates) (float64, error) {
	first := *c.of(&found)
	if m.n.Cost() > 3*lightNet {
		return first, m.known()
	}
	rate := first
	for range c.most + 1 {
		kind, err := m.run(ctx, rate)
		if err != nil {
			return first, err
		}
		if !c.misses(kind) {
			return rate, nil
		}
		rate = min(descent.MaxRate, field.Round(c.by*rate))
	}
	return first, nil
}

// run says how a run of the usual length ends at a rate, on the whole set; it is judged
// once the reference run is known.
func (m *mover) run(ctx context.Context, rate float64) (judge.Kind, error) {
	how := descent.Settings{Optimizer: m.optimizer, LearningRate: rate, Steps: usualSteps}
	task := m.n.Task(0, 0)
	task.Plane = nil // it may be laid at the same time
	if m.follows != nil && m.follows.Rate == rate {
		task.Objective = &recalled{Objective: task.Objective, of: m.follows}
	}
	d, err := descent.New(task, how)
	if err != nil {
		return "", err
	}
	t := NewTrail(m.n, how, 0)
	its := t.Collect(ctx, d, nil, usualSteps+1)
	if err := cmp.Or(ctx.Err(), m.known()); err != nil {
		return "", err
	}
	return t.Outcome(its, d.Left(), math.Inf(1)).Kind, nil
}

// recalled knows of each iterate of the reference run in turn what was computed there; a
// run at its rate goes the same way.
type recalled struct {
	descent.Objective
	of *network.Reference
	k  int
}

func (r *recalled) Gradient(w, g []float64) float64 {
	k := r.k
	if r.k++; k >= len(r.of.Path) || !slices.Equal(w, r.of.Path[k]) {
		return r.Objective.Gradient(w, g)
	}
	copy(g, r.of.Gradients[k])
	return r.of.Losses[k]
}

// SearchRates measures three rates of an optimizer on the network by the rule of
// the reference run: the same rates are tried for a few steps, and good is 0.3
// times the one that ended lowest. Its error is ctx's.
func (n *Net) SearchRates(ctx context.Context, optimizer string) (landscape.Rates, error) {
	trials, failed := make([]network.Trial, len(n.Reference.Trials)), make([]error, len(n.Reference.Trials))
	err := workers.Share(ctx, workers.PerCore(len(trials)), len(trials), func(_ int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			rate := n.Reference.Trials[i].Rate
			trials[i].Rate = rate
			trials[i].End, failed[i] = n.try(ctx, optimizer, rate)
		}
	})
	if err = cmp.Or(err, cmp.Or(failed...)); err != nil {
		return landscape.Rates{}, err
	}
	best := network.Trial{Rate: descent.UsualRate / network.TrialFraction, End: n.Reference.Losses[0]}
	for _, trial := range trials {
		if trial.End < best.End {
			best = trial
		}
	}
	return n.tried(ctx, optimizer, threeRates(field.Round(network.TrialFraction*best.Rate), trials, n.Reference.Losses[0]))
}

// try is the loss after a few steps at a rate; infinite for a run that left.
func (n *Net) try(ctx context.Context, optimizer string, rate float64) (end float64, err error) {
	d, err := descent.New(n.Task(0, 0), descent.Settings{Optimizer: optimizer, LearningRate: rate, Steps: trialSteps})
	if err != nil {
		return 0, err
	}
	var it descent.Iterate
	for d.Next(&it) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
	}
	if d.Left() {
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
	return landscape.Rates{Low: field.Round(good / belowGood), Good: good, High: min(descent.MaxRate, field.Round(high))}
}
