package formula

import (
	"context"
	"errors"
	"testing"
)

// TestParallel: all processors together give what one gives, and a context
// that is done ends the work.
func TestParallel(t *testing.T) {
	p, b, want := compile(t, texts["wells"]), newBatch(3*chunk+17), newBatch(3*chunk+17)
	p.Evaluator().Gradients(b.x, b.y, want.f, want.gx, want.gy)
	if err := p.GradientsParallel(context.Background(), b.x, b.y, b.f, b.gx, b.gy); err != nil {
		t.Fatal(err)
	}
	values := make([]float64, len(b.x))
	if err := p.ValuesParallel(context.Background(), b.x, b.y, values); err != nil {
		t.Fatal(err)
	}
	for i := range b.f {
		if b.f[i] != want.f[i] || b.gx[i] != want.gx[i] || b.gy[i] != want.gy[i] || values[i] != want.f[i] {
			t.Fatalf("point %d differs", i)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := p.ValuesParallel(ctx, b.x, b.y, values); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled job says %v", err)
	}
}
