// Package pool bounds what requests take: how many compute at once, for how long,
// and how much is held for those who have not read it yet.
package pool

import (
	"context"
	"sync/atomic"
	"time"

	"downhill/server/fault"
	"downhill/server/journal"
	"downhill/server/limits"
	"downhill/server/turns"
)

// A Pool lets as much compute at once as there are processors. Turns go round between
// owners (see turns.Owner): a full hall slows everyone evenly, and nobody more than
// the one who asks for the most. Seen, if it is set, is told of all that was computed.
type Pool struct {
	Seen func(Seen)

	// Whoever stands behind others (see behind) has slots, what a hand waits for has its
	// own: it waits for no turn of theirs. Where the system can't tell them apart they
	// share theirs.
	slots, hands *turns.Turns
	way          way          // which work that stands behind gives to hands
	lastHand     atomic.Int64 // when work for a hand began last, in nanoseconds since 1970
	// What holds much memory while it goes on takes a place as well, in turn too: wide
	// is for what computes on all processors, light and heavy for exploring formulas,
	// so that a light one never waits for heavy ones.
	wide, light, heavy *turns.Turns
}

// Seen is what is known of one piece of work that was computed, or waited in vain.
type Seen struct {
	Class  turns.Class
	Kind   string        // of what was asked for, see journal.Asked
	Waited time.Duration // for its first turn
	Took   time.Duration // of processors
	Err    error         // why it did not come to its end; nil where it did, or panicked
}

const (
	wideWorks = 16 // at once, at most
	// slice is how long a turn is where others wait: short beside what a hand notices,
	// and long beside what giving it on takes.
	slice = time.Millisecond
	// sliceBehind is that of work that no hand waits for the end of.
	sliceBehind = 4 * time.Millisecond
)

// New has a slot for each processor.
func New() *Pool { return newOf(slotsOf(processors())) }

func newOf(slots int) *Pool {
	explorers := max(1, slots/3)
	p := &Pool{
		hands: turns.New(slots, slice), wide: turns.New(wideWorks, 0),
		light: turns.New(explorers, 0), heavy: turns.New(explorers, 0),
	}
	if p.slots = p.hands; standsBehind {
		p.slots = turns.New(slots, sliceBehind)
	}
	return p
}

// Compute waits for a turn and does work in it, and in later ones if it takes long. The
// processor time that work takes, with what workers.Share spreads of it, is drawn from
// the meter; work's context ends when the meter is empty, with fault.ErrBudget as its
// cause. What is no hand's stands behind others meanwhile, and may be done on another
// goroutine; that is so to the end of this work, and tells by who waits for it as it begins:
// a hand that joins later has a turn of its own in it, not one among hands.
func (p *Pool) Compute(ctx context.Context, m *Meter, work func(context.Context) error) error {
	return p.compute(ctx, time.Now(), m, standsBack(ownersOf(ctx), m.Taken()), work)
}

// compute is Compute for work that has waited since it was asked for, and stands behind
// others or not.
func (p *Pool) compute(ctx context.Context, asked time.Time, m *Meter, behind bool, work func(context.Context) error) error {
	slots := p.hands
	if behind {
		FallBack(ctx)
		slots = p.slots
	}
	w, o := workOf(ctx, slots, m)
	defer o.leave()
	class := o.class()
	if class == turns.Hand {
		p.lastHand.Store(asked.UnixNano())
	}
	err := w.Begin(limits.QueueTime)
	seen := Seen{Class: class, Kind: journal.Of(ctx).Kind, Waited: time.Since(asked), Err: err}
	defer func() { p.see(seen) }()
	if err != nil {
		return err
	}
	bounded, c := startClock(ctx, w, o, m)
	c.behind, c.way = behind && standsBehind, &p.way
	defer func() {
		seen.Took = c.stop()
		m.drawFor(ctx, seen)
	}()
	err = c.run(bounded, work)
	if c.spent() {
		err = fault.ErrBudget
	}
	seen.Err = err
	return err
}

func (p *Pool) see(s Seen) {
	if p.Seen != nil {
		p.Seen(s)
	}
}

// ComputeWide is compute for work that spreads over all processors itself.
func (p *Pool) ComputeWide(ctx context.Context, m *Meter, work func(context.Context) error) error {
	return p.within(ctx, p.wide, m, work)
}

// lightWork is the most operations of a formula that is light: it is explored in
// tens of milliseconds.
const lightWork = 200

// Explore is compute for exploring a formula of so many operations.
func (p *Pool) Explore(ctx context.Context, m *Meter, weight int, work func(context.Context) error) error {
	places := p.light
	if weight > lightWork {
		places = p.heavy
	}
	return p.within(ctx, places, m, work)
}

// within is compute in one of a few places, for so long at most as whoever asked may
// still be answered.
func (p *Pool) within(ctx context.Context, places *turns.Turns, m *Meter, work func(context.Context) error) error {
	ctx, end := context.WithTimeout(ctx, limits.WorkTime)
	defer end()
	asked := time.Now()
	place, o := workOf(ctx, places, m)
	defer o.leave()
	if err := place.Begin(limits.QueueTime); err != nil {
		p.see(Seen{Class: o.class(), Kind: journal.Of(ctx).Kind, Waited: time.Since(asked), Err: err})
		return err
	}
	before := m.Left()
	defer func() { place.Leave(before - m.Left()) }()
	return p.compute(ctx, asked, m, true, work)
}

// handRest is how long after its last request a hand is taken to be at work.
const handRest = 500 * time.Millisecond

// HandsAtWork reports whether a hand has asked for anything just now.
func (p *Pool) HandsAtWork() bool { return time.Now().UnixNano()-p.lastHand.Load() < int64(handRest) }

// Computing is how many compute right now, Exploring how many formulas are explored, and
// Waiting how many wait for a turn.
func (p *Pool) Computing() int {
	if p.hands == p.slots {
		return p.slots.Taken()
	}
	return p.slots.Taken() + p.hands.Taken()
}

func (p *Pool) Exploring() int { return p.light.Taken() + p.heavy.Taken() }

func (p *Pool) Waiting() int {
	waiting := p.slots.Waiting() + p.wide.Waiting() + p.light.Waiting() + p.heavy.Waiting()
	if p.hands != p.slots {
		waiting += p.hands.Waiting()
	}
	return waiting
}
