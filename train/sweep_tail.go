package train

import (
	"context"
	"math"
	"slices"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
	"downhill/workers"
)

const (
	fadedAfter  = 20   // of the rule's memories, steps: an averaged gradient counts 2e-9 of what it did
	tailSteps   = 400  // a run is continued to at least this many steps, for what it does in the long run;
	tailMost    = 4000 // one that shows no period, to as many as this,
	tailWork    = 64   // as far as this many chunks of evaluations go
	periodShare = 4    // a period is told by the last one in so many of the run's steps: it may pass by what looks like one
)

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
func (s *sweep) runAgain(ctx context.Context, indices []int, n int, keep func(int, judge.Outcome, descent.Trajectory)) error {
	c := s.sc.Case(s.run)
	c.Noise, c.Steps = 0, n
	var recorders []*recorder
	p := descent.Pool{
		Workers: workers.Processors(), Size: s.sc.batchSize(recordedBatchSize(n)),
		Bind: func() (*descent.Run, error) { return descent.Noiseless(s.sc.task(), s.sc.settings(s.run), n) },
		Watch: func() descent.Observer {
			recorders = append(recorders, newRecorder(ctx, c, keep))
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
		if out.Kind.Restless() {
			indices = append(indices, i)
		}
	}
	return indices
}

// keepTail keeps the last losses of a run that was made again.
func (s *sweep) keepTail(index int, out judge.Outcome, t descent.Trajectory) {
	if !out.Kind.Restless() {
		return
	}
	losses := s.lastLosses(t)
	s.tails[index], s.periods[index], s.trends[index] = s.tailOf(losses), periodTold(losses, len(t)/periodShare), trends(losses)
}

// lastLosses are as many of a run's last losses as are asked for or tell its period.
func (s *sweep) lastLosses(t descent.Trajectory) []float64 {
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
func (s *sweep) keepPeriod(index int, out judge.Outcome, t descent.Trajectory) {
	s.tails[index] = nil
	s.keepTail(index, out, t)
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
