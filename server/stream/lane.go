package stream

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"downhill/server/fault"
	"downhill/server/journal"
	"downhill/server/metrics"
)

var (
	errSuperseded = errors.New("superseded")
	errCancelled  = errors.New("cancelled")
)

// A lane answers the requests of one kind, one at a time: a newer one takes
// the place of the one under way and of the one that waits. It has a goroutine
// only while there is something to answer.
type lane struct {
	kind   kind
	counts *metrics.Metrics // of requests, by how they ended
	stream string           // the id of the connection, for the log
	answer func(context.Context, Request) error
	end    func(ctx context.Context, id uint32, err error)        // tells how a request ended
	ended  func()                                                 // is called once it has
	hand   func(context.Context) (of context.Context, end func()) // notes that a request is there; nil where no hand waits for it

	mu      sync.Mutex
	busy    bool
	current uint32
	cancel  context.CancelCauseFunc
	gone    func()        // the hand, of current; nil for none
	next    *asked        // waits for current to let go
	rested  chan struct{} // closed when the lane is no longer busy; nil where nobody waits for that
	closed  bool          // nothing more is answered
	skipped *uint32       // the newest request that was superseded while it waited
}

// submit hands the lane a request; it never waits.
func (l *lane) submit(ctx context.Context, jobs *sync.WaitGroup, r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return // the page will ask again, where it connects next
	}
	asked := asked{Request: r, at: time.Now()}
	if l.busy {
		if l.next != nil {
			l.skipped = &l.next.ID
			l.counts.Request(l.kind.String(), metrics.Dropped, 0)
		}
		l.next = &asked
		l.cancel(errSuperseded)
		return
	}
	l.busy = true
	job := l.begin(ctx, asked)
	jobs.Go(func() { l.work(ctx, job, asked) })
}

// begin notes r as the request under way; l.mu is held.
func (l *lane) begin(ctx context.Context, r asked) context.Context {
	job, cancel := context.WithCancelCause(r.in(ctx, l))
	l.current, l.cancel = r.ID, cancel
	if l.hand != nil {
		job, l.gone = l.hand(job)
	}
	return job
}

// work answers r and then whatever has come meanwhile.
func (l *lane) work(ctx, job context.Context, r asked) {
	for more := true; more; {
		err := l.guarded(job, r.Request)
		if cause := context.Cause(job); err != nil && cause != nil {
			err = cause
		}
		l.counts.Request(l.kind.String(), endingOf(err), time.Since(r.at))
		job, r, more = l.turn(ctx, job, r.ID, err)
	}
}

// turn tells how the request id ended and begins the one that waits.
func (l *lane) turn(ctx, job context.Context, id uint32, err error) (context.Context, asked, bool) {
	l.mu.Lock()
	skipped := l.skipped
	l.skipped = nil
	l.cancel(nil) // frees the job's context
	l.mu.Unlock()
	if ctx.Err() == nil {
		l.tellEnd(job, id, skipped, err)
	}
	l.ended()
	if l.gone != nil {
		l.gone()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == nil || ctx.Err() != nil {
		l.busy = false
		if l.rested != nil {
			close(l.rested)
			l.rested = nil
		}
		return nil, asked{}, false
	}
	r := *l.next
	l.next = nil
	return l.begin(ctx, r), r, true
}

// tellEnd tells the end of a request and of those skipped after it. One
// message stands for all that were superseded.
func (l *lane) tellEnd(job context.Context, id uint32, skipped *uint32, err error) {
	if skipped == nil || !errors.Is(err, errSuperseded) {
		l.end(job, id, err)
	}
	if skipped != nil {
		l.end(job, *skipped, errSuperseded)
	}
}

// stop cancels the request id, whether it is under way or waits.
func (l *lane) stop(id uint32) {
	l.mu.Lock()
	waits := l.next != nil && l.next.ID == id
	if waits {
		l.next = nil
	} else if l.busy && l.current == id {
		l.cancel(errCancelled)
	}
	l.mu.Unlock()
	if waits {
		l.counts.Request(l.kind.String(), metrics.Cancelled, 0)
		l.end(context.Background(), id, errCancelled)
	}
}

// close lets the request under way end, and takes no other.
func (l *lane) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed, l.next = true, nil
}

// idle waits until the lane has nothing to answer. Its error is ctx's.
func (l *lane) idle(ctx context.Context) error {
	l.mu.Lock()
	if !l.busy {
		l.mu.Unlock()
		return ctx.Err()
	}
	if l.rested == nil {
		l.rested = make(chan struct{})
	}
	rested := l.rested
	l.mu.Unlock()
	select {
	case <-rested:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// guarded answers a request; a panic ends that request, not the server.
func (l *lane) guarded(ctx context.Context, r Request) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.ErrorContext(ctx, "panic", "value", p, "asked", journal.Brief(r.text()), "stack", string(debug.Stack()))
			err = fault.ErrPanic
		}
	}()
	return l.answer(ctx, r)
}
