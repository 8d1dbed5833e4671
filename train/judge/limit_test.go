package judge_test

import (
	"context"
	"math"
	"testing"

	"downhill/train"
	"downhill/train/judge"
	"downhill/train/link"
)

// TestLimitIsOfTheOutcome holds which minimum's limit is named: the one
// reached; for a run that left or goes to and fro at none, the flattest; none at a minimum without a
// curvature.
func TestLimitIsOfTheOutcome(t *testing.T) {
	for _, c := range []struct {
		query string
		run   int
		want  float64 // 0: none
	}{
		{"surface=wells", 0, 0.263983},                 // stuck in the trap
		{"surface=wells", 1, 1.448225},                 // at the global minimum
		{"surface=wells", 2, 1.448225},                 // left: above every minimum's limit
		{"surface=wells&lr=1.8", 0, 1.448225},          // bounces about the global minimum
		{"surface=shallow-and-deep&lr=9.9", 0, 10},     // to and fro between both: the narrow one's 0.222 is not why
		{"surface=wells&schedule=cosine", 0, 0},        // the rate falls
		{"surface=ackley&start=0.6,0.7&lr=0.01", 0, 0}, // a cone's tip
	} {
		sc, err := link.Parse(t.Context(), c.query)
		if err != nil {
			t.Fatal(err)
		}
		_, out, err := train.Collect(context.Background(), sc, c.run)
		if err != nil {
			t.Fatal(err)
		}
		limit, _, ok := judge.Limit(sc.Case(c.run), out)
		if ok != (c.want > 0) || ok && math.Abs(limit-c.want) > 1e-6 {
			t.Errorf("%s, run %d (%s): limit %g, %v; want %g", c.query, c.run, out.Kind, limit, ok, c.want)
		}
	}
}
