// Package engine reads what is asked for, a surface, a scenario, a sweep, a map of
// basins, and computes it within the pool.
package engine

import (
	"context"
	"sync/atomic"

	"downhill/once"
	"downhill/server/metrics"
	"downhill/server/pool"
	"downhill/train"
	"downhill/train/link"
)

// An Engine reads what is asked for and computes it, within the pool and what each
// caller may take of it.
type Engine struct {
	Pool    *pool.Pool
	Flow    *pool.Flow
	Base    string // the path that the site lies below; empty for the root
	Metrics *metrics.Metrics

	taught atomic.Pointer[taught]

	Resolving atomic.Int64 // links that are being read, explored or waited for
}

// streamed are what a stream may be asked for, by the names of its kinds.
var streamed = []string{"run", "sweep", "basins", "ensemble"}

// New is an engine of a site that lies below base, and tells our own lessons.
func New(base string) *Engine {
	e := &Engine{Pool: pool.New(), Flow: pool.NewFlow(), Base: base, Metrics: metrics.New(streamed...)}
	e.Pool.Seen = func(s pool.Seen) { e.Metrics.Work(s.Kind, s.Waited, s.Took) }
	e.Teach(Lessons{Course: link.Ours()})
	return e
}

// exploring is a context for reading what may have to be explored: looking at a
// typed formula and measuring rates on it is computing; whoever waits for
// another's holds no slot meanwhile. done is called when it is read.
func (e *Engine) exploring(ctx context.Context, m *pool.Meter) (reading context.Context, done func()) {
	e.Resolving.Add(1)
	reading = once.WithGate(ctx, func(ctx context.Context, weight int, work func(context.Context) error) error {
		return e.Pool.Explore(ctx, m, weight, work)
	})
	return reading, func() { e.Resolving.Add(-1) }
}

// EvaluatorBytes is about what an evaluator of a scenario's loss holds.
func EvaluatorBytes(sc train.Scenario) int {
	if loss, ok := sc.Surface.Loss.(interface{ EvaluatorBytes() int }); ok {
		return loss.EvaluatorBytes()
	}
	return 0
}
