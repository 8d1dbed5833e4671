package engine

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"testing"
	"time"

	"downhill/server/fault"
	"downhill/server/pool"
)

// A heavy formula ends with the budget, wherever it goes.
func TestExploringHasABudget(t *testing.T) {
	e := New("")
	for _, budget := range []time.Duration{0, time.Millisecond, 30 * time.Millisecond} {
		m := pool.NewMeterOf(budget)
		if _, err := e.Resolve(t.Context(), m, "", "f="+heavy(100)); !errors.Is(err, fault.ErrBudget) {
			t.Errorf("%v of computing: error %v", budget, err)
		}
		if m.Left() > budget/2 {
			t.Errorf("%v of %v are left", m.Left(), budget)
		}
	}
}

// Abandoned as soon as they have begun, heavy formulas leave nothing behind.
func TestAbandonedExploringLeavesNothingBehind(t *testing.T) {
	e := New("")
	for i := range 16 {
		ctx, leave := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { _, err := e.Resolve(ctx, pool.NewMeter(), "", "f="+heavy(200+i)); done <- err }()
		eventually(t, "it explores", func() bool { return e.Pool.Exploring() > 0 || len(done) > 0 })
		leave()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		eventually(t, "it has ended", func() bool { return e.Pool.Exploring()+e.Pool.Computing() == 0 })
	}
}

// heavy is a formula that takes as much work as one can. n tells such formulas
// apart.
func heavy(n int) string {
	return url.QueryEscape(fmt.Sprintf("let h=x;repeat 999:h=softplus(h)^y;h+%d", n))
}

// eventually waits until something is so; what never is, fails the test.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("never: " + what)
		}
	}
}
