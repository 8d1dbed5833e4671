package train

import (
	"context"
	"math"
	"runtime"
	"slices"

	"downhill/landscape"
	"downhill/train/rule"
)

const (
	tailSteps   = 400  // a run is continued to at least as many steps, for what it does in the long run;
	tailFurther = 4000 // one that shows no period to as many,
	tailWork    = 64   // in at most as many stretches of evaluations
	periodMost  = 64   // losses that take turns, at most: more are no pattern that anybody sees
	periodLooks = 4    // times over: a period is told of so many of its turns
	periodSame  = 1e-3 // of the losses' range: two that differ by less are one
	periodLevel = 1e-6 // of the losses' size: a range below this is rounding
)

// unrests reports whether a run of such an outcome neither came to rest nor left
// nor is still on its way.
func (k Kind) unrests() bool {
	switch k {
	case Bouncing, Leaving, Oscillating, SlowZigzag, Thrown, Wandering:
		return true
	}
	return false
}

// follow makes the runs that did not come to rest once more, without noise and to
// at least tailSteps, and keeps the last losses of those that neither rest nor
// leave then. Those without a period are followed further: near the rate where one
// begins a run comes to it slowly.
func (s *sweep) follow(ctx context.Context) error {
	n := max(s.sc.Steps, tailSteps)
	s.tails, s.periods = make([][]float64, len(s.rates)), make([]int, len(s.rates))
	if err := s.pursue(ctx, s.unresting(), n, s.keepTail); err != nil {
		return err
	}
	var open []int
	for i, tail := range s.tails {
		if tail != nil && s.periods[i] == 0 {
			open = append(open, i)
		}
	}
	further := min(tailFurther, tailWork*landscape.ChunkSize(s.sc.Surface.Loss)/max(1, len(open)))
	if further < 2*n {
		return nil
	}
	return s.pursue(ctx, open, further, s.keepPeriod)
}

// pursue makes runs again without noise, over n steps, for what keep makes of them.
func (s *sweep) pursue(ctx context.Context, indices []int, n int, keep func(int, Outcome, Trajectory)) error {
	quiet := *s.sc
	quiet.Noise, quiet.Steps = 0, n
	var recorders []*recorder
	p := pool{
		sc: s.sc, run: s.run, workers: runtime.GOMAXPROCS(0), size: recordedBatchSize(n),
		bind: func() (*descent, error) { return quietDescent(s.sc, s.run, n) },
		watch: func() observer {
			recorders = append(recorders, newRecorder(ctx, &quiet, s.run, keep))
			return recorders[len(recorders)-1]
		},
	}
	return s.runAll(ctx, p, indices, &recorders)
}

// unresting are the numbers of the rates whose runs are restless. Noise alone may
// keep a run up: that is found out when it is followed without.
func (s *sweep) unresting() []int {
	var indices []int
	for i, out := range s.outcomes {
		if out.Kind.unrests() {
			indices = append(indices, i)
		}
	}
	return indices
}

// keepTail keeps the last losses of a run that has been followed.
func (s *sweep) keepTail(index int, out Outcome, t Trajectory) {
	if !out.Kind.unrests() {
		return
	}
	losses := make([]float64, min(len(t), max(s.tail, periodLooks*periodMost)))
	for i, it := range t[len(t)-len(losses):] {
		losses[i] = it.Loss
	}
	s.periods[index] = Period(losses)
	s.tails[index] = slices.Clone(losses[max(0, len(losses)-s.tail):])
}

// keepPeriod does the same for a run that has been followed further. One that left
// has gone on for long enough as it was.
func (s *sweep) keepPeriod(index int, out Outcome, t Trajectory) {
	if out.Kind.rests() {
		s.tails[index] = nil
		return
	}
	s.keepTail(index, out, t)
}

// quietDescent is a run without its noise that goes on to n steps. A schedule
// stays at the factor of the scenario's last step.
func quietDescent(sc *Scenario, run, n int) (*descent, error) {
	d, err := newDescent(sc, run)
	if err != nil {
		return nil, err
	}
	d.noise, d.steps = nil, n
	if anew := d.newSchedule; anew != nil {
		d.newSchedule = func() rule.Schedule { return held(anew(), sc.Steps-1) }
	}
	return d, nil
}

// held is a schedule that keeps, after step last, the factor of that step.
func held(schedule rule.Schedule, last int) rule.Schedule {
	factor := 1.0
	return func(k int, loss float64) float64 {
		if k <= last {
			factor = schedule(k, loss)
		}
		return factor
	}
}

// Period is how many losses take turns at a run's end: the least p for which each
// of them is, to a thousandth of their range, what it was p steps before. It is 1
// where all are one, but for rounding, and 0 where they never repeat, or not
// within 64 steps.
func Period(losses []float64) int {
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
	for p := 1; p <= min(periodMost, len(losses)/2); p++ {
		if repeats(losses[max(0, len(losses)-periodLooks*p-1):], p, periodSame*width) {
			return p
		}
	}
	return 0
}

// repeats reports whether each loss is, but for a difference, the one p before.
func repeats(losses []float64, p int, same float64) bool {
	for i := p; i < len(losses); i++ {
		if !(math.Abs(losses[i]-losses[i-p]) <= same) {
			return false
		}
	}
	return true
}

// restless are the rates beside the first and the last whose run is restless, so
// that between them all such rates are.
func (s *sweep) restless() [2]float64 {
	indices := s.unresting()
	if len(indices) == 0 {
		return [2]float64{math.NaN(), math.NaN()}
	}
	first, last := indices[0], indices[len(indices)-1]
	return [2]float64{s.rates[max(0, first-1)], s.rates[min(len(s.rates)-1, last+1)]}
}
