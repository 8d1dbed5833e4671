package descent

import (
	"context"
	"math"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/rule"
)

func TestNextDoesNotAllocate(t *testing.T) {
	s, _ := landscape.Lookup("wells")
	for _, with := range []Settings{
		{Optimizer: "sgd", LearningRate: 0.1, Steps: 5000},
		{Optimizer: "adam", LearningRate: 0.1, Noise: 1, Clip: Clip{"norm", 1}, Seed: 1, Steps: 5000},
	} {
		d, err := New(OnSurface(s, s.Start), with)
		if err != nil {
			t.Fatal(err)
		}
		var it Iterate
		its := make([]Iterate, 16)
		if n := testing.AllocsPerRun(100, func() { d.Next(&it); d.fill(context.Background(), its) }); n != 0 {
			t.Errorf("%s: %g allocations a step", with.Optimizer, n)
		}
	}
}

// TestBatchOfLargeStatesHasFewerRuns: what remembers much has no more runs under way
// together than a processor keeps at hand, and what remembers little all of them.
func TestBatchOfLargeStatesHasFewerRuns(t *testing.T) {
	for _, c := range []struct {
		optimizer   string
		least, most int
	}{{"sgd", BatchSize, BatchSize}, {"adam", BatchSize, BatchSize}, {"lbfgs", fewestRuns, BatchSize / 2}} {
		s, _ := landscape.Lookup("rosenbrock")
		d, err := New(OnSurface(s, s.Start), Settings{Optimizer: c.optimizer, LearningRate: 0.1, Steps: s.Steps})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(newBatch(d, BatchSize, nil).runs); n < c.least || n > c.most {
			t.Errorf("%s: %d runs, want %d to %d", c.optimizer, n, c.least, c.most)
		}
	}
	if n := runsWithin(&Run{}, 3); n != 3 {
		t.Errorf("%d runs where there are 3", n)
	}
}

// TestNoiselessHoldsItsSchedule holds a run that goes on without noise to one whose
// schedule is stopped by hand after the settings' steps.
func TestNoiselessHoldsItsSchedule(t *testing.T) {
	s, _ := landscape.Lookup("wells")
	for _, with := range []Settings{
		{LearningRate: 1.6, Steps: 300},
		{LearningRate: 1.6, Steps: 300, Noise: 0.1, Seed: 1},
		{LearningRate: 1.6, Steps: 450},
		{LearningRate: 1.6, Steps: 300, Clip: Clip{"norm", 1}},
		{LearningRate: 1.95, Steps: 100, Schedule: "exponential", ScheduleParams: rule.Params{"gamma": 0.999}},
		{LearningRate: 1.95, Steps: 300, Schedule: "step", ScheduleParams: rule.Params{"step_size": 40, "gamma": 0.98}},
	} {
		with.Optimizer = "sgd"
		n := max(400, with.Steps)
		d, err := Noiseless(OnSurface(s, s.Start), with, n)
		if err != nil {
			t.Fatal(err)
		}
		got := d.Collect(t.Context(), nil, n+1)
		if want := goneOnByHand(t, OnSurface(s, s.Start), with, n); len(got) != n+1 || !slices.EqualFunc(got, want, sameBits) {
			t.Errorf("%+v: %d iterates, %d by hand, or other ones", with, len(got), len(want))
		}
	}
}

// goneOnByHand is a run of n steps without noise, whose schedule is stopped by hand.
func goneOnByHand(t *testing.T, task Task, with Settings, n int) Trajectory {
	t.Helper()
	steps := with.Steps
	with.Noise = 0
	d, err := New(task, with)
	if err != nil {
		t.Fatal(err)
	}
	d.steps = n
	if schedule := d.schedule; schedule != nil {
		factors := make([]float64, 0, steps)
		d.schedule = func(k int, loss float64) float64 {
			if k < steps {
				factors = append(factors, schedule(k, loss))
			}
			return factors[len(factors)-1]
		}
	}
	return d.Collect(t.Context(), nil, n+1)
}

func sameBits(a, b Iterate) bool {
	bits := math.Float64bits
	return a.K == b.K && bits(a.W.X) == bits(b.W.X) && bits(a.W.Y) == bits(b.W.Y) && bits(a.Loss) == bits(b.Loss) &&
		bits(a.Grad.X) == bits(b.Grad.X) && bits(a.Grad.Y) == bits(b.Grad.Y) && bits(a.LearningRate) == bits(b.LearningRate)
}
