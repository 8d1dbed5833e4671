package train

import (
	"context"
	"math"

	"downhill/landscape"
	"downhill/once"
)

// Rates are searched over fourteen decades, since a typed formula may have any
// scale.
const (
	searchFrom   = -9 // powers of ten
	searchTo     = 5
	searchDecade = 8   // rates in each
	searchSteps  = 500 // no run of a search is longer
	belowBand    = 3   // low is this much below the band of good rates,
	aboveBand    = 1.7 // high this much above
	mostAbove    = 300 // and at most this much above good
	fewSteps     = 15
)

// suggestKey is what suggested rates are kept under.
type suggestKey struct {
	text      string
	view      landscape.View
	optimizer string
}

// suggested is search's answer, kept: a typed formula comes again with every
// drag. Its error is ctx's.
func suggested(ctx context.Context, s *landscape.Surface, optimizer string) (landscape.Rates, error) {
	key := suggestKey{s.Loss.Text(), s.View, optimizer}
	return once.Do(ctx, key, func(ctx context.Context) (rates landscape.Rates, bytes int, err error) {
		err = once.Through(ctx, landscape.Weight(s.Loss), func(ctx context.Context) error {
			rates, _ = search(ctx, s, optimizer)
			return ctx.Err()
		})
		return rates, len(key.text), err
	})
}

// searcher runs one optimizer from a surface's start at many rates.
type searcher struct {
	ctx context.Context // ends the search; its answer is of no use then
	d   *descent
	j   *judge
	t   Trajectory
}

// search finds a low, a good and a high rate by trying many. Good lies in the
// longest band of rates that reach the best minimum, low below that band and
// high above it; a low or high rate that ends well after all is none and is 0.
// Where no rate reaches it, banded is false, and good is the rate that ends
// lowest.
func search(ctx context.Context, s *landscape.Surface, optimizer string) (rates landscape.Rates, banded bool) {
	sc := Scenario{Surface: s, Start: s.Start, Steps: min(defaultSteps(s), searchSteps),
		Runs: []RunSpec{{Optimizer: optimizer, LearningRate: 1}}}
	d, err := newDescent(&sc, 0)
	if err != nil {
		return landscape.Rates{}, false
	}
	f := &searcher{ctx: ctx, d: d, j: newJudge(&sc, 0)}
	f.j.ctx = ctx
	tries := f.sweep()
	from, to := longestBand(tries)
	if from < 0 {
		return withoutBand(tries), false
	}
	good := unhurried(tries[from : to+1])
	return landscape.Rates{
		Low:  f.failing(tries[from].rate / belowBand),
		Good: good,
		High: f.failing(min(tries[to].rate*aboveBand, good*mostAbove)),
	}, true
}

// try is one rate and how it ended.
type try struct {
	rate float64
	out  Outcome
}

func (t try) good() bool {
	return t.out.Kind == Converged || t.out.Kind == EscapedUnbounded
}

// sweep runs the whole range of rates, each rounded to two digits.
func (f *searcher) sweep() []try {
	var tries []try
	for i := 0; i <= (searchTo-searchFrom)*searchDecade; i++ {
		rate := tidy(math.Pow(10, searchFrom+float64(i)/searchDecade))
		tries = append(tries, try{rate, f.run(rate)})
	}
	return tries
}

func (f *searcher) run(rate float64) Outcome {
	f.d.reset(f.d.start, rate)
	f.t = f.t[:0]
	var it Iterate
	for f.ctx.Err() == nil && f.d.next(&it) {
		f.t = append(f.t, it)
	}
	if len(f.t) == 0 {
		return Outcome{} // ctx has ended
	}
	return f.j.judge(f.t)
}

// failing is a rate rounded to two digits if it does not end well, else 0.
func (f *searcher) failing(rate float64) float64 {
	rate = tidy(rate)
	if (try{rate, f.run(rate)}).good() {
		return 0
	}
	return rate
}

// withoutBand answers where no rate reaches the best minimum: good is the rate
// that ends lowest, low a tenth of it, high the next larger one that leaves or
// is thrown about.
func withoutBand(tries []try) landscape.Rates {
	best := -1
	for i, t := range tries {
		if t.out.Kind != Diverged && (best < 0 || t.out.Loss < tries[best].out.Loss) {
			best = i
		}
	}
	if best < 0 {
		return landscape.Rates{Low: 0.01, Good: 0.1, High: 1} // nothing is good here
	}
	rates := landscape.Rates{Low: tidy(tries[best].rate / 10), Good: tries[best].rate}
	for _, t := range tries[best+1:] {
		if t.out.Kind == Diverged || t.out.Kind == Thrown {
			rates.High = tidy(t.rate * aboveBand)
			break
		}
	}
	return rates
}

// longestBand is the longest stretch of good tries; from is −1 without one.
func longestBand(tries []try) (from, to int) {
	from, to = -1, -2
	for i := 0; i < len(tries); i++ {
		j := i
		for j < len(tries) && tries[j].good() {
			j++
		}
		if j-i > to-from+1 {
			from, to = i, j-1
		}
		i = j
	}
	return from, to
}

// unhurried is the smallest rate of a band that takes at most twice the steps
// of the fastest: a run that arrives in one jump shows nothing.
func unhurried(band []try) float64 {
	least := band[0].out.K
	for _, t := range band {
		least = min(least, t.out.K)
	}
	for _, t := range band {
		if t.out.K <= max(2*least, fewSteps) {
			return t.rate
		}
	}
	return band[0].rate
}
