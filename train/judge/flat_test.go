package judge_test

import (
	"context"
	"strings"
	"testing"

	"downhill/train"
	"downhill/train/judge"
	"downhill/train/link"
)

// TestFlatMinimumIsNoOther: on x⁴ + y⁴ Newton's step is short while the run is
// still on its way, which must not count as another, lesser minimum.
func TestFlatMinimumIsNoOther(t *testing.T) {
	for _, lr := range []string{"0.0005", "0.002", "0.01"} {
		sc, err := link.Parse(t.Context(), "f=x^4%2By^4&start=4,3&steps=300&lr="+lr)
		if err != nil {
			t.Fatal(err)
		}
		_, out, err := train.Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		if out.Kind == judge.StuckLocal {
			t.Errorf("lr %s: stuck in a local minimum at %v, but there is none", lr, *out.Target)
		}
	}
}

// Where a step on the way to the loss overflows and the loss does not, a run has
// the gradient that is there.
func TestOverflowOnTheWayIsNoEnd(t *testing.T) {
	for query, want := range map[string]judge.Kind{
		"f=1/(1%2Bexp(-200*x))&start=-4,0":                                    judge.Crawling,
		"f=1/exp(x^6)&start=4,0":                                              judge.Crawling,
		"f=(exp(400x)-exp(-400x))/(exp(400x)%2Bexp(-400x))&start=2,0":         judge.Crawling,
		"f=1/(1%2Bexp(-200*x))%2By^2&start=-4,2":                              judge.Converged,
		"f=x^2/(1%2Bexp(-500y))&start=1,4":                                    judge.Converged,
		"f=exp(800x)/(1%2Bexp(800x))*(x-3)^2%2By^2&start=2,1&view=-5,5,-5,5":  judge.Converged,
		"f=1/exp(x^6)&start=4,0&opt=adam":                                     judge.Crawling,
		"f=exp(800x)/(1%2Bexp(800x))*(x-3)^2%2By^2&start=2,1&opt=adam&lr=0.3": judge.Converged,
		"f=exp(800x)/(1%2Bexp(800x))*(x-3)^2%2By^2&start=2,1&opt=newton":      judge.Converged,
	} {
		if !strings.Contains(query, "lr=") && !strings.Contains(query, "newton") {
			query += "&lr=0.1"
		}
		sc := mustParse(t, query)
		its, out := collect(t, sc, 0)
		if out.Kind != want || want == judge.Crawling && !out.Vanishing {
			t.Errorf("%s: %s (vanishing %v), want %s", query, out.Kind, out.Vanishing, want)
		}
		o := sc.Surface.Objective()
		for _, it := range its {
			if f, x, y := o.Gradient(it.W.X, it.W.Y); f != it.Loss || x != it.Grad.X || y != it.Grad.Y {
				t.Errorf("%s: step %d has loss %g and gradient %v, the point %g, %g, %g", query, it.K, it.Loss, it.Grad, f, x, y)
				break
			}
		}
	}
}
