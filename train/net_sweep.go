package train

import (
	"context"
	"sync/atomic"

	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/workers"
)

// netPass makes some of the runs of a network's sweep, each to its outcome beside
// the scenario's own runs. The last losses of one that bounces are its own: it is
// not continued, and no period is told while its rule remembers former gradients; where
// they only rise or fall it has none.
func (s *sweep) netPass(ctx context.Context, indices []int) error {
	if err := s.lowestShown(ctx); err != nil {
		return err
	}
	if s.tail > 0 && s.netTails == nil {
		s.netTails, s.netPeriods = make([][]float64, len(s.rates)), make([]int, len(s.rates))
	}
	var evaluated atomic.Int64
	err := workers.Share(ctx, workers.PerCore(len(indices)), len(indices), func(_ int, next func() (int, bool)) {
		for i, ok := next(); ok; i, ok = next() {
			w, err := s.netRun(ctx, s.rates[indices[i]])
			if err != nil {
				return // ctx has ended: the scenario was run before
			}
			s.recordNet(indices[i], w.judgeAmong(s.lowest), w.all)
			evaluated.Add(int64(w.d.Evaluations()))
		}
	})
	s.evaluations += int(evaluated.Load())
	return err
}

// lowestShown finds the lowest loss of the runs that are shown.
func (s *sweep) lowestShown(ctx context.Context) error {
	if s.lowest != 0 {
		return nil
	}
	lowest, err := lowestAmong(ctx, s.sc, nil)
	s.lowest = lowest
	return err
}

func (s *sweep) netRun(ctx context.Context, rate float64) (*Walk, error) {
	run := s.sc.Runs[s.run]
	run.LearningRate = rate
	w, err := beginNet(*s.sc, run, false)
	if err != nil {
		return nil, err
	}
	w.Advance(ctx, s.sc.Steps+1)
	return w, ctx.Err()
}

func (s *sweep) recordNet(index int, out judge.Outcome, its descent.Trajectory) {
	s.record(index, out, its)
	if s.tail == 0 || !out.Kind.Restless() {
		return
	}
	if losses := s.lastLosses(its); !trends(losses) {
		s.netTails[index], s.netPeriods[index] = s.tailOf(losses), periodTold(losses, len(its)/periodShare)
		if len(its) < s.faded() {
			s.netPeriods[index] = untold
		}
	}
}
