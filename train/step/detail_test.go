package step

import (
	"context"
	"errors"
	"math"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

// Every step chains to the next, and to the iterates of the run.
func TestStepsChain(t *testing.T) {
	for _, o := range rule.Optimizers() {
		sc := single(t, "himmelblau", o.ID, 0.01, nil)
		sc.Steps, sc.Noise, sc.Seed = 30, 0.1, 7
		sc.Clip = descent.Clip{Kind: "norm", Bound: 20}
		got, _, err := train.Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		var last Detail
		for _, it := range got[:len(got)-1] {
			s, err := At(t.Context(), sc, 0, it.K)
			if err != nil {
				t.Fatalf("%s: %v", o.ID, err)
			}
			if s.W != it.W || s.Computed != it.Grad || s.Used != it.LearningRate || s.Next != got[it.K+1].W {
				t.Fatalf("%s, k %d: %+v is not the update from %+v", o.ID, it.K, s, it)
			}
			for i := range last.State {
				if s.State[i].Before != last.State[i].After || s.State[i].Name != last.State[i].Name {
					t.Fatalf("%s, k %d: the state %q jumped", o.ID, it.K, s.State[i].Name)
				}
			}
			last = s
		}
	}
}

// One update of momentum by hand: f = |w|²/2 at (−4, 3), g = w; the norm 5 is
// clipped to 1 (with PyTorch's 1e-6), and decay 0.1 adds w/10.
func TestStepInFull(t *testing.T) {
	sc := single(t, "bowl", "momentum", 0.5, rule.Params{"weight_decay": 0.1})
	sc.Clip = descent.Clip{Kind: "norm", Bound: 1}
	s, err := At(t.Context(), sc, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	shrink := 1 / (5 + 1e-6)
	clipped := landscape.Point{X: -4 * shrink, Y: 3 * shrink}
	decayed := landscape.Point{X: clipped.X - 0.4, Y: clipped.Y + 0.3}
	for _, c := range []struct {
		what      string
		got, want landscape.Point
	}{
		{"computed", s.Computed, landscape.Point{X: -4, Y: 3}},
		{"noisy", s.Noisy, landscape.Point{X: -4, Y: 3}},
		{"clipped", s.Clipped, clipped},
		{"decayed", s.Decayed, decayed},
		{"buffer", landscape.Point{X: s.State[0].After, Y: s.State[1].After}, decayed},
		{"update", s.Update, landscape.Point{X: -0.5 * decayed.X, Y: -0.5 * decayed.Y}},
	} {
		if math.Hypot(c.got.X-c.want.X, c.got.Y-c.want.Y) > 1e-12 {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestStepRefuses(t *testing.T) {
	sc := single(t, "bowl", "sgd", 0.3, nil)
	sc.Steps = 10
	for _, c := range []struct {
		run, k int
		field  string
	}{{0, -1, "k"}, {0, 10, "k"}, {0, 5000, "k"}, {1, 0, "run"}, {-1, 0, "run"}} {
		_, err := At(t.Context(), sc, c.run, c.k)
		var wrong *field.Error
		if !errors.As(err, &wrong) || wrong.Field != c.field {
			t.Errorf("run %d, k %d: %v, want an error about %s", c.run, c.k, err, c.field)
		}
	}
	if _, err := At(t.Context(), sc, 0, 9); err != nil {
		t.Errorf("the last update: %v", err)
	}
}
