package link

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train/field"
)

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

// TestBeatsArePresets: every beat's changes can be laid over its lesson, each opens
// by a link that is canonical, and lessons of one group stand together.
func TestBeatsArePresets(t *testing.T) {
	groups := []string{}
	for _, p := range Presets() {
		if n := len(groups); n == 0 || groups[n-1] != p.Group {
			groups = append(groups, p.Group)
		}
		for i, beat := range p.Beats {
			scene, ok := LookupPreset(Scene(p.ID, i+1))
			if lesson, n := Lesson(scene.ID); !ok || lesson != p.ID || n != i+1 {
				t.Fatalf("beat %d of %s is %s, which is %s, %d", i+1, p.ID, scene.ID, lesson, n)
			}
			var rates []string
			for _, run := range mustParse(t, scene.Query).Runs {
				rates = append(rates, field.Number(run.LearningRate))
			}
			if !slices.Equal(scene.Rates(), rates) {
				t.Errorf("%s has the rates %v, not %v", scene.ID, scene.Rates(), rates)
			}
			laid, err := Overlay(p.Query, beat.Changes)
			if err != nil || i == 0 && beat.Changes != "" {
				t.Errorf("%s changes %s: %v", scene.ID, beat.Changes, err)
			}
			path, err := ours.Path(t.Context(), mustParse(t, laid), scene.ID)
			want := "/p/" + p.ID + map[bool]string{true: "?beat=" + strconv.Itoa(i+1)}[i > 0]
			if err != nil || path != want {
				t.Errorf("%s is found at %s, not %s", scene.ID, path, want)
			}
		}
	}
	if want := []string{"one-weight", "rates", "shape", "optimizers", "trouble", "networks"}; !slices.Equal(groups, want) {
		t.Errorf("the groups stand as %v", groups)
	}
	for _, none := range []string{"", "three-rates.1", "three-rates.9", "three-rates.x", "nothing.2"} {
		if _, ok := LookupPreset(none); ok {
			t.Errorf("%q is a beat", none)
		}
	}
}
