package main

import (
	"context"
	"runtime"
	"time"
)

// A pool lets as many requests compute at once as there are processors, so that
// a full hall slows everyone evenly instead of thrashing.
type pool struct {
	slots chan struct{}
	wide  chan struct{} // held by the one request that computes on all processors
}

func newPool() *pool {
	return &pool{make(chan struct{}, runtime.GOMAXPROCS(0)), make(chan struct{}, 1)}
}

// compute waits for a slot and runs work in it. The time that work takes is
// drawn from the meter; work's context ends when the meter is empty, with
// errBudget as its cause.
func (p *pool) compute(ctx context.Context, m *meter, work func(context.Context) error) error {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.slots }()
	bounded, cancel := context.WithTimeoutCause(ctx, m.left, errBudget)
	defer cancel()
	start := time.Now()
	err := work(bounded)
	m.left -= time.Since(start)
	if context.Cause(bounded) == errBudget {
		return errBudget
	}
	return err
}

// computeWide is compute for work that spreads over all processors itself. One
// such piece goes at a time: a second one would only slow the first.
func (p *pool) computeWide(ctx context.Context, m *meter, work func(context.Context) error) error {
	select {
	case p.wide <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.wide }()
	processors := time.Duration(runtime.GOMAXPROCS(0))
	clock := meter{m.left / processors}
	err := p.compute(ctx, &clock, work)
	m.left = clock.left * processors
	return err
}

// A meter is what is left of a request's computing time.
type meter struct{ left time.Duration }

func newMeter() *meter { return &meter{cpuBudget} }
