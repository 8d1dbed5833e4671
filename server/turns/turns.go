package turns

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Turns are so many places, taken in turn. Who holds one for longer than a slice gives
// it to the next where somebody waits, once it is asked (see Work.Offer).
type Turns struct {
	slice   time.Duration
	begun   time.Time
	waiting atomic.Int32 // how many wait for a place, as the order has it

	mu     sync.Mutex
	order  *Order
	free   int
	places int
}

// New are so many places, given on after a slice; slice 0 lets everyone finish.
func New(places int, slice time.Duration) *Turns {
	return &Turns{slice: slice, begun: time.Now(), order: NewOrder(), free: places, places: places}
}

// Taken is how many places are held, Waiting how many wait for one.
func (t *Turns) Taken() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.places - t.free
}

func (t *Turns) Waiting() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.order.Waiting()
}

// now is the time since a moment, in nanoseconds.
func (t *Turns) now() int64 { return int64(time.Since(t.begun)) }

// usual is what a turn is counted for in advance, in seconds.
func (t *Turns) usual() float64 { return max(t.slice, time.Millisecond).Seconds() }

// wait waits for a turn of a piece of work, until ctx ends or full fires.
func (t *Turns) wait(ctx context.Context, w *Work, full <-chan time.Time) error {
	t.mu.Lock()
	ticket := &Ticket{ready: make(chan struct{}), work: w}
	w.ask(ticket)
	t.dispatch()
	t.mu.Unlock()
	select {
	case <-ticket.ready:
		return nil
	default:
	}
	var err error
	select {
	case <-ticket.ready:
		return nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-full:
		err = context.DeadlineExceeded
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.leave(ticket) {
		return nil // its turn came at the same moment
	}
	return err
}

// dispatch gives free places to those who wait; t.mu is held.
func (t *Turns) dispatch() {
	for t.free > 0 {
		ticket := t.order.Next(t.usual())
		if ticket == nil {
			break
		}
		t.free--
		ticket.work.take(ticket)
		close(ticket.ready)
	}
	t.waiting.Store(int32(t.order.Waiting()))
}

// leave lets a ticket wait no longer; false where its turn came before. t.mu is held.
func (t *Turns) leave(ticket *Ticket) bool {
	defer func() { t.waiting.Store(int32(t.order.Waiting())) }()
	ticket.work.forget(ticket)
	return t.order.Leave(ticket)
}

// giveBack ends one turn of a piece of work, which took so much of a processor; t.mu is
// held.
func (t *Turns) giveBack(w *Work, took time.Duration) {
	t.order.End(w.drop(), took.Seconds()-t.usual())
	t.free++
	t.dispatch()
}
