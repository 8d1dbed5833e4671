package pool

import (
	"context"
	"runtime"
	"sync"
	"testing"

	"downhill/once"
)

// spend takes much of a processor, whoever else has it meanwhile.
func spend(context.Context) error {
	sum := 0.0
	for k := range 100_000_000 {
		sum += float64(k)
	}
	if sum == 0 {
		panic("no sum")
	}
	return nil
}

// TestSharedWorkHasTheTurnsOfAllWhoWaitForIt: what a viewer who has taken much waits to
// have computed is computed as soon as another one's turn comes who waits for the same.
func TestSharedWorkHasTheTurnsOfAllWhoWaitForIt(t *testing.T) {
	p, release := newOf(2), make(chan struct{})
	greedy, patient := viewer(t.Context(), 1), viewer(t.Context(), 2)
	if err := p.Compute(greedy, NewMeter(), spend); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	block := func(n int) {
		all.Go(func() {
			_ = p.Compute(viewer(t.Context(), n), NewMeter(), func(context.Context) error { <-release; return nil })
		})
	}
	waiting := func(n int) {
		for p.Waiting() != n || p.Computing() != 2 {
			runtime.Gosched()
		}
	}
	block(3)
	block(4)
	for p.Computing() != 2 {
		runtime.Gosched()
	}
	type key struct{ *testing.T } // of each run of the test its own
	shared := make(chan context.Context, 1)
	ask := func(ctx context.Context) (done chan error) {
		done = make(chan error, 1)
		go func() {
			_, err := once.Do(ctx, key{t}, func(ctx context.Context) (int, int, error) {
				shared <- ctx
				return 1, 1, p.Compute(ctx, NewMeter(), func(context.Context) error { return nil })
			})
			done <- err
		}()
		return done
	}
	first := ask(greedy)
	waiting(1)
	block(5)
	waiting(2)
	release <- struct{}{}
	waiting(1) // 5 goes before the greedy one
	joined := make(chan bool, 1)
	stop := once.Watch(<-shared, func() { joined <- true }) // it is told after the pool
	second := ask(patient)
	<-joined
	stop()
	block(6)
	waiting(2)
	release <- struct{}{}
	for _, done := range []chan error{second, first} {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	close(release)
	all.Wait()
	if p.Computing()+p.Waiting() != 0 {
		t.Errorf("%d compute and %d wait in the end", p.Computing(), p.Waiting())
	}
}
