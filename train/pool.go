package train

import (
	"context"
	"sync"
	"sync/atomic"

	"downhill/landscape"
)

// pool makes many runs with one batch for each worker.
type pool struct {
	sc      *Scenario
	run     int
	size    int // runs of one batch at most
	workers int
	watch   func() observer
	bind    func() (*descent, error) // nil for the scenario's run as it is
}

// descent is what a batch makes its updates by.
func (p pool) descent() (*descent, error) {
	if p.bind != nil {
		return p.bind()
	}
	return newDescent(p.sc, p.run)
}

// runAll makes runs 0 to count−1, whose jobs are given by number, and counts
// evaluations.
func (p pool) runAll(ctx context.Context, count int, jobOf func(i int) job) (evaluations int, err error) {
	var taken, evaluated atomic.Int64
	next := func() (job, bool) {
		i := int(taken.Add(1)) - 1
		if i >= count {
			return job{}, false
		}
		return jobOf(i), true
	}
	workers := min(p.workers, count)
	if workers == 0 {
		return 0, ctx.Err()
	}
	size := min(p.size, (count+workers-1)/workers, landscape.ChunkSize(p.sc.Surface.Loss))
	batches := make([]*batch, workers)
	for i := range batches {
		d, err := p.descent()
		if err != nil {
			return 0, err
		}
		batches[i] = newBatch(d, size, p.watch(), next)
	}
	var all sync.WaitGroup
	for _, b := range batches {
		all.Go(func() {
			b.run(ctx)
			evaluated.Add(int64(b.evaluations()))
		})
	}
	all.Wait()
	return int(evaluated.Load()), ctx.Err()
}
