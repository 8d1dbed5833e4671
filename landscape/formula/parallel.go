package formula

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// chunk is how many points a goroutine takes at a time in a large job.
const chunk = 16 * blockLen

// ValuesParallel is Evaluator.Values over all processors. It ends early, with
// the context's error, when the context is done.
func (p *Program) ValuesParallel(ctx context.Context, xs, ys, f []float64) error {
	return p.spread(ctx, len(xs), func(e *Evaluator, from, to int) {
		e.Values(xs[from:to], ys[from:to], f[from:to])
	})
}

// GradientsParallel is Evaluator.Gradients over all processors. It ends early,
// with the context's error, when the context is done.
func (p *Program) GradientsParallel(ctx context.Context, xs, ys, f, gx, gy []float64) error {
	return p.spread(ctx, len(xs), func(e *Evaluator, from, to int) {
		e.Gradients(xs[from:to], ys[from:to], f[from:to], gx[from:to], gy[from:to])
	})
}

// spread cuts n points into chunks that goroutines take in turn, each with an
// evaluator of its own.
func (p *Program) spread(ctx context.Context, n int, work func(e *Evaluator, from, to int)) error {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+chunk-1)/chunk) {
		all.Go(func() {
			e := p.Evaluator()
			for ctx.Err() == nil {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				work(e, from, min(from+chunk, n))
			}
		})
	}
	all.Wait()
	return ctx.Err()
}
