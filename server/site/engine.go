package site

import (
	"context"
	"sync/atomic"

	"downhill/once"
	"downhill/train"
)

// An engine reads what is asked for and computes it, within the pool and what each
// caller may take of it.
type engine struct {
	pool *pool
	flow *flow
	base string // the path that the site lies below; empty for the root

	resolving atomic.Int64 // links that are being read, explored or waited for
}

// newEngine is an engine of a site that lies below base.
func newEngine(base string) *engine {
	return &engine{pool: newPool(), flow: newFlow(), base: base}
}

// exploring is a context for reading what may have to be explored: looking at a
// typed formula and measuring rates on it is computing; whoever waits for
// another's holds no slot meanwhile. done is called when it is read.
func (e *engine) exploring(ctx context.Context, m *meter) (reading context.Context, done func()) {
	e.resolving.Add(1)
	reading = once.WithGate(ctx, func(ctx context.Context, weight int, work func(context.Context) error) error {
		return e.pool.explore(ctx, m, weight, work)
	})
	return reading, func() { e.resolving.Add(-1) }
}

// evaluatorBytes is about what an evaluator of a scenario's loss holds.
func evaluatorBytes(sc train.Scenario) int {
	if loss, ok := sc.Surface.Loss.(interface{ EvaluatorBytes() int }); ok {
		return loss.EvaluatorBytes()
	}
	return 0
}
