package train

import (
	"context"
	"math"
	"slices"
	"testing"

	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
)

// A sweep's runs are those of Collect, bit for bit, whatever goes with them:
// noise, clipping, a schedule that watches the loss, line searches.
func TestSweepIsManyRuns(t *testing.T) {
	for _, o := range rule.Optimizers() {
		for _, schedule := range []string{"constant", "cosine", "reduce-on-plateau"} {
			sc := single(t, "wells", o.ID, 0.1, nil)
			sc.Steps, sc.Schedule = 90, schedule
			if schedule == "cosine" {
				sc.Noise, sc.Seed, sc.Clip = 0.2, 5, descent.Clip{Kind: "norm", Bound: 3}
			}
			checkSweep(t, sc, 1e-4, 50, 23)
		}
	}
	for query, n := range map[string]int{ // runs that noise may keep up, which is found out at each rate's own
		"surface=beale&opt=adagrad&noise=0.1&seed=22&steps=30&lr=0.688": 60, "surface=wells&noise=1.5&seed=4&schedule=cosine&lr=0.001": 40,
		"surface=shallow-and-deep&noise=3&seed=14&weight_decay=0.3&steps=100&lr=17.7": 60,
	} {
		checkSweep(t, mustParse(t, query), 1e-3, 10, n)
	}
	for _, surface := range []string{"saddle", "cliff", "bowl", "mccormick"} {
		checkSweep(t, single(t, surface, "sgd", 0.1, nil), 1e-4, 10, 40)
		checkSweep(t, single(t, surface, "sgd", 0.1, rule.Params{"weight_decay": 0.01}), 1e-4, 10, 40)
	}
}

func checkSweep(t *testing.T, sc Scenario, from, to float64, n int) {
	t.Helper()
	got, err := Sweep(context.Background(), sc, 0, SweepSpec{From: from, To: to, N: n}, nil)
	if err != nil {
		t.Fatal(err)
	}
	evaluations := 0
	for i, rate := range got.Rates {
		one := sc
		one.Runs = []RunSpec{{Optimizer: sc.Runs[0].Optimizer, LearningRate: rate}}
		_, want, err := Collect(context.Background(), one, 0)
		if err != nil {
			t.Fatal(err)
		}
		evaluations += want.Evaluations
		if got.Outcomes[i] != want.Kind || math.Float64bits(got.Loss[i]) != math.Float64bits(want.Loss) || got.Steps[i] != want.K || got.Caveat[i] != want.Caveat {
			t.Fatalf("%s, %s at %v, %s: %s, loss %v, step %d, %q, want %s, %v, %d, %q", sc.Surface.ID, one.Runs[0].Optimizer, rate, sc.Schedule,
				got.Outcomes[i], got.Loss[i], got.Steps[i], got.Caveat[i], want.Kind, want.Loss, want.K, want.Caveat)
		}
	}
	if got.Evaluations != evaluations {
		t.Errorf("%s, %s: %d evaluations, the runs have %d", sc.Surface.ID, sc.Runs[0].Optimizer, got.Evaluations, evaluations)
	}
}

func TestSweepSpansItsRange(t *testing.T) {
	coarse := 0
	got, err := Sweep(context.Background(), single(t, "bowl", "sgd", 0.1, nil), 0, SweepSpec{From: 1e-3, To: 10, N: 201}, func(r *SweepResult) {
		for _, kind := range r.Outcomes {
			if kind != "" {
				coarse++
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if coarse != 51 {
		t.Errorf("%d outcomes came first, want every fourth of 201", coarse)
	}
	if got.Rates[0] != 1e-3 || got.Rates[200] != 10 {
		t.Errorf("from %v to %v", got.Rates[0], got.Rates[200])
	}
	if math.Abs(got.Rates[100]-0.1) > 1e-15 {
		t.Errorf("the middle rate is %v, want the geometric mean 0.1", got.Rates[100])
	}
	if math.Abs(got.Critical-2) > 1e-12 {
		t.Errorf("the critical rate is %v, want 2/λ = 2", got.Critical)
	}
	for i, rate := range got.Rates {
		if rate > 2.01 && got.Outcomes[i] != judge.Diverged || rate > 0.1 && rate < 1.8 && got.Outcomes[i] != judge.Converged {
			t.Errorf("%v is %s", rate, got.Outcomes[i])
		}
	}
}

func TestSweepStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Sweep(ctx, single(t, "bowl", "sgd", 0.1, nil), 0, SweepSpec{From: 1e-3, To: 10, N: 50}, nil); err != context.Canceled {
		t.Errorf("error %v, want the context's", err)
	}
	if _, err := Sweep(context.Background(), single(t, "bowl", "sgd", 0.1, nil), 1, SweepSpec{From: 1e-3, To: 10, N: 50}, nil); err == nil {
		t.Error("a run that is not there was swept")
	}
}

// A sweep may have rates more, between its ends, each once, in their order; what it tells
// of them is what Collect does, of a network too.
func TestSweepOfRatesMore(t *testing.T) {
	spec := SweepSpec{From: 0.01, To: 100, N: 3}.With(30, 0.01, 200, 0.003, 30)
	if want := []float64{0.01, 1, 30, 100}; !slices.Equal(spec.Rates, want) || spec.N != 4 {
		t.Fatalf("%v of %d, want %v", spec.Rates, spec.N, want)
	}
	sc := netScenario(t, moonsSpec(), 60, "sgd", 0.01, 30)
	result, err := Sweep(t.Context(), sc, 0, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if own := Outcomes(t.Context(), walksOf(t, sc))[1]; result.Outcomes[2] != own.Kind || result.Loss[2] != own.Loss || result.Caveat[2] != own.Caveat {
		t.Errorf("at 30 it is %s, %g in a sweep, %s, %g by itself", result.Outcomes[2], result.Loss[2], own.Kind, own.Loss)
	}
}
