// Package workers has the one loop that spreads work over the processors.
package workers

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// processors is how many there are where that is not what the runtime uses, else 0.
var processors atomic.Int32

// Within says how many processors there are: a server lets the runtime use more threads
// than that.
func Within(n int) { processors.Store(int32(n)) }

// Processors is how many there are.
func Processors() int {
	if n := int(processors.Load()); n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// PerCore is a worker for each processor, and none without work: for count pieces
// that may be done at the same time.
func PerCore(count int) int { return min(Processors(), count) }

// Share has n workers do count pieces of work, numbered from 0. Each calls work
// once, at the same time as the others; there next hands it the next piece that
// nobody has, and ok is false where none is left or ctx has ended. Share returns
// when all of them have, with ctx's error.
func Share(ctx context.Context, n, count int, work func(worker int, next func() (piece int, ok bool))) error {
	var taken atomic.Int64
	next := func() (piece int, ok bool) {
		piece = int(taken.Add(1)) - 1
		return piece, piece < count && ctx.Err() == nil
	}
	resume := Pause(ctx)
	var all sync.WaitGroup
	for worker := range n {
		all.Go(func() {
			do(ctx, func() { work(worker, next) })
		})
	}
	all.Wait()
	resume()
	return ctx.Err()
}
