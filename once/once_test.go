package once

import (
	"context"
	"errors"
	"math"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// testKey is a key of a test's own, each time that it runs.
type testKey struct {
	t    *testing.T
	name string
}

// waiting is a computation that says when it begins and ends when it is let.
type waiting struct {
	begun, release chan struct{}
	ended          chan error // how its context ended, nil if it was released
	count          atomic.Int32
}

func newWaiting() *waiting {
	return &waiting{begun: make(chan struct{}, 10), release: make(chan struct{}), ended: make(chan error, 10)}
}

func (w *waiting) compute(ctx context.Context) (int, int, error) {
	n := int(w.count.Add(1))
	w.begun <- struct{}{}
	select {
	case <-w.release:
		w.ended <- nil
		return n, 10, nil
	case <-ctx.Done():
		w.ended <- ctx.Err()
		return 0, 0, ctx.Err()
	}
}

// waitersOf waits until so many wait for a key.
func waitersOf(key any, n int) {
	for {
		inFlight.mu.Lock()
		one := inFlight.of[key]
		there := one != nil && one.waiters == n
		inFlight.mu.Unlock()
		if there {
			return
		}
	}
}

func TestManyAskersComputeOnce(t *testing.T) {
	w, key := newWaiting(), testKey{t, "many"}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if v, err := Do(t.Context(), key, w.compute); v != 1 || err != nil {
				t.Errorf("%d, %v", v, err)
			}
		})
	}
	waitersOf(key, 20)
	close(w.release)
	all.Wait()
	if v, err := Do(t.Context(), key, w.compute); v != 1 || err != nil || w.count.Load() != 1 {
		t.Errorf("%d, %v: computed %d times", v, err, w.count.Load())
	}
}

// One who leaves has its own error; what it began goes on for the others, and
// ends with the last of them.
func TestComputingEndsWithItsLastAsker(t *testing.T) {
	w, key := newWaiting(), testKey{t, "last"}
	first, leaveFirst := context.WithCancel(t.Context())
	second, leaveSecond := context.WithCancel(t.Context())
	ask := func(ctx context.Context) chan error {
		answer := make(chan error, 1)
		go func() { _, err := Do(ctx, key, w.compute); answer <- err }()
		return answer
	}
	one := ask(first)
	<-w.begun
	two := ask(second)
	waitersOf(key, 2)
	leaveFirst()
	if err := <-one; !errors.Is(err, context.Canceled) {
		t.Errorf("the one who left is told %v", err)
	}
	select {
	case err := <-w.ended:
		t.Fatalf("ended (%v) while somebody waits", err)
	default:
	}
	leaveSecond()
	<-two
	if err := <-w.ended; !errors.Is(err, context.Canceled) {
		t.Errorf("went on after the last one had left: %v", err)
	}
	three := ask(t.Context())
	<-w.begun // anew
	close(w.release)
	if err := <-three; err != nil {
		t.Errorf("who comes later is told %v", err)
	}
}

func TestPanicsAreErrors(t *testing.T) {
	_, err := Do(t.Context(), testKey{t, "panic"}, func(context.Context) (int, int, error) { panic("oh") })
	if err == nil || !strings.Contains(err.Error(), "panic: oh") {
		t.Errorf("error %v", err)
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	wrong := errors.New("wrong")
	for range 2 {
		_, err := Do(t.Context(), testKey{t, "error"}, func(context.Context) (int, int, error) { return 0, 0, wrong })
		if err != wrong {
			t.Errorf("error %v", err)
		}
	}
	if v, err := Do(t.Context(), testKey{t, "error"}, func(context.Context) (int, int, error) { return 3, 0, nil }); v != 3 || err != nil {
		t.Errorf("%d, %v after an error", v, err)
	}
}

func TestWorkGoesThroughTheGate(t *testing.T) {
	refused := errors.New("refused")
	ctx := WithGate(t.Context(), func(context.Context, int, func(context.Context) error) error { return refused })
	_, err := Do(ctx, testKey{t, "gate"}, func(ctx context.Context) (int, int, error) {
		return 0, 0, Through(ctx, 1, func(context.Context) error { return nil })
	})
	if err != refused {
		t.Errorf("error %v", err)
	}
}

func TestCacheIsBoundedByBytes(t *testing.T) {
	c := newCache(100 * (overhead + 100))
	for i := range 1000 {
		c.put(i, i, 100)
		c.get(0) // used all the time
		if c.bytes > c.most || len(c.byKey) != c.recent.Len() {
			t.Fatalf("%d bytes in %d entries", c.bytes, len(c.byKey))
		}
	}
	if _, ok := c.get(0); !ok || len(c.byKey) != 100 {
		t.Errorf("%d entries; the one that was used all the time is there: %v", len(c.byKey), ok)
	}
	if _, ok := c.get(901); !ok {
		t.Error("a late one is gone")
	}
	if _, ok := c.get(900); ok {
		t.Error("an early one is kept")
	}
	c.put(999, "larger", 2000)
	if v, _ := c.get(999); v != "larger" || c.bytes > c.most {
		t.Errorf("%v after it was put again, %d bytes", v, c.bytes)
	}
	c.put(5, "too large", c.most/entryShare)
	if _, ok := c.get(5); ok {
		t.Error("one value takes more than its share")
	}
	for _, e := range c.byKey {
		c.drop(e)
	}
	if c.bytes != 0 {
		t.Errorf("%d bytes of nothing", c.bytes)
	}
}

func TestLimitFollowsTheMemoryLimit(t *testing.T) {
	before := debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetMemoryLimit(before)
	if got := Limit(1000, 6); got != 1000 {
		t.Errorf("%d without a limit", got)
	}
	debug.SetMemoryLimit(1 << 40)
	if got := Limit(1000, 6); got != 1000 {
		t.Errorf("%d under a high limit", got)
	}
	debug.SetMemoryLimit(120 << 20)
	if got := Limit(48<<20, 6); got != 20<<20 {
		t.Errorf("%d bytes under 120 MB", got)
	}
}
