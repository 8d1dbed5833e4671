package pool

import (
	"context"
	"testing"
	"time"

	"downhill/server/fault"
	"downhill/workers"
)

// spin takes a processor until its context ends.
func spin(ctx context.Context) error {
	for ctx.Err() == nil {
	}
	return ctx.Err()
}

// Work that goes on is ended, alone or spread over workers, and all that it took is
// drawn from the meter.
func TestSpinningEndsWithTheBudget(t *testing.T) {
	for name, work := range map[string]func(context.Context) error{
		"alone": spin,
		"spread": func(ctx context.Context) error {
			return workers.Share(ctx, 3, 3, func(int, func() (int, bool)) { _ = spin(ctx) })
		},
		"in turn": func(ctx context.Context) error {
			for ctx.Err() == nil { // a worker that ends has taken its time too
				_ = workers.Share(ctx, 1, 1, func(int, func() (int, bool)) { busy(100_000) })
			}
			return ctx.Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := NewMeterOf(30 * time.Millisecond)
			if err := New().Compute(t.Context(), m, work); err != fault.ErrBudget {
				t.Errorf("error %v", err)
			}
			if m.Left() > 0 {
				t.Errorf("%v are left", m.Left())
			}
			if err := New().Compute(t.Context(), m, func(ctx context.Context) error { return ctx.Err() }); err != fault.ErrBudget {
				t.Errorf("with nothing left: error %v", err)
			}
		})
	}
}

var sink int

func busy(n int) {
	for i := range n {
		sink += i
	}
}

// A budget that is not used up is left for the next piece.
func TestWhatIsLeftIsKept(t *testing.T) {
	m := NewMeterOf(time.Hour)
	for range 2 {
		before := m.Left()
		if err := New().ComputeWide(t.Context(), m, func(context.Context) error { busy(100_000); return nil }); err != nil {
			t.Error(err)
		}
		if left := m.Left(); left >= before || left < before-time.Hour/2 {
			t.Errorf("of %v are left %v", before, left)
		}
	}
}
