package turns

import (
	"context"
	"slices"
	"sync/atomic"
	"time"
)

// Work is one piece of work, which holds a place for each goroutine that computes it.
type Work struct {
	turns *Turns
	ctx   context.Context
	next  atomic.Int64 // when one of its places may have been held for a slice, see Turns.now
	looks looks

	// Turns.mu guards what follows.
	owners []Owner
	waits  []*Ticket // of the places that it waits for
	held   []*Ticket // of the places that are taken, the oldest first
	lost   int       // places that it would hold had ctx not ended while it waited
}

// A Clock tells of the goroutine that calls it what of a processor it took in its turn.
// Not the time that went by: while the system has the processor do something else, as a
// busy machine's does, nobody is to be charged for that.
type Clock interface {
	Took() time.Duration
	// Rest is called before the goroutine gives its turn on, and resume as its next begins.
	Rest() (resume func())
}

// Work is a piece of work for some owners, which has no turn yet.
func (t *Turns) Work(ctx context.Context, owners ...Owner) *Work {
	return &Work{turns: t, owners: owners, ctx: ctx}
}

// Begin waits for the first turn, not longer than queue.
func (w *Work) Begin(queue time.Duration) error {
	full := time.NewTimer(queue)
	defer full.Stop()
	return w.turns.wait(w.ctx, w, full.C)
}

// Begin waits for a turn for a piece of work of one owner, not longer than queue.
func (t *Turns) Begin(ctx context.Context, owner Owner, queue time.Duration) (*Work, error) {
	w := t.Work(ctx, owner)
	if err := w.Begin(queue); err != nil {
		return nil, err
	}
	return w, nil
}

// Within lets a context end the work's waiting from now on, instead of Begin's. It is
// for the goroutine that began, before any other joins.
func (w *Work) Within(ctx context.Context) { w.ctx = ctx }

// Become lets the work be for other owners from now on, those turns too that it waits for.
func (w *Work) Become(owners ...Owner) {
	t := w.turns
	t.mu.Lock()
	defer t.mu.Unlock()
	if slices.Equal(w.owners, owners) {
		return
	}
	w.owners = owners
	for _, ticket := range w.waits {
		t.order.Change(ticket, t.usual(), owners...)
	}
}

// ask lets a ticket wait for a turn of the work; Turns.mu is held, as for forget.
func (w *Work) ask(t *Ticket) {
	w.waits = append(w.waits, t)
	w.turns.order.Add(t, w.turns.usual(), w.owners...) // so that the order decides between all and this
}

// forget notes that a ticket waits no longer.
func (w *Work) forget(t *Ticket) {
	w.waits = slices.DeleteFunc(w.waits, func(other *Ticket) bool { return other == t })
}

// Join waits for another place for the work. Where its context ends first the work
// ends soon, and goes on without.
func (w *Work) Join() {
	if w.turns.wait(w.ctx, w, nil) != nil {
		w.turns.mu.Lock()
		defer w.turns.mu.Unlock()
		w.lost++
	}
}

// Leave gives a place back, of whose processor so much was taken in this turn.
func (w *Work) Leave(took time.Duration) {
	w.turns.mu.Lock()
	defer w.turns.mu.Unlock()
	if w.lost > 0 {
		w.lost--
		return
	}
	w.turns.giveBack(w, took)
}

// Offer gives a place on if the work has taken enough of it and somebody waits, and waits
// for its next turn. It costs next to nothing otherwise.
func (w *Work) Offer(c Clock) {
	t := w.turns
	if t.waiting.Load() == 0 || t.slice <= 0 || !w.looks.due() {
		return
	}
	now := t.now()
	w.looks.note(now)
	if now < w.next.Load() {
		return
	}
	took := c.Took()
	if took < t.slice { // another place's is over, or the system had the processor do something else
		w.next.Store(now + int64(t.slice-took))
		return
	}
	defer c.Rest()()
	t.mu.Lock()
	if w.lost > 0 || t.order.Waiting() == 0 {
		t.mu.Unlock()
		return
	}
	ticket := &Ticket{ready: make(chan struct{}), work: w}
	w.ask(ticket)
	t.giveBack(w, took)
	t.mu.Unlock()
	w.again(ticket)
}

// again waits for a turn, and goes on without where ctx ends first.
func (w *Work) again(ticket *Ticket) {
	select {
	case <-ticket.ready:
	case <-w.ctx.Done():
		w.turns.mu.Lock()
		defer w.turns.mu.Unlock()
		if w.turns.leave(ticket) {
			w.lost++
		}
	}
}

// take notes a place that the work has from now on; Turns.mu is held, as for drop.
func (w *Work) take(t *Ticket) {
	w.forget(t)
	if w.held = append(w.held, t); len(w.held) == 1 {
		w.next.Store(w.turns.now() + int64(w.turns.slice))
	}
}

// drop is the ticket of the oldest of its places, which it has no longer.
func (w *Work) drop() *Ticket {
	oldest := w.held[0]
	w.held = append(w.held[:0], w.held[1:]...)
	return oldest
}
