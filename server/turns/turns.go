package turns

import (
	"context"
	"sync"
	"time"
)

// Turns are so many places, taken in turn. Who holds one for longer than a slice gives
// it to the next where somebody waits, once it is asked (see Work.Offer).
type Turns struct {
	slice time.Duration
	now   func() time.Duration // since any moment

	mu      sync.Mutex
	order   *Order
	free    int
	places  int
	running map[*Work]bool // those who hold a place
	tick    *time.Timer    // nil while nobody waits
}

// New are so many places, given on after a slice; slice 0 lets everyone finish.
func New(places int, slice time.Duration) *Turns {
	begun := time.Now()
	return &Turns{
		slice: slice, now: func() time.Duration { return time.Since(begun) },
		order: NewOrder(), free: places, places: places, running: map[*Work]bool{},
	}
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

// usual is what a turn is counted for in advance, in seconds.
func (t *Turns) usual() float64 { return max(t.slice, time.Millisecond).Seconds() }

// wait waits for a turn of a piece of work, until ctx ends or full fires.
func (t *Turns) wait(ctx context.Context, w *Work, full <-chan time.Time) error {
	t.mu.Lock()
	ticket := &Ticket{ready: make(chan struct{}), work: w}
	t.order.Add(w.owner, ticket, t.usual())
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
	if !t.order.Leave(ticket) {
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
		ticket.work.take(ticket, t.now())
		t.running[ticket.work] = true
		close(ticket.ready)
	}
	if t.tick == nil && t.slice > 0 && t.order.Waiting() > 0 {
		t.tick = time.AfterFunc(t.slice, t.ask)
	}
}

// giveBack ends one turn of a piece of work, which takes no other for now; t.mu is held.
func (t *Turns) giveBack(w *Work) {
	ticket, took := w.drop(t.now())
	t.order.End(ticket, took.Seconds()-t.usual())
	if len(w.held) == 0 {
		delete(t.running, w)
	}
	t.free++
	t.dispatch()
}

// ask asks all who hold a place to give it on, as long as somebody waits.
func (t *Turns) ask() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tick = nil
	if t.order.Waiting() == 0 {
		return
	}
	for w := range t.running {
		w.due.Store(int32(len(w.held)))
	}
	t.tick = time.AfterFunc(t.slice, t.ask)
}
