package pool

import (
	"context"
	"runtime"
	"testing"
	"time"

	"downhill/once"
	"downhill/server/fault"
)

// Who joins lets shared work take as much as its own request may, and no more however many
// join; what was taken before the work began is not the work's.
func TestSharingAddsNothingUp(t *testing.T) {
	m := NewMeterOf(2 * time.Second)
	m.draw(1900 * time.Millisecond)
	from := m.Taken()
	expect := func(left time.Duration) {
		t.Helper()
		if got := m.Left(); got != left {
			t.Errorf("%v are left, want %v", got, left)
		}
	}
	m.Share(nil, from)
	m.Share(m, from)
	expect(100 * time.Millisecond)
	other := NewMeterOf(2 * time.Second)
	m.Share(other, from)
	m.Share(NewMeterOf(time.Second), from)
	m.Share(other, from)
	expect(2 * time.Second)
	m.draw(500 * time.Millisecond)
	m.Share(other, from)
	expect(1500 * time.Millisecond)
	if m.Taken() != 2400*time.Millisecond || other.Left() != 2*time.Second {
		t.Errorf("%v were taken, and of the other %v are left", m.Taken(), other.Left())
	}
}

// Work whose time is nearly over goes on as soon as another joins who has some left, even
// in the middle, and ends with what that one has.
func TestSharedWorkGoesOnByWhoHasTimeLeft(t *testing.T) {
	for name, c := range map[string]struct {
		other *Meter
		want  error
	}{
		"much":    {NewMeterOf(time.Hour), nil},
		"little":  {NewMeterOf(11 * time.Millisecond), fault.ErrBudget},
		"nothing": {nil, fault.ErrBudget},
	} {
		m := NewMeterOf(10 * time.Millisecond)
		err := New().Compute(t.Context(), m, func(ctx context.Context) error {
			m.Share(c.other, 0)
			for range 5 {
				if err := spend(ctx); err != nil {
					return err
				}
			}
			return ctx.Err()
		})
		if err != c.want {
			t.Errorf("%s left: error %v", name, err)
		}
	}
}

// So does work that is asked for once at a time by requests over HTTP, whose first has
// little left.
func TestWorkOnceGoesOnByWhoHasTimeLeft(t *testing.T) {
	for name, c := range map[string]struct {
		other *Meter
		want  error
	}{
		"much":   {NewMeterOf(time.Hour), nil},
		"little": {NewMeterOf(11 * time.Millisecond), fault.ErrBudget},
	} {
		p, key, joined := New(), new(int), make(chan bool)
		ask := func(m *Meter) error {
			_, err := Once(t.Context(), m, key, func(ctx context.Context) (bool, int, error) {
				joined <- true
				for len(once.For(ctx)) < 2 {
					runtime.Gosched()
				}
				return true, 1, p.Compute(ctx, m, func(ctx context.Context) error {
					for range 5 {
						if err := spend(ctx); err != nil {
							return err
						}
					}
					return ctx.Err()
				})
			})
			return err
		}
		errs := make(chan error)
		go func() { errs <- ask(NewMeterOf(10 * time.Millisecond)) }()
		<-joined
		go func() { errs <- ask(c.other) }()
		for range 2 {
			if err := <-errs; err != c.want {
				t.Errorf("%s left: error %v", name, err)
			}
		}
	}
}
