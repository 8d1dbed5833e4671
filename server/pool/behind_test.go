package pool

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"downhill/server/turns"
	"downhill/workers"
)

// A panic of work that is done elsewhere is its caller's, with where it came from.
func TestPanicsComeBackToTheCaller(t *testing.T) {
	p := newOf(2)
	defer func() {
		v := recover()
		told, ok := v.(interface{ String() string })
		if standsBehind && (!ok || !strings.Contains(told.String(), "oh") || !strings.Contains(told.String(), "behind_test.go")) {
			t.Errorf("%v", v)
		}
		if v == nil || p.Computing() != 0 {
			t.Errorf("panic %v, %d still compute", v, p.Computing())
		}
	}()
	_ = p.Compute(t.Context(), NewMeter(), func(context.Context) error { panic("oh") })
}

// However much waits for its turns at once, it is done, on a bounded number of threads.
func TestThreadsBehindAreBounded(t *testing.T) {
	p := newOf(2)
	var done atomic.Int64
	var all sync.WaitGroup
	for i := range 2 * mostBehind {
		all.Go(func() {
			owner := WithOwner(t.Context(), turns.Owner{Class: turns.Stream, Client: string(rune('a' + i))})
			err := p.Compute(owner, NewMeter(), func(ctx context.Context) error {
				return workers.Share(ctx, 2, 8, func(_ int, next func() (int, bool)) {
					for _, ok := next(); ok; _, ok = next() {
						for begun := 0; begun < 1000 && ctx.Err() == nil; begun++ { // each look may give the turn on
							done.Add(1)
						}
					}
				})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(lowered.alive); n > mostBehind || standsBehind && n == 0 {
		t.Errorf("%d threads", n)
	}
	if want := int64(2 * mostBehind * 8 * 1000); done.Load() != want {
		t.Errorf("%d of %d steps were done", done.Load(), want)
	}
	if p.Computing()+p.Waiting() != 0 {
		t.Errorf("%d compute and %d wait in the end", p.Computing(), p.Waiting())
	}
}
