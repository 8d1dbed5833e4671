package train

import (
	"context"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/rule"
)

// single is a scenario of one run.
func single(t testing.TB, surface, optimizer string, lr float64, params rule.Params) Scenario {
	t.Helper()
	s, ok := landscape.Lookup(surface)
	if !ok {
		t.Fatalf("no surface %q", surface)
	}
	return Scenario{
		Surface: s, Start: s.Start, Params: params, Steps: 200, Schedule: "constant",
		Runs: []RunSpec{{Optimizer: optimizer, LearningRate: lr}},
	}
}

// reference is a run file: another program's trajectory.
type reference struct {
	Surface struct{ ID string }
	Optim   struct {
		Name   string
		Params map[string]any
	} `json:"optimizer"`
	Schedule struct {
		Name   string
		Params map[string]float64
	}
	Clip *struct {
		Kind    string
		MaxNorm float64 `json:"max_norm"`
		Value   float64 `json:"clip_value"`
	}
	Start [2]float64
	Steps int
	Check struct {
		Steps int `json:"checked_steps"`
		RTol  struct{ XY, Loss, Grad, LR float64 }
	}
	Trajectory struct{ X, Y, Loss, GX, GY, LR []*float64 }
}

// scenario is the reference's in our words: ids with hyphens, betas apart, the
// variants of sgd by name, rates of schedules as shares of the run's.
func (r reference) scenario(t *testing.T) Scenario {
	lr, params := r.Optim.Params["lr"].(float64), rule.Params{}
	for key, v := range r.Optim.Params {
		switch v := v.(type) {
		case float64:
			params[key] = v
		case bool:
			if v {
				params[key] = 1
			}
		case []any:
			params["beta1"], params["beta2"] = v[0].(float64), v[1].(float64)
		}
	}
	id := r.Optim.Name
	if id == "sgd" && params["nesterov"] == 1 {
		id = "nesterov"
	} else if id == "sgd" && params["momentum"] > 0 {
		id = "momentum"
	}
	sc := single(t, hyphens(r.Surface.ID), id, lr, params)
	sc.Start = landscape.Point{X: r.Start[0], Y: r.Start[1]}
	sc.Steps = r.Steps
	sc.Schedule, sc.ScheduleParams = hyphens(r.Schedule.Name), relative(r.Schedule.Params, lr)
	if r.Clip != nil {
		sc.Clip = descent.Clip{Kind: r.Clip.Kind, Bound: r.Clip.MaxNorm + r.Clip.Value}
	}
	return sc
}

func hyphens(id string) string { return strings.ReplaceAll(id, "_", "-") }

// relative turns a schedule's absolute rates into shares of lr.
func relative(params map[string]float64, lr float64) rule.Params {
	p := rule.Params{}
	for key, v := range params {
		switch key {
		case "eta_min", "max_lr", "base_lr", "min_lr":
			p[key+"_factor"] = v / lr
		default:
			p[key] = v
		}
	}
	return p
}

// closeTo reports whether a is b, but for rtol (1 + |b|).
func closeTo(a, b, rtol float64) bool { return math.Abs(a-b) <= rtol*(1+math.Abs(b)) }

func TestReferenceTrajectories(t *testing.T) {
	files, _ := filepath.Glob("testdata/oracle/t*.json")
	if len(files) != 10 {
		t.Fatalf("%d files, want 10", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			var r reference
			readJSON(t, file, &r)
			got, _, err := Collect(context.Background(), r.scenario(t), 0)
			if err != nil {
				t.Fatal(err)
			}
			r.compare(t, got)
		})
	}
}

// compare checks every entry; where a run had settled, its last iterate stands
// for the later ones.
func (r reference) compare(t *testing.T, got descent.Trajectory) {
	if len(got) < 11 {
		t.Fatalf("only %d iterates", len(got))
	}
	w, tol := r.Trajectory, r.Check.RTol
	for k := range r.Check.Steps + 1 {
		it := got[min(k, len(got)-1)]
		check := func(what string, a float64, b *float64, rtol float64) {
			if b != nil && !closeTo(a, *b, rtol) {
				t.Fatalf("k %d: %s is %v, want %v", k, what, a, *b)
			}
		}
		check("x", it.W.X, w.X[k], tol.XY)
		check("y", it.W.Y, w.Y[k], tol.XY)
		check("loss", it.Loss, w.Loss[k], tol.Loss)
		check("gx", it.Grad.X, w.GX[k], tol.Grad)
		check("gy", it.Grad.Y, w.GY[k], tol.Grad)
		if k < len(got)-1 {
			check("lr", it.LearningRate, w.LR[k], tol.LR)
		}
	}
}

// derived is a run of the second derivations in testdata/second.
type derived struct {
	ID, Surface, Optimizer string
	LR                     float64
	Params                 rule.Params
	Start                  [2]float64
	Steps, Checked         int
	RTol                   float64
	X, Y, Rate             []float64
}

func TestSecondDerivations(t *testing.T) {
	covered := map[string]bool{}
	for _, file := range []string{"torch.json", "decimal.json"} {
		var data struct{ Runs []derived }
		readJSON(t, "testdata/second/"+file, &data)
		for _, d := range data.Runs {
			covered[d.Optimizer] = true
			t.Run(d.ID, d.check)
		}
	}
	for _, o := range rule.Optimizers() {
		if !covered[o.ID] {
			t.Errorf("%s has no second derivation", o.ID)
		}
	}
}

func (d derived) check(t *testing.T) {
	if d.Checked < 10 {
		t.Fatalf("only %d entries are comparable", d.Checked)
	}
	spec, _ := rule.LookupOptimizer(d.Optimizer)
	if spec.Rateless && d.LR != 1 {
		d.Params["first_lr"], d.LR = d.LR, 1
	}
	sc := single(t, d.Surface, d.Optimizer, d.LR, d.Params)
	sc.Start, sc.Steps = landscape.Point{X: d.Start[0], Y: d.Start[1]}, d.Steps
	got, _, err := Collect(context.Background(), sc, 0)
	if err != nil {
		t.Fatal(err)
	}
	gone := got[len(got)-1].K < d.Checked && !finishedStill(got)
	for k := range d.Checked + 1 {
		if gone && k >= len(got) {
			return // it left: another program does not stop there
		}
		it := got[min(k, len(got)-1)]
		if !closeTo(it.W.X, d.X[k], d.RTol) || !closeTo(it.W.Y, d.Y[k], d.RTol) {
			t.Fatalf("k %d: at %v, want (%v, %v)", k, it.W, d.X[k], d.Y[k])
		}
		if k < len(d.Rate) && k < len(got)-1 && !closeTo(it.LearningRate, d.Rate[k], 1e3*d.RTol) {
			t.Fatalf("k %d: rate %v, want %v", k, it.LearningRate, d.Rate[k])
		}
	}
}

// finishedStill reports whether a trajectory ended by standing still.
func finishedStill(t descent.Trajectory) bool {
	if len(t) < 2 {
		return false
	}
	a, b := t[len(t)-2].W, t[len(t)-1].W
	return math.Hypot(a.X-b.X, a.Y-b.Y) < 1e-9
}
