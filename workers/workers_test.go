package workers

import (
	"context"
	"sync/atomic"
	"testing"
)

// TestEachPieceIsDoneOnce, by however many workers.
func TestEachPieceIsDoneOnce(t *testing.T) {
	for _, n := range []int{1, 3, 16} {
		for _, count := range []int{0, 1, 1000} {
			done, workers := make([]atomic.Int32, count), make([]atomic.Int32, n)
			err := Share(t.Context(), n, count, func(worker int, next func() (int, bool)) {
				workers[worker].Add(1)
				for i, ok := next(); ok; i, ok = next() {
					done[i].Add(1)
				}
			})
			if err != nil {
				t.Error(err)
			}
			for i := range done {
				if done[i].Load() != 1 {
					t.Errorf("%d workers: piece %d of %d was done %d times", n, i, count, done[i].Load())
				}
			}
			for i := range workers {
				if workers[i].Load() != 1 {
					t.Errorf("worker %d of %d works %d times", i, n, workers[i].Load())
				}
			}
		}
	}
}

// TestAnEndedContextLeavesTheRest: what was begun is finished, nothing else is.
func TestAnEndedContextLeavesTheRest(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	var done atomic.Int32
	err := Share(ctx, 4, 1000, func(_ int, next func() (int, bool)) {
		for _, ok := next(); ok; _, ok = next() {
			done.Add(1)
			end()
		}
	})
	if err != context.Canceled || done.Load() > 4 {
		t.Errorf("%d pieces were done after the end: %v", done.Load(), err)
	}
}

func TestPerCoreHasNoIdleWorker(t *testing.T) {
	if PerCore(0) != 0 || PerCore(1) != 1 {
		t.Errorf("%d workers for nothing, %d for one piece", PerCore(0), PerCore(1))
	}
}
