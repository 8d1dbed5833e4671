package turns

import (
	"context"
	"sync/atomic"
	"time"
)

// Work is one piece of work, which holds a place for each goroutine that computes it.
type Work struct {
	turns *Turns
	owner Owner
	ctx   context.Context
	due   atomic.Int32 // places that it is asked to give on

	// Turns.mu guards what follows.
	held []turn // those that are taken, the oldest first
	lost int    // places that it would hold had ctx not ended while it waited
}

// A turn is a place that is held since a moment.
type turn struct {
	ticket *Ticket
	since  time.Duration
}

// Begin waits for a turn for a piece of work, not longer than queue.
func (t *Turns) Begin(ctx context.Context, owner Owner, queue time.Duration) (*Work, error) {
	full := time.NewTimer(queue)
	defer full.Stop()
	w := &Work{turns: t, owner: owner, ctx: ctx}
	if err := t.wait(ctx, w, full.C); err != nil {
		return nil, err
	}
	return w, nil
}

// Within lets a context end the work's waiting from now on, instead of Begin's. It is
// for the goroutine that began, before any other joins.
func (w *Work) Within(ctx context.Context) { w.ctx = ctx }

// Join waits for another place for the work. Where its context ends first the work
// ends soon, and goes on without.
func (w *Work) Join() {
	if w.turns.wait(w.ctx, w, nil) != nil {
		w.turns.mu.Lock()
		defer w.turns.mu.Unlock()
		w.lost++
	}
}

// Leave gives a place back.
func (w *Work) Leave() {
	w.turns.mu.Lock()
	defer w.turns.mu.Unlock()
	w.leave()
}

// leave is Leave; Turns.mu is held.
func (w *Work) leave() {
	if w.lost > 0 {
		w.lost--
		return
	}
	w.turns.giveBack(w)
}

// Offer gives a place on if the work has held it for long enough and somebody waits,
// and waits for its next turn. It costs next to nothing otherwise. pause is called
// before it waits, and resume after.
func (w *Work) Offer(pause func() (resume func())) {
	if w.due.Load() <= 0 || w.due.Add(-1) < 0 {
		return
	}
	t := w.turns
	t.mu.Lock()
	if w.lost > 0 || t.order.Waiting() == 0 {
		t.mu.Unlock()
		return
	}
	ticket := &Ticket{ready: make(chan struct{}), work: w}
	t.order.Add(w.owner, ticket, t.usual()) // so that the order decides between all and this
	t.giveBack(w)
	t.mu.Unlock()
	select {
	case <-ticket.ready:
	default:
		defer pause()()
		w.again(ticket)
	}
}

// again waits for a turn, and goes on without where ctx ends first.
func (w *Work) again(ticket *Ticket) {
	select {
	case <-ticket.ready:
	case <-w.ctx.Done():
		w.turns.mu.Lock()
		defer w.turns.mu.Unlock()
		if w.turns.order.Leave(ticket) {
			w.lost++
		}
	}
}

// take notes a place that the work has from now on; Turns.mu is held, as for drop.
func (w *Work) take(t *Ticket, now time.Duration) { w.held = append(w.held, turn{t, now}) }

// drop is the oldest of its turns, which ends, and how long it took.
func (w *Work) drop(now time.Duration) (*Ticket, time.Duration) {
	oldest := w.held[0]
	w.held = append(w.held[:0], w.held[1:]...)
	return oldest.ticket, now - oldest.since
}
