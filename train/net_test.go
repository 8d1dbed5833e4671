package train

import (
	"context"
	"math"
	"slices"
	"testing"

	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/nets"
	"downhill/train/rule"
)

// netScenario is a scenario of a small network.
func netScenario(t *testing.T, spec nets.Spec, steps int, optimizer string, rates ...float64) Scenario {
	t.Helper()
	s, err := nets.New(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	sc := Scenario{Surface: s, Start: s.Start, Steps: steps, Seed: spec.Seed}
	for _, rate := range rates {
		sc.Runs = append(sc.Runs, RunSpec{Optimizer: optimizer, LearningRate: rate})
	}
	return sc
}

func moonsSpec() nets.Spec {
	return nets.Spec{
		Data: "moons", Noise: 0.15, Size: 60, Units: []int{2, 5, 1}, Act: network.Tanh, Loss: network.BCE,
		Init: network.Xavier, Plane: nets.PlaneSpec{Kind: "reference"}, Seed: 1,
	}
}

// netPath are the weights and iterates of a network's run.
func netPath(t *testing.T, sc Scenario, run int) ([][]float64, descent.Trajectory) {
	t.Helper()
	all, err := RunOfNet(t.Context(), sc, run)
	if err != nil {
		t.Fatal(err)
	}
	var path [][]float64
	var its descent.Trajectory
	for it, w := range all {
		path, its = append(path, slices.Clone(w)), append(its, it)
	}
	return path, its
}

// The rule sees the mini-batch's gradient; loss and gradient of an iterate are the
// whole training set's.
func TestNetworkRunsOnMiniBatches(t *testing.T) {
	for _, batch := range []int{0, 1, 16, 60} {
		sc := netScenario(t, moonsSpec(), 25, "sgd", 0.3)
		sc.Batch = batch
		n := sc.Net()
		e, batches := network.NewEvaluator(&n.Shape, n.Train), network.NewBatches(1, 60, batch)
		path, its := netPath(t, sc, 0)
		w, g, whole := slices.Clone(n.Initial), make([]float64, len(n.Initial)), make([]float64, len(n.Initial))
		for k := range path {
			if !slices.Equal(path[k], w) {
				t.Fatalf("batch %d: step %d has other weights", batch, k)
			}
			loss := e.Gradient(w, whole)
			slope := n.Drawn.Along(whole)
			if its[k].Loss != loss || its[k].Grad != slope || its[k].W != n.Drawn.Project(w) {
				t.Fatalf("batch %d: step %d tells %+v, want loss %v, gradient %v", batch, k, its[k], loss, slope)
			}
			if copy(g, whole); batch > 0 && batch < 60 {
				e.BatchGradient(w, g, batches.At(k))
			}
			for i := range w {
				w[i] -= 0.3 * g[i]
			}
		}
	}
}

// Every optimizer trains a network; those that look further do it on the whole set.
func TestEveryOptimizerTrainsANetwork(t *testing.T) {
	for _, o := range rule.Optimizers() {
		rate := 0.1
		if !o.Rateless {
			sc := netScenario(t, moonsSpec(), 1, "sgd", 1)
			found, err := Suggest(t.Context(), &sc, o.ID)
			if err != nil || !(found.Low < found.Good && found.Good < found.High) {
				t.Fatalf("%s: rates %+v (%v)", o.ID, found, err)
			}
			rate = found.Good
		}
		sc := netScenario(t, moonsSpec(), 200, o.ID, rate)
		if o.ID == "newton" { // far from a minimum a curvature of 0.001 makes a leap
			sc.Params = rule.Params{"delta": 0.1}
		}
		its, out, err := Collect(t.Context(), sc, 0)
		if err != nil {
			t.Errorf("%s: %v", o.ID, err)
			continue
		}
		if end := its[len(its)-1].Loss; !(end < 0.7*its[0].Loss) {
			t.Errorf("%s at %v: loss %v to %v, %s", o.ID, rate, its[0].Loss, end, out.Kind)
		}
	}
}

func TestNewtonNeedsAFewWeights(t *testing.T) {
	spec := moonsSpec()
	spec.Units = []int{2, 10, 3, 1}
	sc := netScenario(t, spec, 10, "newton", 1)
	if _, err := newDescent(&sc, 0); err == nil {
		t.Errorf("Newton's method runs with %d weights", len(sc.Net().Initial))
	}
}

// A sweep of a network makes each run as it is made alone.
func TestSweepOfANetwork(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 60, "sgd", 0.5, 2)
	sc.Batch = 16
	coarse := 0
	result, err := Sweep(t.Context(), sc, 0, SweepSpec{From: 0.01, To: 100, N: 13, Tail: 9}, func(r *SweepResult) {
		for _, kind := range r.Outcomes {
			if kind != "" {
				coarse++
			}
		}
	})
	if err != nil || coarse != 4 {
		t.Fatalf("%d outcomes come first (%v)", coarse, err)
	}
	for i, rate := range result.Rates {
		alone := sc
		alone.Runs = []RunSpec{sc.Runs[0]}
		alone.Runs[0].LearningRate = rate
		its, _, _ := Collect(t.Context(), alone, 0)
		loss := math.NaN()
		for _, it := range its {
			if it.Finite() {
				loss = it.Loss
			}
		}
		if tail := result.Tails[i]; (result.Outcomes[i] == judge.Oscillating) != (tail != nil) || tail != nil && tail[8] != its[len(its)-1].Loss {
			t.Errorf("rate %v, %s: the last losses are %v", rate, result.Outcomes[i], tail)
		}
		if result.Loss[i] != loss || result.Outcomes[i] == "" {
			t.Errorf("rate %v: loss %v (%s), alone %v", rate, result.Loss[i], result.Outcomes[i], loss)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Sweep(ctx, sc, 0, SweepSpec{From: 0.01, To: 100, N: 13}, nil); err == nil {
		t.Error("a sweep that nobody waits for goes on")
	}
}

func TestNetworksAreBounded(t *testing.T) {
	for name, spoil := range map[string]func(*nets.Spec){
		"data": func(s *nets.Spec) { s.Data = "moon" }, "units": func(s *nets.Spec) { s.Units = []int{1, 5, 1} },
		"out": func(s *nets.Spec) { s.Units = []int{2, 5, 2} }, "many": func(s *nets.Spec) { s.Units = []int{2, 50, 50, 1} },
		"loss": func(s *nets.Spec) { s.Data, s.Units = "curve", []int{1, 5, 1} }, "size": func(s *nets.Spec) { s.Size = 2000 },
		"weights": func(s *nets.Spec) { s.Plane = nets.PlaneSpec{Kind: "weights", I: 1, J: 99} }, "plane": func(s *nets.Spec) { s.Plane.Kind = "flat" },
		"init": func(s *nets.Spec) { s.Init = "best" },
	} {
		spec := moonsSpec()
		spoil(&spec)
		if _, err := nets.New(t.Context(), spec); err == nil {
			t.Errorf("%s: %+v is taken", name, spec)
		}
	}
	sc := netScenario(t, moonsSpec(), 5000, "sgd", 1, 2, 3, 4, 5, 6)
	if err := sc.Net().Fits(len(sc.Runs), sc.Steps); err != nil {
		t.Error(err)
	}
	spec := moonsSpec()
	spec.Units = []int{2, 40, 40, 1}
	sc = netScenario(t, spec, 5000, "sgd", 1)
	if err := sc.Net().Fits(len(sc.Runs), sc.Steps); err == nil {
		t.Error("540 million are not too much work")
	}
	if n := sc.Net().SweepRates(sc.Steps, 200); n != nets.LeastRates {
		t.Errorf("a sweep of it takes %d rates", n)
	}
}
