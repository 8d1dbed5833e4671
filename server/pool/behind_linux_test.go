package pool

import (
	"context"
	"runtime"
	"sync"
	"testing"

	"downhill/server/turns"
	"downhill/workers"

	"golang.org/x/sys/unix"
)

// niceHere is how far the thread stands back that calls it.
func niceHere(t *testing.T) int32 {
	t.Helper()
	now, err := unix.SchedGetAttr(0, 0)
	if err != nil {
		t.Error(err) // not Fatal: workers ask, on goroutines of their own
		return 0
	}
	return now.Nice
}

// What a hand waits for is done on threads like any other; what it doesn't wait for stands
// behind, alone or spread over workers, and leaves no thread behind that others get.
func TestOnlyWhatNoHandWaitsForStandsBehind(t *testing.T) {
	p, usual := newOf(2), niceHere(t)
	want := min(usual+behindNice, lastNice)
	see := func(class turns.Class, want int32) {
		t.Helper()
		ctx := WithOwner(t.Context(), turns.Owner{Class: class, Client: "a"})
		_ = p.Compute(ctx, NewMeter(), func(ctx context.Context) error {
			if got := niceHere(t); got != want {
				t.Errorf("%v: nice %d, want %d", class, got, want)
			}
			return workers.Share(ctx, 2, 2, func(int, func() (int, bool)) {
				if got := niceHere(t); got != want {
					t.Errorf("%v, spread: nice %d, want %d", class, got, want)
				}
			})
		})
	}
	for range 3 {
		see(turns.Hand, usual)
		for _, class := range []turns.Class{turns.Other, turns.API, turns.Page, turns.Stream} {
			see(class, want)
		}
	}
	hand := WithOwner(t.Context(), turns.Owner{Class: turns.Hand, Client: "a"})
	_ = p.ComputeWide(hand, NewMeter(), func(context.Context) error {
		if got := niceHere(t); got != want {
			t.Errorf("a hand's map: nice %d, want %d", got, want)
		}
		return nil
	})
	long := NewMeter()
	long.draw(quickTime)
	_ = p.Compute(hand, long, func(context.Context) error {
		if got := niceHere(t); got != want {
			t.Errorf("what is left of a hand's long run: nice %d, want %d", got, want)
		}
		return nil
	})
	var all sync.WaitGroup
	for range 200 {
		all.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			if got := niceHere(t); got != usual {
				t.Errorf("nice %d of a thread that stands nowhere", got)
			}
		})
	}
	all.Wait()
}

// While all places are taken by what no hand waits for, and none of it ends or gives its
// turn on, hands have theirs.
func TestHandsWaitForNoOther(t *testing.T) {
	p, block := newOf(2), make(chan struct{})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			_ = p.Compute(WithOwner(t.Context(), turns.Owner{Class: turns.Page}), NewMeter(), func(context.Context) error { <-block; return nil })
		})
	}
	for p.slots.Taken() < 2 || p.Waiting() < 6 {
		runtime.Gosched()
	}
	for i := range 20 {
		if err := p.Compute(viewer(t.Context(), i), NewMeter(), func(context.Context) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	close(block)
	all.Wait()
}
