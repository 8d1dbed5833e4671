package stream

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
)

var (
	errSuperseded = errors.New("superseded")
	errCancelled  = errors.New("cancelled")
)

// A lane answers the requests of one kind, one at a time: a newer one takes
// the place of the one under way and of the one that waits. It has a goroutine
// only while there is something to answer.
type lane struct {
	answer func(context.Context, Request) error
	end    func(id uint32, err error) // tells how a request ended

	mu      sync.Mutex
	busy    bool
	current uint32
	cancel  context.CancelCauseFunc
	next    *Request      // waits for current to let go
	rested  chan struct{} // closed when the lane is no longer busy; nil where nobody waits for that
	skipped *uint32       // the newest request that was superseded while it waited
}

// submit hands the lane a request; it never waits.
func (l *lane) submit(ctx context.Context, jobs *sync.WaitGroup, r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.busy {
		if l.next != nil {
			l.skipped = &l.next.ID
		}
		l.next = &r
		l.cancel(errSuperseded)
		return
	}
	l.busy = true
	job := l.begin(ctx, r)
	jobs.Go(func() { l.work(ctx, job, r) })
}

// begin notes r as the request under way; l.mu is held.
func (l *lane) begin(ctx context.Context, r Request) context.Context {
	job, cancel := context.WithCancelCause(ctx)
	l.current, l.cancel = r.ID, cancel
	return job
}

// work answers r and then whatever has come meanwhile.
func (l *lane) work(ctx, job context.Context, r Request) {
	for more := true; more; {
		err := l.guarded(job, r)
		if cause := context.Cause(job); err != nil && cause != nil {
			err = cause
		}
		job, r, more = l.turn(ctx, r.ID, err)
	}
}

// turn tells how the request id ended and begins the one that waits.
func (l *lane) turn(ctx context.Context, id uint32, err error) (context.Context, Request, bool) {
	l.mu.Lock()
	skipped := l.skipped
	l.skipped = nil
	l.cancel(nil) // frees the job's context
	l.mu.Unlock()
	if ctx.Err() == nil {
		l.tellEnd(id, skipped, err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == nil || ctx.Err() != nil {
		l.busy = false
		if l.rested != nil {
			close(l.rested)
			l.rested = nil
		}
		return nil, Request{}, false
	}
	r := *l.next
	l.next = nil
	return l.begin(ctx, r), r, true
}

// tellEnd tells the end of a request and of those skipped after it. One
// message stands for all that were superseded.
func (l *lane) tellEnd(id uint32, skipped *uint32, err error) {
	if skipped == nil || !errors.Is(err, errSuperseded) {
		l.end(id, err)
	}
	if skipped != nil {
		l.end(*skipped, errSuperseded)
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
		l.end(id, errCancelled)
	}
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
			slog.Error("panic", "value", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return l.answer(ctx, r)
}
