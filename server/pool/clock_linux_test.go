package pool

import (
	"context"
	"testing"
	"time"

	"downhill/server/fault"
)

// Work that sleeps takes no processor: it is not ended, though it lasts for longer
// than its budget while others take theirs.
func TestSleepingCostsNothing(t *testing.T) {
	const budget = 100 * time.Millisecond
	p, m, spun := New(), NewMeterOf(budget), make(chan error)
	go func() { spun <- p.Compute(t.Context(), NewMeterOf(2*budget), spin) }()
	err := p.Compute(t.Context(), m, func(ctx context.Context) error {
		if err := <-spun; err != fault.ErrBudget {
			t.Errorf("spinning ends with %v", err)
		}
		return ctx.Err()
	})
	if err != nil {
		t.Errorf("error %v", err)
	}
	if m.Left() < budget/2 {
		t.Errorf("of %v are left %v", budget, m.Left())
	}
}
