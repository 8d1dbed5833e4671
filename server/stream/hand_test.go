package stream

import (
	"context"
	"sync"
	"testing"
)

// A hand is there from the begin of each of its requests to its end, also of one that took
// the place of another.
func TestHandIsThereWhileItsRequestIsAnswered(t *testing.T) {
	var mu sync.Mutex
	there, begun, block := 0, make(chan int), make(chan struct{})
	note := func(n int) int {
		mu.Lock()
		defer mu.Unlock()
		there += n
		return there
	}
	h := newHub()
	v := newSession(t.Context(), h, nowhere{})
	l := &v.lanes[RunKind]
	if l.hand == nil || v.lanes[SweepKind].hand != nil {
		t.Fatal("runs are no hand's, or sweeps are")
	}
	l.hand = func(ctx context.Context) (context.Context, func()) {
		note(1)
		return ctx, func() { note(-1) }
	}
	l.answer = func(context.Context, Request) error {
		begun <- note(0)
		<-block
		return nil
	}
	run := ""
	for id := range uint32(2) {
		l.submit(t.Context(), &v.jobs, Request{ID: id, Run: &run})
	}
	for range 2 {
		if n := <-begun; n != 1 {
			t.Errorf("%d hands are there while a request is answered", n)
		}
		block <- struct{}{}
	}
	v.jobs.Wait()
	if n := note(0); n != 0 {
		t.Errorf("%d hands are there in the end", n)
	}
}

// nowhere is where answers go that nobody reads.
type nowhere struct{}

func (nowhere) text([]byte) error                 { return nil }
func (nowhere) binary([]byte) error               { return nil }
func (nowhere) together(send func() error) error  { return send() }
func (nowhere) offer(_, _, _ []byte) (bool, bool) { return true, true }
func (nowhere) finish() error                     { return nil }
func (nowhere) hold()                             {}
func (nowhere) release()                          {}
