package train

import (
	"math"
	"sync"

	"downhill/landscape"
)

// Rates are searched over twelve decades, since a typed formula may have any
// scale.
const (
	searchFrom   = -7 // powers of ten
	searchTo     = 5
	searchDecade = 8   // rates in each
	searchSteps  = 500 // no run of a search is longer
	belowBand    = 3   // low is this much below the band of good rates,
	aboveBand    = 1.7 // high this much above
	suggestKept  = 256
)

type suggestKey struct {
	text      string
	view      landscape.View
	optimizer string
}

var suggestCache = struct {
	sync.Mutex
	of map[suggestKey]landscape.Rates
}{of: map[suggestKey]landscape.Rates{}}

// suggested is search's answer, kept: a typed formula comes again with every
// drag.
func suggested(s *landscape.Surface, optimizer string) landscape.Rates {
	key := suggestKey{s.Program.Text(), s.View, optimizer}
	suggestCache.Lock()
	rates, ok := suggestCache.of[key]
	suggestCache.Unlock()
	if ok {
		return rates
	}
	rates = search(s, optimizer)
	suggestCache.Lock()
	defer suggestCache.Unlock()
	if len(suggestCache.of) >= suggestKept {
		clear(suggestCache.of)
	}
	suggestCache.of[key] = rates
	return rates
}

// searcher runs one optimizer from a surface's start at many rates.
type searcher struct {
	d     *descent
	j     *judge
	t     Trajectory
	steps int
}

// search finds a low, a good and a high rate by trying many. Good is the
// fastest rate of the longest band of rates that reach the best minimum (or,
// where no rate does, the one that ends lowest); low lies below that band and
// high above it. Each is run as it is answered: a low or high rate that ends
// well after all is no such rate and is 0.
func search(s *landscape.Surface, optimizer string) landscape.Rates {
	sc := Scenario{Surface: s, Start: s.Start, Steps: min(defaultSteps(s), searchSteps),
		Runs: []RunSpec{{Optimizer: optimizer, LearningRate: 1}}}
	d, err := newDescent(&sc, 0)
	if err != nil {
		return landscape.Rates{}
	}
	f := &searcher{d: d, j: newJudge(&sc, 0)}
	tries := f.sweep()
	from, to := longestBand(tries)
	if from < 0 {
		return f.withoutBand(tries)
	}
	return landscape.Rates{
		Low:  f.verified(tries[from].rate/belowBand, false),
		Good: f.verified(fastest(tries[from:to+1]).rate, true),
		High: f.verified(tries[to].rate*aboveBand, false),
	}
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
	for f.d.next(&it) {
		f.t = append(f.t, it)
	}
	return f.j.judge(f.t)
}

// verified is a rate rounded to two digits if it ends as it should, else 0.
func (f *searcher) verified(rate float64, good bool) float64 {
	rate = tidy(rate)
	if (try{rate, f.run(rate)}).good() != good {
		return 0
	}
	return rate
}

// withoutBand answers where no rate reaches the best minimum: good is the rate
// that ends lowest, low a tenth of it, high the next larger one that leaves or
// is thrown about.
func (f *searcher) withoutBand(tries []try) landscape.Rates {
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

// fastest is the try that ended in the fewest steps.
func fastest(tries []try) try {
	best := tries[0]
	for _, t := range tries {
		if t.out.K < best.out.K {
			best = t
		}
	}
	return best
}
