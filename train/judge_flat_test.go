package train

import (
	"context"
	"testing"
)

// TestFlatMinimumIsNoOther: on x⁴ + y⁴ Newton's step is short while the run is
// still on its way, which must not count as another, lesser minimum.
func TestFlatMinimumIsNoOther(t *testing.T) {
	for _, lr := range []string{"0.0005", "0.002", "0.01"} {
		sc, err := ParseQuery(t.Context(), "f=x^4%2By^4&start=4,3&steps=300&lr="+lr)
		if err != nil {
			t.Fatal(err)
		}
		_, out, err := Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		if out.Kind == StuckLocal {
			t.Errorf("lr %s: stuck in a local minimum at %v, but there is none", lr, *out.Target)
		}
	}
}
