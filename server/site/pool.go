package site

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

// A pool lets as many requests compute at once as there are processors, so that
// a full hall slows everyone evenly instead of thrashing.
type pool struct {
	slots chan struct{}
	wide  chan struct{} // held by the one request that computes on all processors
	// explorers and heavy are held by what explores formulas, the light and the
	// heavy ones: at most a third of the slots each, so that a light formula never
	// waits for heavy ones, and the pages of all others for neither.
	explorers, heavy chan struct{}
}

// newPool has a slot more than there are processors: exploring may hold all but it.
func newPool() *pool { return newPoolOf(max(3, runtime.GOMAXPROCS(0)+1)) }

func newPoolOf(slots int) *pool {
	third := slots / 3
	return &pool{make(chan struct{}, slots), make(chan struct{}, 1), make(chan struct{}, third), make(chan struct{}, third)}
}

// compute waits for a slot and runs work in it. The time that work takes is
// drawn from the meter; work's context ends when the meter is empty, with
// errBudget as its cause.
func (p *pool) compute(ctx context.Context, m *meter, work func(context.Context) error) error {
	if err := enter(ctx, p.slots); err != nil {
		return err
	}
	defer leave(p.slots)
	bounded, cancel := context.WithTimeoutCause(ctx, m.left(), errBudget)
	defer cancel()
	start := time.Now()
	err := work(bounded)
	m.draw(time.Since(start))
	if context.Cause(bounded) == errBudget {
		return errBudget
	}
	return err
}

// computeWide is compute for work that spreads over all processors itself. One
// such piece goes at a time: a second one would only slow the first.
func (p *pool) computeWide(ctx context.Context, m *meter, work func(context.Context) error) error {
	if err := enter(ctx, p.wide); err != nil {
		return err
	}
	defer leave(p.wide)
	processors := time.Duration(runtime.GOMAXPROCS(0))
	before := m.left() / processors
	clock := newMeterOf(before)
	err := p.compute(ctx, clock, work)
	m.draw((before - clock.left()) * processors)
	return err
}

// lightWork is the most operations of a formula that is light: it is explored in
// tens of milliseconds.
const lightWork = 200

// explore is compute for exploring a formula of so many operations.
func (p *pool) explore(ctx context.Context, m *meter, weight int, work func(context.Context) error) error {
	places := p.explorers
	if weight > lightWork {
		places = p.heavy
	}
	if err := enter(ctx, places); err != nil {
		return err
	}
	defer leave(places)
	return p.compute(ctx, m, work)
}

// computing is how many compute right now, exploring how many of them explore.
func (p *pool) computing() int { return len(p.slots) }
func (p *pool) exploring() int { return len(p.explorers) + len(p.heavy) }

// enter waits for a place, not longer than whoever asked may still be answered.
func enter(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	default:
	}
	full := time.NewTimer(queueTime)
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

// A meter is what is left of a request's computing time.
type meter struct{ nanoseconds atomic.Int64 }

func newMeter() *meter { return newMeterOf(cpuBudget) }

func newMeterOf(d time.Duration) *meter {
	m := &meter{}
	m.nanoseconds.Store(int64(d))
	return m
}

func (m *meter) left() time.Duration  { return time.Duration(m.nanoseconds.Load()) }
func (m *meter) draw(d time.Duration) { m.nanoseconds.Add(-int64(d)) }
