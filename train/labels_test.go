package train

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train/judge"
)

// labelled is one plain descent with the outcome that an independent
// implementation of the rules gave it. Robust is the share of slightly
// perturbed runs that end alike.
type labelled struct {
	Surface string      `json:"surface"`
	Start   [2]float64  `json:"start"`
	Rate    float64     `json:"lr"`
	Steps   int         `json:"N"`
	Label   string      `json:"label"`
	K       int         `json:"n"`
	Target  *[2]float64 `json:"target"`
	End     *[2]float64 `json:"end"`
	Robust  float64     `json:"robust"`
}

func readLabels(t *testing.T) []labelled {
	t.Helper()
	var file struct{ Cases []labelled }
	readJSON(t, filepath.Join("testdata", "oracle", "labels.json"), &file)
	if len(file.Cases) < 100 {
		t.Fatalf("%d labelled runs: the file is not whole", len(file.Cases))
	}
	return file.Cases
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func (l labelled) scenario(t *testing.T) Scenario {
	t.Helper()
	id := strings.ReplaceAll(l.Surface, "_", "-")
	s, ok := landscape.Lookup(id)
	if !ok {
		t.Fatalf("no surface %s", id)
	}
	return Scenario{Surface: s, Start: landscape.Point{X: l.Start[0], Y: l.Start[1]}, Steps: l.Steps,
		Runs: []RunSpec{{Optimizer: "sgd", LearningRate: l.Rate}}}
}

func TestOutcomesMatchTheReference(t *testing.T) {
	for _, l := range readLabels(t) {
		t.Run(fmt.Sprintf("%s/%g", l.Surface, l.Rate), func(t *testing.T) {
			_, out, err := Collect(context.Background(), l.scenario(t), 0)
			if err != nil {
				t.Fatal(err)
			}
			checkLabel(t, l, out)
		})
	}
}

// restlessLabels are the runs that the reference's rules take for converged and
// the rules on coming to rest do not: at Ackley's tip, a cone's, a constant rate
// bounces for ever.
var restlessLabels = map[string]judge.Kind{"ackley/0.01": judge.Bouncing}

func checkLabel(t *testing.T, l labelled, out judge.Outcome) {
	t.Helper()
	want := judge.Kind(strings.ReplaceAll(l.Label, "_", "-"))
	if kind, ok := restlessLabels[fmt.Sprintf("%s/%g", l.Surface, l.Rate)]; ok {
		want = kind
	}
	if out.Kind != want {
		t.Errorf("ended %s at k = %d, want %s at %d", out.Kind, out.K, want, l.K)
		return
	}
	counted := want == judge.Converged || want == judge.StuckLocal || want == judge.Diverged
	if counted && math.Abs(float64(out.K-l.K)) > 1 {
		t.Errorf("%s at k = %d, want %d", out.Kind, out.K, l.K)
	}
	if (want == judge.Converged || want == judge.StuckLocal) && l.End != nil {
		if far := math.Hypot(out.At.X-l.End[0], out.At.Y-l.End[1]); far > 1e-6 {
			t.Errorf("ended at %v, want %v", out.At, *l.End)
		}
	}
	if l.Target != nil && out.Target != nil {
		if far := math.Hypot(out.Target.X-l.Target[0], out.Target.Y-l.Target[1]); far > 1e-6 {
			t.Errorf("target %v, want %v", *out.Target, *l.Target)
		}
	}
}

// The test by curvature must say the same as the known minima do.
func TestUnknownMinimaAgreeWithKnownOnes(t *testing.T) {
	for _, l := range readLabels(t) {
		sc := l.scenario(t)
		if sc.Surface.Valley || l.Robust < 1 || l.Label == "diverged" {
			continue
		}
		s := sc.Surface
		blind := &landscape.Surface{ID: s.ID, Loss: s.Loss, View: s.View, Saddles: s.Saddles, Unbounded: s.Unbounded}
		trajectory, known, err := Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		sc.Surface = blind
		unknown := judge.One(t.Context(), sc.Case(0), nil, trajectory)
		settled := known.Kind == judge.Converged || known.Kind == judge.StuckLocal
		if (unknown.Kind == judge.Converged) != settled {
			t.Errorf("%s at %g: %s by curvature, %s by the known minima", l.Surface, l.Rate, unknown.Kind, known.Kind)
		}
	}
}

// Escapes from a saddle, as the reference counts them.
func TestSaddleEscapes(t *testing.T) {
	s, _ := landscape.Lookup("saddle-bounded")
	for _, c := range []struct {
		y             float64
		entered, left int
	}{{0.01, 8, 30}, {1e-4, 8, 56}, {0, -1, -1}} {
		sc := Scenario{Surface: s, Start: landscape.Point{X: 2.5, Y: c.y}, Steps: 150,
			Runs: []RunSpec{{Optimizer: "sgd", LearningRate: 0.1}}}
		_, out, err := Collect(context.Background(), sc, 0)
		if err != nil {
			t.Fatal(err)
		}
		if c.left < 0 {
			if len(out.Events) != 0 || out.Kind != judge.StuckSaddle {
				t.Errorf("y = 0: %s with %v, want stuck-saddle and no event", out.Kind, out.Events)
			}
			continue
		}
		if len(out.Events) != 1 || out.Events[0] != (judge.Event{Event: "saddle-escape", Entered: c.entered, Left: c.left}) {
			t.Errorf("y = %g: events %v, want one from %d to %d", c.y, out.Events, c.entered, c.left)
		}
	}
}
