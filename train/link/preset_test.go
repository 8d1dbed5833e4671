package link

import (
	"math"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train"
)

// What a preset's story says is how its runs end.
func TestPresetsTellTheTruth(t *testing.T) {
	for _, p := range Presets() {
		sc := mustParse(t, p.Query)
		if len(sc.Runs) != len(p.Ends) {
			t.Errorf("%s: %d runs, %d ends", p.ID, len(sc.Runs), len(p.Ends))
			continue
		}
		for i, want := range p.Ends {
			if _, out := collect(t, sc, i); out.Kind != want {
				t.Errorf("%s, run %d: %s at %d, its story says %s", p.ID, i, out.Kind, out.K, want)
			}
		}
	}
}

// The numbers of steps that the stories name.
func TestPresetsCountRight(t *testing.T) {
	for _, c := range []struct {
		id  string
		run int
		k   int
	}{
		{"three-rates", 0, 150}, {"three-rates", 1, 10},
		{"overshoot-and-diverge", 0, 34}, {"overshoot-and-diverge", 1, 27},
		{"two-over-lambda", 0, 51},
		{"try-many-rates", 0, 200}, {"try-many-rates", 2, 149}, {"try-many-rates", 3, 92}, {"try-many-rates", 5, 4},
		{"ravine-and-momentum", 0, 97}, {"ravine-and-momentum", 1, 17},
		{"adaptive-rates", 0, 118}, {"adaptive-rates", 1, 42}, {"adaptive-rates", 2, 87}, {"adaptive-rates", 3, 32},
		{"adaptive-promises-nothing", 0, 12}, {"adaptive-promises-nothing", 1, 34},
		{"schedules", 2, 53},
		{"saddle-point", 0, 150}, {"saddle-point", 2, 7},
		{"vanishing-gradient", 1, 180}, {"vanishing-gradient", 2, 57},
		{"exploding-gradient", 1, 27}, {"exploding-gradient", 2, 4},
		{"clipping-saves-it", 1, 72}, {"clipping-saves-it", 2, 24},
	} {
		p, _ := LookupPreset(c.id)
		if _, out := collect(t, mustParse(t, p.Query), c.run); out.K != c.k {
			t.Errorf("%s, run %d: k = %d, its story says %d", c.id, c.run, out.K, c.k)
		}
	}
}

// What the stories say beside their ends.
func TestPresetsSideClaims(t *testing.T) {
	end := func(query string, run int) train.Outcome {
		t.Helper()
		_, out := collect(t, mustParse(t, query), run)
		return out
	}
	query := func(id string) string {
		p, ok := LookupPreset(id)
		if !ok {
			t.Fatalf("no preset %s", id)
		}
		return p.Query
	}
	unclipped := strings.Replace(query("clipping-saves-it"), "&clip=norm:1", "", 1)
	quiet := strings.Replace(query("noise-escapes"), "&noise=1.5", "", 1)
	for run := range 3 {
		if out := end(unclipped, run); out.Kind != train.Diverged || out.K > 2 {
			t.Errorf("run %d without clipping: %s at %d, want diverged by step 2", run, out.Kind, out.K)
		}
		if out := end(quiet, run); out.Kind != train.StuckLocal {
			t.Errorf("run %d without noise: %s, want stuck-local", run, out.Kind)
		}
	}
	for run, global := range []bool{false, true, true} {
		if out := end(query("noise-escapes"), run); out.Global != global || len(out.Events) != 0 {
			t.Errorf("noise-escapes, run %d: at the global minimum %v, events %v; want %v and none", run, out.Global, out.Events, global)
		}
	}
	if out := end(query("vanishing-gradient"), 0); !out.Vanishing {
		t.Error("the gradient of vanishing-gradient does not vanish")
	}
	if out := end(query("saddle-point"), 1); len(out.Events) != 1 || out.Events[0] != (train.Event{Event: "saddle-escape", Entered: 4, Left: 16}) {
		t.Errorf("saddle-point: %v, want an escape from 4 to 16", out.Events)
	}
	sc := mustParse(t, query("two-over-lambda"))
	_, out := collect(t, sc, 0)
	if limit, lambda, ok := train.Limit(sc, 0, out); !ok || limit != 0.08 || lambda != 25 {
		t.Errorf("two-over-lambda: limit %g at λ = %g, %v; want 0.08 at 25", limit, lambda, ok)
	}
	if out := end(query("exploding-gradient"), 2); out.Loss < 0.9e19 || out.Loss > 1.2e19 {
		t.Errorf("exploding-gradient ends at a loss of %g", out.Loss)
	}
}

func TestPresetQueriesFit(t *testing.T) {
	seen, scenarios := map[string]bool{}, map[string]string{}
	for _, p := range Presets() {
		if seen[p.ID] {
			t.Errorf("two presets are called %s", p.ID)
		}
		seen[p.ID] = true
		sc := mustParse(t, p.Query)
		if canonical, _ := PresetQuery(t.Context(), sc, p); canonical != "" {
			t.Errorf("%s differs from itself by %s", p.ID, canonical)
		}
		if twin := scenarios[Query(sc)]; twin != "" {
			t.Errorf("%s is the same scenario as %s", p.ID, twin)
		}
		scenarios[Query(sc)] = p.ID
	}
	if _, ok := LookupPreset(Home); !ok {
		t.Errorf("there is no preset %s to open", Home)
	}
}

func TestOverlay(t *testing.T) {
	for _, c := range []struct{ base, changes, want string }{
		{"surface=wells&lr=0.1,0.5,1.8", "lr=0.2,0.5,1", "surface=wells&lr=0.2,0.5,1"},
		{"surface=wells&lr=0.1,0.5,1.8", "", "surface=wells&lr=0.1,0.5,1.8"},
		{"surface=wells&lr=0.1,0.5,1.8", "surface=bowl", "surface=bowl"},
		{"surface=wells&lr=0.1,0.5,1.8", "surface=wells&seed=4", "surface=wells&lr=0.1,0.5,1.8&seed=4"},
		{"surface=bowl&lr=0.1", "f=x^2%2By^2&lr=1", "f=x%5E2%2By%5E2&start=START&lr=1&view=-5,5,-5,5"},
		{"opt=sgd,momentum&lr=0.1,0.2&momentum=0.6", "opt=adam&lr=0.3", "surface=wells&opt=adam&lr=0.3"},
		{"schedule=step&schedule.gamma=0.5&lr=1", "schedule=cosine", "surface=wells&lr=1&schedule=cosine"},
	} {
		laid, err := Overlay(c.base, c.changes)
		if err != nil {
			t.Fatal(err)
		}
		sc := mustParse(t, laid)
		want := strings.Replace(c.want, "START", (&writer{sc: sc}).point(sc.Surface.Start), 1)
		if got := Query(sc); got != want {
			t.Errorf("%s over %s: %s, want %s", c.changes, c.base, got, want)
		}
	}
	if _, err := Overlay("surface=bowl", "lr=%zz"); err == nil {
		t.Error("a broken percent sign passed")
	}
}

// What is to be put over a preset gives the scenario back.
func TestPresetQueryGivesTheScenarioBack(t *testing.T) {
	changes := []string{"", "lr=0.3", "surface=bowl", "surface=himmelblau&lr=0.01,0.02", "opt=adam", "opt=sgd,adam&lr=0.1,0.2",
		"f=x^2-y^2&lr=0.1,0.2,0.3", "schedule=step&schedule.gamma=0.5", "schedule=constant", "clip=none", "clip=value:2",
		"noise=0", "seed=9", "steps=77", "names=a,b,c&lr=1,2,3&opt=sgd", "opt=newton", "start=1,1"}
	for _, p := range Presets() {
		for _, change := range changes {
			laid, err := Overlay(p.Query, change)
			if err != nil {
				t.Fatal(err)
			}
			sc, err := Parse(t.Context(), laid)
			if err != nil {
				continue // such a change does not fit this preset
			}
			diff, _ := PresetQuery(t.Context(), sc, p)
			again, err := Overlay(p.Query, diff)
			if err != nil {
				t.Fatal(err)
			}
			back, err := Parse(t.Context(), again)
			if err != nil || Query(back) != Query(sc) {
				t.Errorf("%s with %s: /p/%s?%s gives %s (%v), want %s", p.ID, change, p.ID, diff, Query(back), err, Query(sc))
			}
		}
	}
}

// The arithmetic of the first lesson: one step from the start.
func TestPresetTellsAStep(t *testing.T) {
	p, _ := LookupPreset("what-a-step-is")
	its, _ := collect(t, mustParse(t, p.Query), 0)
	first, next := its[0], its[1]
	if first.W != (landscape.Point{X: -4, Y: 3}) || first.Grad != (landscape.Point{X: -4, Y: 3}) || first.Loss != 12.5 || first.LearningRate != 0.3 {
		t.Errorf("its first iterate is %+v", first)
	}
	if math.Abs(next.W.X+2.8) > 1e-12 || math.Abs(next.W.Y-2.1) > 1e-12 || math.Abs(next.Loss-6.125) > 1e-12 {
		t.Errorf("its step leads to %+v", next)
	}
}
