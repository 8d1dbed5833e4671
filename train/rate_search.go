package train

import (
	"cmp"
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/judge"
)

// Rates are searched over fourteen decades, since a typed formula may have any
// scale.
const (
	searchFrom   = -9 // powers of ten
	searchTo     = 5
	searchDecade = 8    // rates in each
	searchSteps  = 500  // no run of a search is longer, unless the link's own are
	searchWork   = 80e6 // additions of one search: a heavy loss is run at fewer rates
	belowBand    = 3    // low is this much below the band of good rates,
	aboveBand    = 1.7  // high this much above
	mostAbove    = 300  // and at most this much above good
	withoutRole  = 10   // a rate that stands in for one that there is none of is this far from good
	fewSteps     = 15
)

// rateSearcher runs one optimizer from a start at many rates.
type rateSearcher struct {
	budget    *landscape.Budget
	cost      int // of one step
	ctx       context.Context
	d         *descent.Run
	start     []float64
	objective landscape.Objective
	j         *judge.Judge
	t         descent.Trajectory
	tries     []try // the lowest rate first
}

// searchRates finds a low, a good and a high rate by trying many, from the
// scenario's start with its steps. Good lies in the longest band of rates that
// reach the best minimum and come to rest there, low below that band and high
// above it, and each ends as it is called. Where no rate reaches it, good is the
// rate that ends lowest.
func searchRates(ctx context.Context, of *Scenario, optimizer string) Suggestion {
	sc := Scenario{Surface: of.Surface, Start: of.Start, Steps: of.Steps,
		Runs: []RunSpec{{Optimizer: optimizer, LearningRate: 1}}}
	d, err := newDescent(&sc, 0)
	if err != nil {
		return Suggestion{Lacks: []string{"low", "good", "high"}}
	}
	o := sc.Objective()
	f := &rateSearcher{
		budget: landscape.NewBudget(ctx, searchWork), cost: stepCost + landscape.Operations(of.Surface.Loss, 1),
		d: d, start: sc.Surface.WeightsAt(sc.Start), j: judge.New(sc.Case(0), o),
		ctx: ctx, objective: o,
	}
	found := f.choose()
	if f.budget.Over() {
		found.Lacks = nil // rates that were not tried may end so
	}
	return found
}

// choose sweeps the rates and picks three.
func (f *rateSearcher) choose() Suggestion {
	f.sweep()
	from, to := f.longestBand()
	if from < 0 {
		f.refine()
		from, to = f.longestBand()
	}
	if from < 0 {
		return f.withoutBand()
	}
	good := f.pickGood(f.tries[from : to+1])
	return f.around(good, f.tries[from].rate/belowBand, min(f.tries[to].rate*aboveBand, good*mostAbove))
}

// stepCost is what a step costs beside the gradient, in additions.
const stepCost = 60

// try is one rate and how it ended.
type try struct {
	rate float64
	out  judge.Outcome
}

// good reports whether a run ended as one at a good rate does: at rest at the
// best minimum, or where there is none, down the slope.
func (t try) good() bool {
	return t.out.Kind == judge.Converged || t.out.Kind == judge.EscapedUnbounded
}

// tooLow and tooHigh report whether a run ended as one at a low or a high rate.
func (t try) tooLow() bool {
	return slices.Contains([]judge.Kind{judge.Crawling, judge.StuckLocal, judge.StuckSaddle}, t.out.Kind)
}

func (t try) tooHigh() bool {
	return slices.Contains([]judge.Kind{judge.Oscillating, judge.SlowZigzag, judge.Thrown, judge.Wandering, judge.Diverged, judge.Bouncing, judge.Leaving, judge.LeftDomain}, t.out.Kind)
}

// sweep runs the whole range of rates, each rounded to two digits: every eighth
// first, so that what there is work for spans the range.
func (f *rateSearcher) sweep() {
	const last = (searchTo - searchFrom) * searchDecade
	for stride := searchDecade; stride >= 1; stride /= 2 {
		for i := 0; i <= last; i += stride {
			if stride == searchDecade || i%(2*stride) != 0 {
				f.try(field.Round(math.Pow(10, searchFrom+float64(i)/searchDecade)))
			}
		}
	}
}

// refine tries the rates about those that ended lowest, more closely: a band of
// good ones may be narrow.
func (f *rateSearcher) refine() {
	const finer = 8 // rates in the place of one
	i := f.lowestTry()
	if i < 0 {
		return
	}
	center := f.tries[i].rate
	for k := -2 * finer; k <= 2*finer; k++ {
		f.try(field.Round(center * math.Pow(10, float64(k)/(finer*searchDecade))))
	}
}

// try runs a rate, unless it was run already or the work is done.
func (f *rateSearcher) try(rate float64) {
	i, known := slices.BinarySearchFunc(f.tries, rate, func(t try, rate float64) int { return cmp.Compare(t.rate, rate) })
	if known || f.budget.Over() {
		return
	}
	if out, ok := f.run(rate); ok {
		f.tries = slices.Insert(f.tries, i, try{rate, out})
	}
}

// run makes a run; ok is false if it was broken off.
func (f *rateSearcher) run(rate float64) (out judge.Outcome, ok bool) {
	f.d.Reset(f.start, rate)
	f.j.LearningRate = rate
	f.t = f.t[:0]
	var it descent.Iterate
	for f.d.Next(&it) {
		f.t = append(f.t, it)
		if f.budget.Spend(f.cost); f.budget.Ended() {
			return judge.Outcome{}, false
		}
	}
	return f.j.Outcome(f.ctx, f.t), true
}

// around completes a good rate by a low and a high one, near the rates wanted if
// those end so, else the next that does.
func (f *rateSearcher) around(good, low, high float64) Suggestion {
	s := Suggestion{Rates: landscape.Rates{Good: good}}
	low, high = field.Round(low), field.Round(high)
	f.try(low)
	f.try(high)
	for _, t := range slices.Backward(f.tries) {
		if t.rate <= low && t.tooLow() {
			s.Low = t.rate
			break
		}
	}
	for _, t := range f.tries {
		if t.rate >= high && t.tooHigh() {
			s.High = t.rate
			break
		}
	}
	f.nearer(&s)
	if s.Low == 0 {
		s.Low, s.Lacks = field.Round(good/withoutRole), append(s.Lacks, "low")
	}
	if s.High == 0 {
		s.High, s.Lacks = min(field.Round(good*withoutRole), descent.MaxRate), append(s.Lacks, "high")
	}
	return s
}

// nearer fills the gaps of a suggestion with rates nearer to the good one than
// was wanted.
func (f *rateSearcher) nearer(s *Suggestion) {
	for _, t := range f.tries {
		if s.Low == 0 && t.rate < s.Good && t.tooLow() {
			s.Low = t.rate
		}
	}
	for _, t := range slices.Backward(f.tries) {
		if s.High == 0 && t.rate > s.Good && t.tooHigh() {
			s.High = t.rate
		}
	}
}

// withoutBand answers where no rate reaches the best minimum: good is the rate
// that ends lowest. Where there is no slope to follow, one rate is as good as
// another: the usual one.
func (f *rateSearcher) withoutBand() Suggestion {
	best := descent.UsualRate
	if i := f.lowestTry(); i >= 0 && f.tries[i].out.Loss < f.startLoss() {
		best = f.tries[i].rate
	}
	s := f.around(best, best/withoutRole, best*aboveBand)
	s.Lacks = append([]string{"good"}, s.Lacks...)
	return s
}

// startLoss is the loss that every try begins with.
func (f *rateSearcher) startLoss() float64 {
	at := landscape.PointOf(f.start)
	return f.objective.Value(at.X, at.Y)
}

// lowestTry is the try that ended lowest on the map, −1 without one.
func (f *rateSearcher) lowestTry() int {
	best := -1
	for i, t := range f.tries {
		gone := slices.Contains([]judge.Kind{judge.Diverged, judge.LeftDomain, judge.EscapedUnbounded}, t.out.Kind)
		if !gone && (best < 0 || t.out.Loss < f.tries[best].out.Loss) {
			best = i
		}
	}
	return best
}

// longestBand is the longest stretch of good tries; from is −1 without one. A
// rate that leaves the map is none where there is a minimum to reach.
func (f *rateSearcher) longestBand() (from, to int) {
	_, known := f.j.Surface.Best()
	good := func(t try) bool { return t.good() && !(known && t.out.Kind == judge.EscapedUnbounded) }
	from, to = -1, -2
	for i := 0; i < len(f.tries); i++ {
		j := i
		for j < len(f.tries) && good(f.tries[j]) {
			j++
		}
		if j-i > to-from+1 {
			from, to = i, j-1
		}
		i = j
	}
	return from, to
}

// pickGood is the smallest rate of a band that takes at most twice the steps
// of the fastest: a run that arrives in one jump shows nothing. Nor does one that begins at
// the minimum and hardly moves: it must have come nine tenths of the way down.
func (f *rateSearcher) pickGood(band []try) float64 {
	least, lowest := band[0].out.K, band[0].out.Loss
	for _, t := range band {
		least, lowest = min(least, t.out.K), min(lowest, t.out.Loss)
	}
	down := lowest + (f.startLoss()-lowest)/10
	for _, t := range band {
		if t.out.K <= max(2*least, fewSteps) && (t.out.Kind != judge.Converged || t.out.Loss <= down) {
			return t.rate
		}
	}
	return band[0].rate
}
