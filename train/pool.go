package train

import (
	"context"

	"downhill/landscape"
	"downhill/workers"
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
	n := min(p.workers, count)
	if n == 0 {
		return 0, ctx.Err()
	}
	size := min(p.size, (count+n-1)/n, landscape.ChunkSize(p.sc.Surface.Loss))
	batches := make([]*batch, n)
	for i := range batches {
		d, err := p.descent()
		if err != nil {
			return 0, err
		}
		batches[i] = newBatch(d, size, p.watch())
	}
	err = workers.Share(ctx, len(batches), count, func(worker int, next func() (int, bool)) {
		batches[worker].run(ctx, func() (job, bool) {
			i, ok := next()
			if !ok {
				return job{}, false
			}
			return jobOf(i), true
		})
	})
	for _, b := range batches {
		evaluations += b.evaluations()
	}
	return evaluations, err
}
