package once

import (
	"context"
	"sync"
	"testing"
)

// What is asked for once is not kept; what is asked for again is, and what several ask
// for at the same time.
func TestShareKeepsWhatIsAskedForAgain(t *testing.T) {
	computed := 0
	ask := func() int {
		v, err := Share(t.Context(), testKey{t, "again"}, func(context.Context) (int, int, error) { computed++; return computed, 10, nil })
		if err != nil {
			t.Error(err)
		}
		return v
	}
	ask()
	if _, ok := Get[int](testKey{t, "again"}); ok {
		t.Error("kept at the first time")
	}
	if ask() != 2 || ask() != 2 || computed != 2 {
		t.Errorf("computed %d times", computed)
	}
	w, key := newWaiting(), testKey{t, "together"}
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() { _, _ = Share(t.Context(), key, w.compute) })
	}
	waitersOf(key, 2)
	close(w.release)
	all.Wait()
	if _, ok := Get[int](key); !ok || w.count.Load() != 1 {
		t.Errorf("two at once: kept %v, computed %d times", ok, w.count.Load())
	}
}

// However much is asked for, what is remembered of it is bounded.
func TestRecentIsBounded(t *testing.T) {
	r := recent{now: map[uint64]bool{}, before: map[uint64]bool{}}
	for i := range 10 * recentKeys {
		if r.again(i) {
			t.Fatalf("%d was never asked for", i)
		}
	}
	if n := len(r.now) + len(r.before); n > 2*recentKeys || !r.again(10*recentKeys-1) {
		t.Errorf("%d are remembered", n)
	}
}
