package pool

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"downhill/server/limits"
	"downhill/server/turns"
	"downhill/workers"
)

// Exploring takes a share of the pool, the light and the heavy each their own.
func TestExploringTakesAShareOfThePool(t *testing.T) {
	p, block := newOf(6), make(chan struct{})
	var all sync.WaitGroup
	for i := range 32 {
		all.Go(func() {
			_ = p.Explore(t.Context(), NewMeter(), i%2*4000, func(context.Context) error { <-block; return nil })
		})
	}
	for p.Computing() < 4 { // two of each kind explore
		runtime.Gosched()
	}
	for range 100 {
		if err := p.Compute(t.Context(), NewMeter(), func(context.Context) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if p.light.Taken() != 2 || p.heavy.Taken() != 2 || p.Computing() != 4 {
		t.Errorf("%d and %d explore in %d slots, want 2 and 2 in 4", p.light.Taken(), p.heavy.Taken(), p.Computing())
	}
	close(block)
	all.Wait()
	if p.Exploring()+p.Computing() != 0 {
		t.Error("a place is not given back")
	}
}

// While those compute who never end by themselves, alone or spread over all processors,
// everyone else has their turns.
func TestLongWorkGivesItsTurnOn(t *testing.T) {
	p := newOf(2)
	ctx, end := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range 16 {
		owner := viewer(ctx, i)
		all.Go(func() { _ = p.Compute(owner, NewMeter(), spin) })
		all.Go(func() {
			_ = p.ComputeWide(owner, NewMeter(), func(ctx context.Context) error {
				return workers.Share(ctx, 2, 2, func(int, func() (int, bool)) { _ = spin(ctx) })
			})
		})
	}
	for p.Waiting() < 16 {
		runtime.Gosched()
	}
	for range 20 {
		if err := p.Compute(viewer(t.Context(), 99), NewMeter(), func(context.Context) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	end()
	all.Wait()
	if p.Computing()+p.Waiting()+p.wide.Taken() != 0 {
		t.Errorf("%d compute and %d wait in the end", p.Computing(), p.Waiting())
	}
}

// viewer is a context of one of many viewers.
func viewer(ctx context.Context, n int) context.Context {
	return WithOwner(ctx, turns.Owner{Class: turns.Hand, Client: string(rune('a' + n))})
}

// What waits its turn again and again is counted as what it computes, and no more.
func TestWaitingCostsNothing(t *testing.T) {
	p := newOf(1)
	ctx, end := context.WithCancel(t.Context())
	var others sync.WaitGroup
	others.Go(func() { _ = p.Compute(viewer(ctx, 1), NewMeterOf(1<<62), spin) })
	m := NewMeter()
	err := p.Compute(viewer(t.Context(), 2), m, func(ctx context.Context) error {
		for range 2000 {
			busy(10_000)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	end()
	others.Wait()
	if err != nil || m.Left() <= 0 {
		t.Errorf("error %v, left %v", err, m.Left())
	}
}

// All that computes is seen, with whom it was for.
func TestComputingIsSeen(t *testing.T) {
	p := newOf(2)
	var seen atomic.Int32
	p.Seen = func(s Seen) {
		if s.Class == turns.Hand && s.Waited >= 0 && s.Took > 0 {
			seen.Add(1)
		}
	}
	for range 3 {
		_ = p.Compute(viewer(t.Context(), 1), NewMeter(), func(context.Context) error { busy(100_000); return nil })
	}
	if seen.Load() != 3 {
		t.Errorf("%d of 3 pieces were seen", seen.Load())
	}
}

// What has done its work is done: it waits for no further turn, whoever waits for one.
func TestDoneWorkWaitsForNothing(t *testing.T) {
	p := newOf(1)
	done, others := make(chan struct{}), make(chan error)
	err := p.Compute(viewer(t.Context(), 1), NewMeter(), func(context.Context) error {
		go func() {
			others <- p.Compute(viewer(t.Context(), 2), NewMeter(), func(context.Context) error { <-done; return nil })
		}()
		for p.Waiting() == 0 {
			runtime.Gosched()
		}
		for begun := time.Now(); ; busy(10_000) { // for more than a turn
			if time.Since(begun) > 20*slice {
				return nil
			}
		}
	})
	close(done)
	if late := <-others; err != nil || late != nil {
		t.Errorf("errors %v and %v", err, late)
	}
}

// Waiting for a place among those that compute on all processors, or explore, is seen as
// waiting for a turn is; in vain too.
func TestWaitingForAPlaceIsSeen(t *testing.T) {
	p, block := newOf(6), make(chan struct{})
	explore := func(ctx context.Context, work func(context.Context) error) error {
		return p.Explore(ctx, NewMeter(), 1, work)
	}
	begun := make(chan bool, 2)
	var all sync.WaitGroup
	for range 2 { // which are all that explore at once
		all.Go(func() { _ = explore(t.Context(), func(context.Context) error { begun <- true; <-block; return nil }) })
		<-begun
	}
	seen := make(chan time.Duration, 4)
	p.Seen = func(s Seen) { seen <- s.Waited }
	ask := func(ctx context.Context) (waits time.Time) {
		all.Go(func() { _ = explore(ctx, func(context.Context) error { return nil }) })
		for p.light.Waiting() == 0 {
			runtime.Gosched()
		}
		return time.Now()
	}
	gone, leave := context.WithCancel(t.Context())
	waits := ask(gone)
	busy(100_000)
	least := time.Since(waits)
	leave()
	if waited := <-seen; waited < least {
		t.Errorf("of more than %v in vain %v are seen", least, waited)
	}
	waits = ask(t.Context())
	busy(100_000)
	least = time.Since(waits)
	close(block)
	all.Wait()
	if waited := max(<-seen, <-seen, <-seen); waited < least { // those that were before it waited for nothing
		t.Errorf("of more than %v %v are seen", least, waited)
	}
}

// What a hand asks for is its own at first; what takes for long goes with the rest of what
// its stream asks for, in its next pieces and in those that are one turn after the other.
func TestLongRequestsAreNoHands(t *testing.T) {
	p, m := newOf(1), NewMeter()
	var classes []turns.Class
	p.Seen = func(s Seen) { classes = append(classes, s.Class) }
	for _, pieces := range []int{1, 0} {
		_ = p.Compute(viewer(t.Context(), 1), m, func(context.Context) error {
			on := thisThread()
			for from := on.taken(); pieces > 0 && on.taken()-from <= handTime; {
				busy(10_000)
			}
			return nil
		})
	}
	if want := []turns.Class{turns.Hand, turns.Stream}; !slices.Equal(classes, want) {
		t.Errorf("turns of %v, want %v", classes, want)
	}
}

// What spreads over all processors, and what is explored, ends with the time that whoever
// asked may still be answered, however long its own context is.
func TestLongWorkHasATimeLimit(t *testing.T) {
	p := newOf(2)
	for name, compute := range map[string]func(context.Context, func(context.Context) error) error{
		"wide": func(ctx context.Context, work func(context.Context) error) error {
			return p.ComputeWide(ctx, NewMeter(), work)
		},
		"light": func(ctx context.Context, work func(context.Context) error) error {
			return p.Explore(ctx, NewMeter(), 1, work)
		},
		"heavy": func(ctx context.Context, work func(context.Context) error) error {
			return p.Explore(ctx, NewMeter(), lightWork+1, work)
		},
	} {
		asked := time.Now()
		long, end := context.WithTimeout(t.Context(), 100*limits.WorkTime)
		err := compute(viewer(long, 0), func(ctx context.Context) error {
			until, bounded := ctx.Deadline()
			if latest := time.Now().Add(limits.WorkTime); !bounded || until.Before(asked.Add(limits.WorkTime)) || until.After(latest) {
				t.Errorf("%s: it ends at %v (%v), want from %v to %v", name, until, bounded, asked.Add(limits.WorkTime), latest)
			}
			return nil
		})
		if end(); err != nil {
			t.Error(name, err)
		}
	}
}
