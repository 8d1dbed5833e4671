package descent

import (
	"context"

	"downhill/workers"
)

// Pool makes many runs with one batch for each worker.
type Pool struct {
	Size    int // runs of one batch at most
	Workers int
	Watch   func() Observer      // makes what sees a batch's runs
	Bind    func() (*Run, error) // makes what a batch makes its updates by
}

// RunAll makes runs 0 to count−1, whose jobs are given by number, and counts
// evaluations.
func (p Pool) RunAll(ctx context.Context, count int, jobOf func(i int) Job) (evaluations int, err error) {
	n := min(p.Workers, count)
	if n == 0 {
		return 0, ctx.Err()
	}
	size := min(p.Size, (count+n-1)/n)
	batches := make([]*batch, n)
	for i := range batches {
		d, err := p.Bind()
		if err != nil {
			return 0, err
		}
		batches[i] = newBatch(d, size, p.Watch())
	}
	err = workers.Share(ctx, len(batches), count, func(worker int, next func() (int, bool)) {
		batches[worker].run(ctx, func() (Job, bool) {
			i, ok := next()
			if !ok {
				return Job{}, false
			}
			return jobOf(i), true
		})
	})
	for _, b := range batches {
		evaluations += b.evaluations()
	}
	return evaluations, err
}
