// Package pool bounds what requests take: how many compute at once, for how long,
// and how much is held for those who have not read it yet.
package pool

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"

	"downhill/server/fault"
	"downhill/server/limits"
)

// A Pool lets as many requests compute at once as there are processors, so that
// a full hall slows everyone evenly instead of thrashing.
type Pool struct {
	slots chan struct{}
	wide  chan struct{} // held by the one request that computes on all processors
	// explorers and heavy are held by what explores formulas, the light and the
	// heavy ones: at most a third of the slots each, so that a light formula never
	// waits for heavy ones, and the pages of all others for neither.
	explorers, heavy chan struct{}
}

// New has a slot more than there are processors: exploring may hold all but it.
func New() *Pool { return newOf(max(3, runtime.GOMAXPROCS(0)+1)) }

func newOf(slots int) *Pool {
	third := slots / 3
	return &Pool{make(chan struct{}, slots), make(chan struct{}, 1), make(chan struct{}, third), make(chan struct{}, third)}
}

// Compute waits for a slot and runs work in it. The processor time that work takes,
// with what workers.Share spreads of it, is drawn from the meter; work's context ends
// when the meter is empty, with fault.ErrBudget as its cause.
func (p *Pool) Compute(ctx context.Context, m *Meter, work func(context.Context) error) error {
	if err := enter(ctx, p.slots); err != nil {
		return err
	}
	defer leave(p.slots)
	bounded, c := startClock(ctx, m.Left())
	defer func() { m.draw(c.stop()) }()
	err := c.run(bounded, work)
	if context.Cause(bounded) == fault.ErrBudget {
		return fault.ErrBudget
	}
	return err
}

// ComputeWide is compute for work that spreads over all processors itself. One
// such piece goes at a time: a second one would only slow the first.
func (p *Pool) ComputeWide(ctx context.Context, m *Meter, work func(context.Context) error) error {
	if err := enter(ctx, p.wide); err != nil {
		return err
	}
	defer leave(p.wide)
	return p.Compute(ctx, m, work)
}

// lightWork is the most operations of a formula that is light: it is explored in
// tens of milliseconds.
const lightWork = 200

// Explore is compute for exploring a formula of so many operations.
func (p *Pool) Explore(ctx context.Context, m *Meter, weight int, work func(context.Context) error) error {
	places := p.explorers
	if weight > lightWork {
		places = p.heavy
	}
	if err := enter(ctx, places); err != nil {
		return err
	}
	defer leave(places)
	return p.Compute(ctx, m, work)
}

// Computing is how many compute right now, exploring how many of them explore.
func (p *Pool) Computing() int { return len(p.slots) }
func (p *Pool) Exploring() int { return len(p.explorers) + len(p.heavy) }

// enter waits for a place, not longer than whoever asked may still be answered.
func enter(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	default:
	}
	full := time.NewTimer(limits.QueueTime)
	defer full.Stop()
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-full.C:
		return context.DeadlineExceeded
	}
}

func leave(places chan struct{}) { <-places }

// A Meter is what is left of a request's processor time.
type Meter struct{ nanoseconds atomic.Int64 }

// NewMeter is what one request may take.
func NewMeter() *Meter { return NewMeterOf(limits.CPUBudget) }

// NewMeterOf is a meter of a time of its own.
func NewMeterOf(d time.Duration) *Meter {
	m := &Meter{}
	m.nanoseconds.Store(int64(d))
	return m
}

// Left is what is left, and draw takes from it.
func (m *Meter) Left() time.Duration  { return time.Duration(m.nanoseconds.Load()) }
func (m *Meter) draw(d time.Duration) { m.nanoseconds.Add(-int64(d)) }
