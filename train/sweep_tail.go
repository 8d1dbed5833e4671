package train

import (
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/rule"
	"downhill/workers"
)

const (
	untold        = -1    // a period that can't be told: see findTails and periodTold
	fadedAfter    = 20    // of the rule's memories, steps: an averaged gradient counts 2e-9 of what it did
	tailSteps     = 400   // a run is continued to at least this many steps, for what it does in the long run;
	tailMost      = 4000  // one that shows no period, to as many as this,
	tailWork      = 64    // as far as this many chunks of evaluations go
	longestPeriod = 64    // steps of a period, at most: a longer pattern can't be seen
	periodRepeats = 4     // times that a period must repeat at least,
	periodShare   = 4     // and for one in so many of the run's steps: it may pass by what looks like a period
	periodShown   = 40    // losses that the page shows
	periodSame    = 1e-3  // of the range of the losses that are compared: two that differ by less count as equal
	nearShown     = 0.1   // of that range: losses that differ by less may be on their way to a period,
	nearFalls     = 0.95  // where each quarter's differences are less than this of those in the quarter before
	driftLeast    = 1e-6  // of the range: losses in turn that move on by less stay
	periodLevel   = 1e-6  // of the losses' size: a range below this is rounding
	lossRounding  = 1e-12 // of a loss: two that differ by less are the same
)

// isRestless reports whether a run of such an outcome neither came to rest nor left
// nor is still on its way down.
func (k Kind) isRestless() bool {
	switch k {
	case Bouncing, Leaving, Oscillating, SlowZigzag, Thrown, Wandering:
		return true
	}
	return false
}

// findTails makes the restless runs once more, without noise and to at least
// tailSteps, and keeps the last losses of those that are restless then too. Those that
// stand still or have no period are continued further: near the rate where a period begins
// a run comes to it slowly. So are all whose rule remembers gradients longer than that:
// while these fade, losses may repeat that do not for ever, and where there are not steps
// enough for it no period is told. Those that come to rest or leave by then have no tail,
// nor have those that still only rise or fall: just beside its limit a run takes long to
// leave or to settle, but does.
func (s *sweep) findTails(ctx context.Context) error {
	n := max(s.sc.Steps, tailSteps)
	s.tails, s.periods, s.trends = make([][]float64, len(s.rates)), make([]int, len(s.rates)), make([]bool, len(s.rates))
	if err := s.runAgain(ctx, s.restlessRates(), n, s.keepTail); err != nil {
		return err
	}
	faded := s.faded()
	var open []int
	for i, tail := range s.tails {
		if tail != nil && (s.periods[i] <= 1 || n < faded) {
			open = append(open, i)
		}
	}
	if further := min(tailMost, tailWork*landscape.ChunkSize(s.sc.Surface.Loss)/max(1, len(open))); further >= 2*n {
		n = further
		if err := s.runAgain(ctx, open, n, s.keepPeriod); err != nil {
			return err
		}
	}
	for _, i := range open {
		if s.trends[i] {
			s.tails[i] = nil
		}
		if n < faded {
			s.periods[i] = untold
		}
	}
	return nil
}

// faded is after how many steps the rule remembers next to nothing of a gradient.
func (s *sweep) faded() int {
	spec, params := s.sc.Rule(s.run)
	return int(min(fadedAfter*rule.Memory(spec.Params, params), math.MaxInt32))
}

// runAgain makes runs again without noise, over n steps, and gives them to keep.
func (s *sweep) runAgain(ctx context.Context, indices []int, n int, keep func(int, Outcome, Trajectory)) error {
	noiseless := *s.sc
	noiseless.Noise, noiseless.Steps = 0, n
	var recorders []*recorder
	p := pool{
		sc: s.sc, run: s.run, workers: workers.Processors(), size: recordedBatchSize(n),
		bind: func() (*descent, error) { return noiselessDescent(s.sc, s.run, n) },
		watch: func() observer {
			recorders = append(recorders, newRecorder(ctx, &noiseless, s.run, keep))
			return recorders[len(recorders)-1]
		},
	}
	return s.runAll(ctx, p, indices, &recorders)
}

// restlessRates are the numbers of the rates whose runs are restless. Some are so
// only because of noise: they are made again without it.
func (s *sweep) restlessRates() []int {
	var indices []int
	for i, out := range s.outcomes {
		if out.Kind.isRestless() {
			indices = append(indices, i)
		}
	}
	return indices
}

// keepTail keeps the last losses of a run that was made again.
func (s *sweep) keepTail(index int, out Outcome, t Trajectory) {
	if !out.Kind.isRestless() {
		return
	}
	losses := s.lastLosses(t)
	s.tails[index], s.periods[index], s.trends[index] = s.tailOf(losses), periodTold(losses, len(t)/periodShare), trends(losses)
}

// periodTold is the period of the last losses of a run of 4 n steps; untold where they near
// one, or take turns and move on.
func periodTold(losses []float64, n int) int {
	p := Period(losses, n)
	if p == 0 && (nears(losses) || moveInTurn(losses)) || p > 1 && drifts(losses, p) {
		return untold
	}
	return p
}

// lastLosses are as many of a run's last losses as are asked for or tell its period.
func (s *sweep) lastLosses(t Trajectory) []float64 {
	losses := make([]float64, min(len(t), max(s.tail, periodRepeats*longestPeriod, len(t)/periodShare)))
	for i, it := range t[len(t)-len(losses):] {
		losses[i] = it.Loss
	}
	return losses
}

// tailOf are as many of the last losses as are asked for.
func (s *sweep) tailOf(losses []float64) []float64 {
	return slices.Clone(losses[max(0, len(losses)-s.tail):])
}

// keepPeriod does the same for a run that was continued further, and forgets the tail of
// one that is restless no more.
func (s *sweep) keepPeriod(index int, out Outcome, t Trajectory) {
	s.tails[index] = nil
	s.keepTail(index, out, t)
}

// noiselessDescent is a run without its noise, of n steps. A schedule
// stays at the factor of the scenario's last step.
func noiselessDescent(sc *Scenario, run, n int) (*descent, error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return nil, err
	}
	d.noise, d.steps = nil, n
	if anew := d.newSchedule; anew != nil {
		d.newSchedule = func() rule.Schedule { return holdAfter(anew(), sc.Steps-1) }
	}
	return d, nil
}

// holdAfter is a schedule that keeps, after step last, the factor of that step.
func holdAfter(schedule rule.Schedule, last int) rule.Schedule {
	factor := 1.0
	return func(k int, loss float64) float64 {
		if k <= last {
			factor = schedule(k, loss)
		}
		return factor
	}
}

// Period is after how many steps the losses at a run's end repeat: the least p for
// which each of them is, to a thousandth of the range of these, what it was p steps before,
// over the last four periods and the last n losses at least. It is 1 where all are equal but
// for rounding, and 0 where they do not repeat, or not within 64 steps.
func Period(losses []float64, n int) int {
	if len(losses) == 0 {
		return 0
	}
	low, high := slices.Min(losses), slices.Max(losses)
	width := high - low
	if !rule.Finite(width) {
		return 0
	}
	if width <= periodLevel*max(math.Abs(low), math.Abs(high)) {
		return 1
	}
	for p := 1; p <= min(longestPeriod, len(losses)/2); p++ {
		last := losses[max(0, len(losses)-max(n, periodRepeats*p+1)):]
		low, high := slices.Min(last), slices.Max(last)
		if repeats(last, p, max(periodSame*(high-low), lossRounding*max(math.Abs(low), math.Abs(high)))) {
			if p == 1 && comesBack(losses, len(last)) {
				return 0
			}
			return p
		}
	}
	return 0
}

// nears reports whether losses that have no period yet come ever nearer to one: each differs
// little from one some steps before it, and from quarter to quarter less.
func nears(losses []float64) bool {
	enough := nearShown * (slices.Max(losses) - slices.Min(losses))
	for p := 1; p <= min(longestPeriod, len(losses)/8); p++ {
		quarter := (len(losses) - p) / 4
		most, falls := 0.0, true
		for end := len(losses); falls && end-quarter >= p; end -= quarter {
			apart := farthestApart(losses[end-quarter-p:end], p)
			falls = most <= nearFalls*apart && (end < len(losses) || apart <= enough)
			most = apart
		}
		if falls {
			return true
		}
	}
	return false
}

// drifts reports whether losses that take turns of p move on, some of them about as far in
// the later half as in the earlier one: what they do then need not last.
func drifts(losses []float64, p int) bool {
	least := driftLeast * (slices.Max(losses) - slices.Min(losses))
	for last := len(losses) - 1; last > len(losses)-1-p; last-- {
		half := last / (2 * p) * p
		late, early := losses[last]-losses[last-half], losses[last-half]-losses[last-2*half]
		if math.Abs(late) > least && late/early > nearFalls {
			return true
		}
	}
	return false
}

// moveInTurn reports whether losses without a period take turns all the same, and move on:
// each differs next to nothing from one some steps before it, or those so many steps apart
// only rise or only fall. That they have no pattern would not be true.
func moveInTurn(losses []float64) bool {
	same := periodSame * (slices.Max(losses) - slices.Min(losses))
	for p := 1; p <= min(longestPeriod, len(losses)/8); p++ {
		little, oneWay := true, true
		for i := p; i < len(losses) && (little || oneWay); i++ {
			move := losses[i] - losses[i-p]
			little = little && math.Abs(move) <= same
			oneWay = oneWay && (i < 2*p || move*(losses[i-p]-losses[i-2*p]) > 0)
		}
		if little || oneWay {
			return true
		}
	}
	return false
}

// farthestApart is the largest difference between a loss and the one p before it.
func farthestApart(losses []float64, p int) (most float64) {
	for i := p; i < len(losses); i++ {
		most = max(most, math.Abs(losses[i]-losses[i-p]))
	}
	return most
}

// comesBack reports whether the losses before the last n, which are equal, left them and
// came back within as many as the page shows: a spike, which a fall to them is not.
func comesBack(losses []float64, n int) bool {
	left, same := false, losses[len(losses)-1]
	for i := len(losses) - n - 1; i >= max(0, len(losses)-periodShown); i-- {
		switch near := math.Abs(losses[i]-same) <= periodLevel*math.Abs(same); {
		case !near:
			left = true
		case left:
			return true
		}
	}
	return false
}

// trends reports whether the losses only rise, or only fall, from each to the next or
// to the one after it, which a run does that zigzags.
func trends(losses []float64) bool {
	return isMonotone(losses, 1) || isMonotone(losses, 2)
}

// isMonotone reports whether each loss is above the one p before, or each below.
func isMonotone(losses []float64, p int) bool {
	rise, fall := len(losses) > p, len(losses) > p
	for i := p; i < len(losses) && (rise || fall); i++ {
		rise, fall = rise && losses[i] > losses[i-p], fall && losses[i] < losses[i-p]
	}
	return rise || fall
}

// repeats reports whether each loss is, but for a difference, the one p before, and but for
// twice that the one of the first p: many small differences are a drift.
func repeats(losses []float64, p int, same float64) bool {
	for i := p; i < len(losses); i++ {
		if !(math.Abs(losses[i]-losses[i-p]) <= same && math.Abs(losses[i]-losses[i%p]) <= 2*same) {
			return false
		}
	}
	return true
}

// restless are the rates beside the first and the last whose run is restless, so
// that between them all such rates are.
func (s *sweep) restless() [2]float64 {
	indices := s.restlessRates()
	if len(indices) == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	first, last := indices[0], indices[len(indices)-1]
	return [2]float64{s.rates[max(0, first-1)], s.rates[min(len(s.rates)-1, last+1)]}
}
