package train

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
)

// wanted is the basin map made of single runs.
func wanted(t *testing.T, sc Scenario, view landscape.View, n int) *BasinMap {
	t.Helper()
	m := &BasinMap{
		View: view, N: n, Minima: sc.Surface.Minima,
		Reached: make([]byte, n*n), Steps: make([]uint16, n*n),
	}
	for i := range m.Reached {
		sc.Start = m.start(i)
		its, _, err := Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		j := judge.New(sc.Case(0), nil)
		j.MinimumOnly = true
		m.judged(i, j.Outcome(t.Context(), its))
	}
	return m
}

func checkBasins(t *testing.T, sc Scenario, n int) *BasinMap {
	t.Helper()
	return checkBasinsOver(t, sc, sc.Surface.View, n)
}

func checkBasinsOver(t *testing.T, sc Scenario, view landscape.View, n int) *BasinMap {
	t.Helper()
	got, err := Basins(context.Background(), sc, 0, view, n)
	if err != nil {
		t.Fatal(err)
	}
	want := wanted(t, sc, view, n)
	name := sc.Surface.ID + ", " + sc.Runs[0].Optimizer
	for i := range got.Reached {
		if got.Reached[i] != want.Reached[i] || got.Steps[i] != want.Steps[i] {
			t.Fatalf("%s at %v from %v: %d in %d steps, a single run %d in %d", name, sc.Runs[0].LearningRate,
				got.start(i), got.Reached[i], got.Steps[i], want.Reached[i], want.Steps[i])
		}
	}
	return got
}

// Early ends change nothing: over the catalogue, at rates from low to far too
// high, every start ends as a single run from there does.
func TestBasinsAreManyRuns(t *testing.T) {
	for _, s := range landscape.Catalog() {
		low, high, _ := RateRange(t.Context(), s, "sgd")
		rates, _ := DefaultRates(t.Context(), s, "sgd")
		for _, lr := range []float64{low * 10, rates.Good, rates.Good * 3, high / 10} {
			if lr > 0 {
				checkBasins(t, single(t, s.ID, "sgd", lr, nil), 15)
			}
		}
	}
}

func TestBasinsOfEveryOptimizer(t *testing.T) {
	for _, o := range rule.Optimizers() {
		for _, surface := range []string{"himmelblau", "wells", "mccormick", "cliff"} {
			sc := single(t, surface, o.ID, 0.05, nil)
			sc.Steps = 80
			checkBasins(t, sc, 9)
			sc.Noise, sc.Seed, sc.Schedule = 0.1, 3, "exponential"
			sc.Clip = descent.Clip{Kind: "value", Bound: 2}
			checkBasins(t, sc, 9)
		}
	}
}

func TestBasinsOfHimmelblau(t *testing.T) {
	m := checkBasins(t, single(t, "himmelblau", "sgd", 0.01, nil), 33)
	for i := range m.Minima {
		if share := bytes.Count(m.Reached, []byte{byte(1 + i)}); share < 33*33/10 {
			t.Errorf("minimum %d is reached by %d starts of %d", i, share, 33*33)
		}
	}
	again, _ := Basins(context.Background(), single(t, "himmelblau", "sgd", 0.01, nil), 0, m.View, 33)
	if !bytes.Equal(m.Reached, again.Reached) || !slices.Equal(m.Steps, again.Steps) {
		t.Error("a second map differs from the first")
	}
}

// A map may be of a part of the plane, or of more than the surface's own view,
// even of starts that count as gone.
func TestBasinsOfAnotherView(t *testing.T) {
	for _, surface := range []string{"himmelblau", "wells", "cliff"} {
		sc := single(t, surface, "sgd", 0.01, nil)
		for _, view := range []landscape.View{{XMin: 0.5, XMax: 0.75, YMin: -1, YMax: -0.5}, {XMin: -200, XMax: 100, YMin: -50, YMax: 80}} {
			if m := checkBasinsOver(t, sc, view, 9); m.View != view {
				t.Errorf("the map is of %v, not %v", m.View, view)
			}
		}
	}
}

func TestBasinsStop(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Basins(ctx, single(t, "wells", "sgd", 0.1, nil), 0, landscape.View{}, 64); err != context.Canceled {
		t.Errorf("error %v, want the context's", err)
	}
	if _, err := Basins(context.Background(), single(t, "wells", "sgd", 0.1, nil), 1, landscape.View{}, 8); err == nil {
		t.Error("a run that is not there was mapped")
	}
}
