package train

import (
	"context"
	"math"
	"testing"

	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
)

// TestOneWeightIsOneWeight holds a run on a curve to the same run of one number that a
// rule makes by itself, whatever the optimizer and what goes with it; y is 0 throughout.
func TestOneWeightIsOneWeight(t *testing.T) {
	for _, o := range rule.Optimizers() {
		for _, with := range []Scenario{{}, {Noise: 0.2, Seed: 3}, {Clip: descent.Clip{Kind: "norm", Bound: 0.5}}, {Clip: descent.Clip{Kind: "value", Bound: 0.5}}, {Schedule: "cosine"}} {
			sc := single(t, "shallow-and-deep", o.ID, 0.05, nil)
			sc.Noise, sc.Seed, sc.Clip, sc.Schedule = with.Noise, with.Seed, with.Clip, with.Schedule
			if s, ok := rule.LookupSchedule(sc.Schedule); ok && s.Refuses(o) {
				continue
			}
			sc.Steps = 60
			its, _, err := Collect(context.Background(), sc, 0)
			if err != nil {
				t.Fatal(err)
			}
			want := byHand(t, sc)
			for k, it := range its {
				if it.W.Y != 0 || it.Grad.Y != 0 || math.Float64bits(it.W.X) != math.Float64bits(want[k]) {
					t.Fatalf("%s with %+v: iterate %d is %v, want %v", o.ID, with, k, it, want[k])
				}
			}
		}
	}
}

// byHand are the weights of a scenario's run, from the objective as the surface has it
// as a task of one weight without a view.
func byHand(t *testing.T, sc Scenario) (xs []float64) {
	t.Helper()
	best, _ := sc.Surface.Best()
	run, err := Descend(context.Background(), descent.Task{Objective: descent.OnSurface(sc.Surface, sc.Start).Objective, Start: []float64{sc.Start.X}, Best: best}, sc, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range run {
		xs = append(xs, w[0])
	}
	return xs
}

func alike(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

// TestNewtonOfOneWeight arrives on a parabola in one step: no curvature across stands
// in its way.
func TestNewtonOfOneWeight(t *testing.T) {
	for _, hessian := range []float64{0, 1} {
		sc := single(t, "parabola", "newton", 1, rule.Params{"hessian": hessian})
		its, out, err := Collect(context.Background(), sc, 0)
		if err != nil || out.Kind != judge.Converged || its[1].W.X != 0 {
			t.Errorf("hessian %v: %s, first step to %v, %v", hessian, out.Kind, its[1].W, err)
		}
	}
}

// TestOutcomesOfCurves: what is a valley in the plane is a minimum of one weight, with
// its limit 2/L”.
func TestOutcomesOfCurves(t *testing.T) {
	for _, c := range []struct {
		query string
		kind  judge.Kind
		limit float64
	}{
		{"surface=parabola&lr=0.3", judge.Converged, 2},
		{"surface=parabola&lr=2.1", judge.Diverged, 2},
		{"surface=parabola&lr=2", judge.Oscillating, 2},
		{"surface=shallow-and-deep&lr=0.1", judge.StuckLocal, 2 / 9.007571187747848},
		{"surface=shallow-and-deep&lr=0.23&start=-1.9", judge.Bouncing, 2 / 9.007571187747848},
		{"surface=shallow-and-deep&lr=3", judge.Converged, 10},
		{"surface=plateau-and-cliff&lr=0.1", judge.Crawling, 49.982007337743894},
		{"f=3*x^2&start=1&lr=0.1", judge.Converged, 1. / 3},
		{"f=3*x^2&start=1,5&lr=0.34&view=-5,5,-1,1", judge.Diverged, 1. / 3},
		{"f=3*x^2&start=1&lr=0.1&opt=momentum&momentum=0.5", judge.Converged, 0.5},
		{"f=abs(x)&start=1.3&lr=0.1", judge.Bouncing, 0},
		{"f=x^3&start=1&lr=0.01&steps=5000", judge.StuckSaddle, 0},
		{"f=-x^2&start=1&lr=0.1", judge.EscapedUnbounded, 0},
		{"f=sqrt(x)&start=1&lr=0.1", judge.LeftDomain, 0},
		{"f=max(abs(x)-1,0)&start=3&lr=0.1", judge.Converged, 0},
	} {
		sc := mustParse(t, c.query)
		_, out, err := Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		limit, _, ok := judge.Limit(sc.Case(0), out)
		if out.Kind != c.kind || ok != (c.limit > 0) || ok && !alike(limit, c.limit) {
			t.Errorf("%s: %s, limit %v %v, want %s, %v", c.query, out.Kind, limit, ok, c.kind, c.limit)
		}
		if out.At.Y != 0 || out.Target != nil && out.Target.Y != 0 {
			t.Errorf("%s: ends at %v, of %v", c.query, out.At, out.Target)
		}
	}
}

// TestSweepOfACurve: its minima have their limits, and beyond the limit its period
// doubles, as in the plane.
func TestSweepOfACurve(t *testing.T) {
	got := sweepOf(t, mustParse(t, "surface=shallow-and-deep"), SweepSpec{From: 0.01, To: 20, N: 120})
	limits := []float64{10, 2 / 9.007571187747848}
	if len(got.Minima) != 2 || !alike(got.Minima[0].Limit, limits[0]) || !alike(got.Minima[1].Limit, limits[1]) {
		t.Errorf("%+v", got.Minima)
	}
	// x⁴/4 − x²/2 has λ = 2 at 1: a cycle of two from 1 on, of four from about 1.28.
	sc := mustParse(t, "f="+encode("x^4/4-x^2/2")+"&start=0.3&lr=0.5&steps=300")
	for rate, want := range map[float64]int{0.9: -1, 1.1: 2, 1.2: 2, 1.26: 4} {
		got := sweepOf(t, sc, SweepSpec{From: rate, To: rate * 1.0001, N: 2, Tail: 20})
		period := -1
		if got.Tails[0] != nil {
			period = got.Periods[0]
		}
		if period != want {
			t.Errorf("at %v %d in turn, want %d: %v", rate, period, want, got.Tails[0])
		}
	}
}
