package pool

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"downhill/server/turns"
)

// rests reports whether something gives way right now.
func (w *way) rests() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.free != nil
}

// wait waits until something is so.
func wait(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}

// Who gives way rests until the last hand is gone, or for as long as it is to.
func TestWayIsGivenUntilTheLastHandIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newOf(2)
		if !p.way.give(time.Hour) {
			t.Error("nobody is there, and it rests")
		}
		_, first := p.Hand(t.Context())
		_, second := p.Hand(t.Context())
		if p.way.give(handStays / 4) {
			t.Error("hands are there, and none is told of")
		}
		first()
		first() // no other's end
		if n := p.Hands(); n != 1 {
			t.Errorf("%d hands are there, want 1", n)
		}
		given := make(chan bool)
		go func() { given <- p.way.give(time.Hour) }()
		synctest.Wait()
		if !p.way.rests() {
			t.Error("a hand is there, and it does not rest")
		}
		second()
		if !<-given || p.Hands() != 0 {
			t.Errorf("%d hands are there once all are gone", p.Hands())
		}
	})
}

// A hand that is not answered is given way to for a while only.
func TestHandIsNotGivenWayToForever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newOf(2)
		_, end := p.Hand(t.Context())
		if began := time.Now(); !p.way.give(time.Hour) || time.Since(began) != handStays {
			t.Errorf("a hand is given way to for %v, want %v", time.Since(began), handStays)
		}
		end()
		if p.Hands() != 0 {
			t.Errorf("%d hands are there after its end", p.Hands())
		}
	})
}

// Work that stands behind rests while a hand is there, and comes to its end all the same.
func TestWorkBehindRestsForHands(t *testing.T) {
	if !standsBehind {
		t.Skip("this system has no priorities of threads")
	}
	p := newOf(2)
	p.way.there.Add(1) // stays
	var rested atomic.Bool
	done := make(chan error)
	go func() {
		ctx := WithOwner(t.Context(), turns.Owner{Class: turns.Stream, Client: "a"})
		done <- p.Compute(ctx, NewMeter(), func(ctx context.Context) error {
			for !rested.Load() && ctx.Err() == nil {
			}
			return ctx.Err()
		})
	}()
	wait(t, "it rests", p.way.rests)
	rested.Store(true)
	if err := <-done; err != nil {
		t.Error(err)
	}
	hand := WithOwner(t.Context(), turns.Owner{Class: turns.Hand, Client: "b"})
	_ = p.Compute(hand, NewMeter(), func(ctx context.Context) error {
		for range 1000 {
			if err := ctx.Err(); err != nil {
				t.Error(err)
			}
		}
		return nil
	})
	p.way.mu.Lock()
	p.way.free = nil
	p.way.mu.Unlock()
	_ = p.Compute(hand, NewMeter(), func(ctx context.Context) error {
		_ = ctx.Err()
		if p.way.rests() {
			t.Error("what a hand waits for gave way")
		}
		return nil
	})
	p.way.leave()
}

// A hand's request whose work stands behind is no hand's any more.
func TestLongHandsAreNotGivenWayTo(t *testing.T) {
	p, long := newOf(2), NewMeter()
	long.draw(quickTime)
	p.way.there.Add(1) // so that the one below is seen to leave, not to be forgotten
	defer p.way.leave()
	ctx, end := p.Hand(WithOwner(t.Context(), turns.Owner{Class: turns.Hand, Client: "a"}))
	defer end()
	_ = p.Compute(ctx, long, func(context.Context) error {
		if p.Hands() != 1 {
			t.Errorf("%d hands are there, want 1", p.Hands())
		}
		return nil
	})
}

// What is done behind is done on a thread that stands behind, on none that computes keeps.
func TestBehindIsDoneByItself(t *testing.T) {
	if !standsBehind {
		t.Skip("this system has no priorities of threads")
	}
	p, block, before := newOf(2), make(chan struct{}), len(lowered.alive)
	var at atomic.Int32
	for range 2 * mostBehind {
		go p.Behind(func() { at.Add(1); <-block })
	}
	wait(t, "all are at it", func() bool { return at.Load() == 2*mostBehind })
	if taken := len(lowered.alive); taken > before || len(lines.alive) != mostBehind {
		t.Errorf("%d threads of those that compute are taken and %d of the others, want %d and %d", taken, len(lines.alive), before, mostBehind)
	}
	close(block)
}
