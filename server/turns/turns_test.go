package turns

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func noPause() func() { return func() {} }

// until waits until something is so.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}

// However many work, no more hold a place than there are; and all get through.
func TestPlacesAreNeverMore(t *testing.T) {
	turns := New(3, time.Microsecond)
	var at, most atomic.Int32
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			w, err := turns.Begin(t.Context(), viewer(i%7), time.Hour)
			if err != nil {
				t.Error(err)
				return
			}
			inside := func() {
				if n := at.Add(1); n > most.Load() {
					most.Store(n)
				}
			}
			inside()
			for range 2000 {
				w.Offer(func() func() { at.Add(-1); return inside })
			}
			at.Add(-1)
			w.Leave()
		})
	}
	all.Wait()
	if most.Load() > 3 || turns.Taken() != 0 || turns.Waiting() != 0 {
		t.Errorf("%d at once, %d places are taken and %d wait in the end", most.Load(), turns.Taken(), turns.Waiting())
	}
}

// Long work gives its place on while somebody waits, and has it again after.
func TestLongWorkGivesItsPlaceOn(t *testing.T) {
	turns := New(1, time.Microsecond)
	long, err := turns.Begin(t.Context(), viewer(0), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for i := range 5 {
		go func() {
			w, err := turns.Begin(t.Context(), viewer(1+i), time.Hour)
			if err == nil {
				w.Leave()
			}
			done <- err
		}()
	}
	served := 0
	until(t, "all others were served", func() bool {
		long.Offer(noPause)
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			served++
		default:
		}
		return served == 5
	})
	if turns.Taken() != 1 {
		t.Error("the long work has no place any more")
	}
	long.Leave()
}

// While nobody waits nothing is given on.
func TestAloneWorkIsNotDisturbed(t *testing.T) {
	turns := New(1, time.Nanosecond)
	w, _ := turns.Begin(t.Context(), viewer(0), time.Hour)
	for range 1000 {
		w.Offer(func() func() { t.Error("disturbed"); return func() {} })
	}
	w.Leave()
}

// Who waits for too long, or is not wanted any more, leaves the line; work that ends
// while it waits for its next turn gives no place back that it has not.
func TestWaitingEnds(t *testing.T) {
	turns := New(1, time.Microsecond)
	ctx, end := context.WithCancel(t.Context())
	long, _ := turns.Begin(ctx, viewer(0), time.Hour)
	if _, err := turns.Begin(t.Context(), viewer(1), 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for long ends with %v", err)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := turns.Begin(gone, viewer(1), time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("not wanted, it ends with %v", err)
	}
	other := make(chan *Work)
	go func() { w, _ := turns.Begin(t.Context(), viewer(2), time.Hour); other <- w }()
	offered := make(chan bool)
	go func() {
		for ctx.Err() == nil {
			long.Offer(noPause)
		}
		close(offered)
	}()
	w := <-other // holds the only place, so that the long work waits
	end()
	<-offered
	long.Leave()
	if turns.Taken() != 1 {
		t.Errorf("%d places are taken, want the other's", turns.Taken())
	}
	w.Leave()
	if turns.Taken() != 0 || turns.Waiting() != 0 {
		t.Errorf("%d places are taken, %d wait in the end", turns.Taken(), turns.Waiting())
	}
}

// Work on several places gives each on.
func TestWideWorkGivesAllPlacesOn(t *testing.T) {
	turns := New(2, time.Microsecond)
	wide, _ := turns.Begin(t.Context(), viewer(0), time.Hour)
	wide.Join()
	var served atomic.Int32
	var workers sync.WaitGroup
	for i := range 2 {
		workers.Go(func() {
			if w, err := turns.Begin(t.Context(), viewer(1+i), time.Hour); err == nil {
				w.Leave()
				served.Add(1)
			}
		})
		workers.Go(func() {
			for served.Load() < 2 {
				wide.Offer(noPause)
			}
			wide.Leave()
		})
	}
	workers.Wait()
	if turns.Taken() != 0 {
		t.Errorf("%d places are taken in the end", turns.Taken())
	}
}
