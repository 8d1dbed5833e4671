package pool

import (
	"context"
	"runtime"
	"sync"
	"testing"
)

func TestExploringTakesAShareOfThePool(t *testing.T) {
	p, block := newOf(6), make(chan struct{})
	var all sync.WaitGroup
	for i := range 32 {
		all.Go(func() {
			_ = p.Explore(t.Context(), NewMeter(), i%2*4000, func(context.Context) error { <-block; return nil })
		})
	}
	for len(p.slots) < 4 { // two of each kind explore
		runtime.Gosched()
	}
	for range 100 {
		if err := p.Compute(t.Context(), NewMeter(), func(context.Context) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	if len(p.explorers) != 2 || len(p.heavy) != 2 || len(p.slots) != 4 {
		t.Errorf("%d and %d explore in %d slots, want 2 and 2 in 4", len(p.explorers), len(p.heavy), len(p.slots))
	}
	close(block)
	all.Wait()
	if len(p.explorers)+len(p.heavy)+len(p.slots) != 0 {
		t.Error("a place is not given back")
	}
}
