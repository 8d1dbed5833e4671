package train

import (
	"context"
	"sync"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
)

const (
	keptIterates = 1 << 14 // iterates that a batch keeps, about: what a core's cache holds
	leastBatch   = 16      // runs of a batch even so
)

// recordedBatchSize is how many runs a batch has where their trajectories are
// kept.
func recordedBatchSize(steps int) int {
	return min(descent.BatchSize, max(leastBatch, keptIterates/(steps+1)))
}

// batchSize is how many runs a batch has, size at most: a heavy loss ends sooner with few.
func (sc *Scenario) batchSize(size int) int { return min(size, landscape.ChunkSize(sc.Surface.Loss)) }

// recorder is an observer that keeps every run's trajectory until it ends, and
// then judges it.
type recorder struct {
	ctx     context.Context
	judge   *judge.Judge
	indices []int
	rates   []float64
	kept    []descent.Trajectory
	report  func(index int, out judge.Outcome, t descent.Trajectory) // t is good until it returns
}

func newRecorder(ctx context.Context, c judge.Case, report func(int, judge.Outcome, descent.Trajectory)) *recorder {
	return &recorder{
		ctx: ctx, judge: judge.New(c, nil), report: report,
		indices: make([]int, descent.BatchSize), rates: make([]float64, descent.BatchSize), kept: make([]descent.Trajectory, descent.BatchSize),
	}
}

func (r *recorder) Begin(slot int, l descent.Job) {
	if r.kept[slot] == nil {
		r.kept[slot] = spareTrajectory(r.judge.Steps + 1)
	}
	r.indices[slot], r.rates[slot], r.kept[slot] = l.Index, l.Rate, r.kept[slot][:0]
}

func (r *recorder) See(slot int, it *descent.Iterate) bool {
	r.kept[slot] = append(r.kept[slot], *it)
	return false
}

func (r *recorder) End(slot int, _ *descent.Iterate, _ bool) {
	r.judge.LearningRate = r.rates[slot]
	r.report(r.indices[slot], r.judge.Outcome(r.ctx, r.kept[slot]), r.kept[slot])
}

// release gives the trajectories' memory to the next sweep.
func (r *recorder) release() {
	for _, t := range r.kept {
		if t != nil {
			spare.Put(&t)
		}
	}
}

// spare holds trajectories that recorders may use again: while a slider is
// dragged, sweeps are made many times a second.
var spare sync.Pool

// spareTrajectory is an empty trajectory with room for n iterates.
func spareTrajectory(n int) descent.Trajectory {
	if t, ok := spare.Get().(*descent.Trajectory); ok && cap(*t) >= n {
		return (*t)[:0]
	}
	return make(descent.Trajectory, 0, n)
}
