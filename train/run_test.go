package train

import (
	"context"
	"iter"
	"math"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
)

func collect(t testing.TB, sc Scenario, run int) (descent.Trajectory, judge.Outcome) {
	t.Helper()
	trajectory, out, err := Collect(context.Background(), sc, run)
	if err != nil {
		t.Fatal(err)
	}
	return trajectory, out
}

// Run yields the iterates of one run one by one, from its start to its end or ctx's,
// without asking whether the start has a loss.
func Run(ctx context.Context, sc Scenario, run int) iter.Seq[descent.Iterate] {
	return func(yield func(descent.Iterate) bool) {
		if d, err := newDescent(&sc, run); err == nil {
			d.Each(ctx, yield)
		}
	}
}

// On a quadratic every step multiplies the error by 1 − ηλ.
func TestDescentOnAQuadraticIsAPower(t *testing.T) {
	sc := mustParse(t, "surface=bowl&start=4,-3&lr=0.25&steps=60")
	trajectory, _ := collect(t, sc, 0)
	if len(trajectory) != 61 {
		t.Fatalf("%d iterates, want 61", len(trajectory))
	}
	for _, it := range trajectory {
		want := math.Pow(0.75, float64(it.K))
		if math.Abs(it.W.X-4*want) > 1e-12 || math.Abs(it.W.Y+3*want) > 1e-12 {
			t.Fatalf("k = %d: %v, want 0.75^k of the start", it.K, it.W)
		}
	}
	if last := trajectory[60]; !math.IsNaN(last.LearningRate) || trajectory[59].LearningRate != 0.25 {
		t.Errorf("rates %g, %g at the end; want 0.25, none", trajectory[59].LearningRate, last.LearningRate)
	}
}

func TestRunEndsWhereItLeaves(t *testing.T) {
	sc := mustParse(t, "surface=bowl&start=4,0&lr=3&steps=100") // x doubles, ±
	trajectory, out := collect(t, sc, 0)
	last := trajectory[len(trajectory)-1]
	if math.Abs(last.W.X) != 64 || last.K != 4 || out.Kind != judge.Diverged || out.K != 4 {
		t.Errorf("ended at %v, k = %d, %s at %d; want ±64, the first beyond 50, at 4", last.W, last.K, out.Kind, out.K)
	}
}

func TestRunEndsWhereItStandsStill(t *testing.T) {
	sc := mustParse(t, "surface=bowl&lr=1&steps=5000") // there in one step
	trajectory, out := collect(t, sc, 0)
	if n := len(trajectory) - 1; n != 11 {
		t.Errorf("%d updates, want one that moves and ten that do not", n)
	}
	if out.Kind != judge.Converged || out.K != 1 {
		t.Errorf("%s at %d, want converged at 1", out.Kind, out.K)
	}
}

func TestNothingIsClamped(t *testing.T) {
	sc := mustParse(t, "f=exp(x^2)&start=20,0&view=-40,40,-40,40&lr=1")
	sc.Start.X = 30 // which a query may not ask for
	trajectory := descent.Trajectory(slices.Collect(Run(t.Context(), sc, 0)))
	out := judge.One(t.Context(), sc.Case(0), nil, trajectory)
	if len(trajectory) != 1 || !math.IsInf(trajectory[0].Loss, 1) || out.Kind != judge.Diverged {
		t.Errorf("%d iterates, loss %g, %s; want the start alone, infinite, diverged", len(trajectory), trajectory[0].Loss, out.Kind)
	}
}

func TestRunsRepeatExactly(t *testing.T) {
	for _, spec := range rule.Optimizers() {
		query := "surface=himmelblau&noise=0.5&seed=9&schedule=exponential&opt=" + spec.ID
		sc := mustParse(t, query)
		a, _ := collect(t, sc, 0)
		b := slices.Collect(Run(context.Background(), sc, 0))
		if !slices.EqualFunc(a, b, sameBits) {
			t.Errorf("%s: two runs of one scenario differ", spec.ID)
		}
	}
}

// Taken in pieces, a run is the same run, and its outcome too.
func TestAWalkIsTheRun(t *testing.T) {
	for _, query := range []string{"surface=wells&lr=0.5", "surface=wells&opt=armijo", "surface=bowl&lr=3", "surface=wells&lr=1.8&steps=64"} {
		sc := mustParse(t, query)
		whole, out := collect(t, sc, 0)
		w, err := Begin(sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		var pieces descent.Trajectory
		for n := 1; !w.Over(); n *= 2 {
			pieces = append(pieces, w.Advance(context.Background(), n)...)
		}
		if !slices.EqualFunc(pieces, whole, sameBits) {
			t.Errorf("%s: %d iterates in pieces, %d at once, or other ones", query, len(pieces), len(whole))
		}
		if got := w.Outcome(context.Background()); got.Kind != out.Kind || got.K != out.K || got.Evaluations != out.Evaluations {
			t.Errorf("%s: %+v in pieces, %+v at once", query, got, out)
		}
	}
}

// A line search evaluates more than one gradient a step; that is counted.
func TestEvaluationsAreCounted(t *testing.T) {
	plain, out := collect(t, mustParse(t, "surface=wells&lr=0.1"), 0)
	if out.Evaluations != len(plain) {
		t.Errorf("%d evaluations for %d iterates", out.Evaluations, len(plain))
	}
	searched, out := collect(t, mustParse(t, "surface=wells&opt=armijo"), 0)
	if out.Evaluations <= len(searched) {
		t.Errorf("%d evaluations for %d iterates of a line search", out.Evaluations, len(searched))
	}
}

func sameBits(a, b descent.Iterate) bool {
	bits := math.Float64bits
	return a.K == b.K && bits(a.W.X) == bits(b.W.X) && bits(a.W.Y) == bits(b.W.Y) && bits(a.Loss) == bits(b.Loss) &&
		bits(a.Grad.X) == bits(b.Grad.X) && bits(a.Grad.Y) == bits(b.Grad.Y) && bits(a.LearningRate) == bits(b.LearningRate)
}

func TestRunStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	sc := mustParse(t, "surface=bowl&lr=1e-6&steps=5000")
	n := 0
	for range Run(ctx, sc, 0) {
		if n++; n == 100 {
			cancel()
		}
	}
	if n < 100 || n > 101 {
		t.Errorf("%d iterates after a cancellation at 100, want at most one more", n)
	}
	if _, _, err := Collect(ctx, sc, 0); err == nil {
		t.Error("Collect under a cancelled context has no error")
	}
}

// Runs of a scenario feel the same noise at the same step.
func TestNoiseIsTheSameForAllRuns(t *testing.T) {
	sc := mustParse(t, "surface=bowl&noise=0.3&lr=0.1,0.2,0.3")
	var felt [3][]landscape.Point
	for run := range sc.Runs {
		trajectory, _ := collect(t, sc, run)
		for k := range 50 {
			a, b := trajectory[k], trajectory[k+1]
			lr := sc.Runs[run].LearningRate
			felt[run] = append(felt[run], landscape.Point{
				X: (a.W.X-b.W.X)/lr - a.Grad.X,
				Y: (a.W.Y-b.W.Y)/lr - a.Grad.Y,
			})
		}
	}
	for k := range 50 {
		if landscape.Distance(felt[0][k], felt[1][k]) > 1e-9 || landscape.Distance(felt[0][k], felt[2][k]) > 1e-9 {
			t.Fatalf("step %d: noise %v, %v, %v", k, felt[0][k], felt[1][k], felt[2][k])
		}
	}
}

func TestSeedChangesTheNoise(t *testing.T) {
	a, _ := collect(t, mustParse(t, "surface=bowl&noise=0.3&lr=0.1"), 0)
	b, _ := collect(t, mustParse(t, "surface=bowl&noise=0.3&lr=0.1&seed=2"), 0)
	if a[1].W == b[1].W {
		t.Error("two seeds, one noise")
	}
}

// Weird numbers end in an outcome, never in a panic or a hang.
func TestWeirdParametersEndInAnOutcome(t *testing.T) {
	for _, query := range []string{
		"surface=rosenbrock&steps=500&lr=1e6",
		"surface=wells&opt=momentum&momentum=0.999&lr=1",
		"surface=wells&opt=adam&beta1=0&beta2=0&lr=1",
		"surface=wells&noise=1e6&lr=1e6",
		"surface=wells&clip=norm:1e-6&lr=1",
		"f=1/x&start=1e-100,0&lr=1",
		"f=log(x)&start=1e-300,0&lr=1",
		"f=0&lr=1",
	} {
		sc := mustParse(t, query)
		_, out := collect(t, sc, 0)
		if out.Kind == "" {
			t.Errorf("%s: no outcome", query)
		}
	}
}
