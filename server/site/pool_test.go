package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"sync"
	"testing"
	"time"

	"downhill/server/client"
)

// heavy is a formula that takes as much work as one can. n tells such formulas
// apart.
func heavy(n int) string {
	return url.QueryEscape(fmt.Sprintf("let h=x;repeat 999:h=softplus(h)^y;h+%d", n))
}

// eventually waits until something is so; what never is, fails the test.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}

func TestExploringTakesAShareOfThePool(t *testing.T) {
	p, block := newPoolOf(6), make(chan struct{})
	var all sync.WaitGroup
	for i := range 32 {
		all.Go(func() {
			_ = p.explore(t.Context(), newMeter(), i%2*4000, func(context.Context) error { <-block; return nil })
		})
	}
	eventually(t, "two of each kind explore", func() bool { return len(p.slots) == 4 })
	for range 100 {
		if err := p.compute(t.Context(), newMeter(), func(context.Context) error { return nil }); err != nil {
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

// While nobody can explore, those who ask for formulas hold no slot, whether for
// the same one or for their own; everything else is answered; and when they have
// left, nothing of what they wanted is explored.
func TestWhoWaitsForExploringHoldsNoSlot(t *testing.T) {
	s, _ := serve(t, Config{})
	for range cap(s.engine.pool.heavy) {
		s.engine.pool.heavy <- struct{}{}
	}
	ctx, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			req, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"/api/surface?f="+heavy(i%8), nil)
			if answer, err := http.DefaultClient.Do(req); err == nil {
				answer.Body.Close()
				t.Errorf("answered %s", answer.Status)
			}
		})
	}
	waiting := func(n int) func() bool {
		return func() bool { return int(s.engine.resolving.Load()) == n }
	}
	eventually(t, "forty wait", waiting(40))
	for _, path := range []string{"/", "/?f=x^2%2B2y^2", "/?surface=ravine", "/api/eval?surface=bowl&at=1,2", "/api/run?surface=wells", "/api/grid?surface=bowl&n=9"} {
		if answer, _ := client.Get(t, s.URL()+path); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	if n := len(s.engine.pool.slots); n != 0 {
		t.Errorf("%d slots are held", n)
	}
	leave()
	all.Wait()
	eventually(t, "nobody waits", waiting(0))
	for range cap(s.engine.pool.heavy) {
		<-s.engine.pool.heavy
	}
	if n := len(s.engine.pool.heavy) + len(s.engine.pool.slots); n != 0 {
		t.Errorf("%d places are taken for what nobody waits for", n)
	}
}

// A heavy formula ends with the budget, wherever it goes.
func TestExploringHasABudget(t *testing.T) {
	s, _ := serve(t, Config{})
	for _, budget := range []time.Duration{0, time.Millisecond, 30 * time.Millisecond} {
		m := newMeterOf(budget)
		if _, err := s.engine.resolve(t.Context(), m, "", "f="+heavy(100)); !errors.Is(err, errBudget) {
			t.Errorf("%v of computing: error %v", budget, err)
		}
		if m.left() > budget/2 {
			t.Errorf("%v of %v are left", m.left(), budget)
		}
	}
}

// Abandoned as soon as they have begun, heavy formulas leave nothing behind.
func TestAbandonedExploringLeavesNothingBehind(t *testing.T) {
	s, _ := serve(t, Config{})
	for i := range 16 {
		ctx, leave := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { _, err := s.engine.resolve(ctx, newMeter(), "", "f="+heavy(200+i)); done <- err }()
		eventually(t, "it explores", func() bool { return len(s.engine.pool.heavy) > 0 || len(done) > 0 })
		leave()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		eventually(t, "it has ended", func() bool { return len(s.engine.pool.heavy)+len(s.engine.pool.slots) == 0 })
	}
}
