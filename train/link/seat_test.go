package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"downhill/train"
)

// labels are the runs' names, each with its ink and its shape.
func labels(sc train.Scenario) string {
	var all []string
	for i := range sc.Runs {
		label := train.LabelOf(sc, i)
		all = append(all, fmt.Sprintf("%s:%d:%s", train.Name(sc, i), label.Ink, label.Shape))
	}
	return strings.Join(all, " ")
}

// TestLabels: low, good and high while the rates are the catalogue's, else each run's
// rate or its optimizer; the ink stays.
func TestLabels(t *testing.T) {
	for query, want := range map[string]string{
		"surface=bowl":                                 "low:0:circle good:1:diamond high:2:triangle",
		"surface=bowl&lr=0.01,0.3,2.1":                 "low:0:circle good:1:diamond high:2:triangle",
		"surface=bowl&lr=0.01,0.2,2.1":                 "low:0:circle 0.2:1:diamond high:2:triangle",
		"surface=bowl&lr=0.1,0.2,0.3":                  "0.1:0:circle 0.2:1:diamond 0.3:2:triangle",
		"surface=bowl&lr=2.1,0.3,0.01":                 "2.1:0:circle good:1:diamond 0.01:2:triangle",
		"surface=bowl&lr=0.1,0.2,2.1&names=,a,":        "0.1:0:circle a:1:diamond high:2:triangle",
		"surface=bowl&names=x,y,z":                     "x:0:circle y:1:diamond z:2:triangle",
		"surface=bowl&lr=0.1,0.2":                      "0.1:0:circle 0.2:2:triangle",
		"surface=bowl&lr=0.1":                          "sgd:0:circle",
		"surface=bowl&opt=sgd,adam,momentum":           "sgd:0:circle adam:1:diamond momentum:2:triangle",
		"surface=bowl&opt=sgd,adam&lr=0.1":             "sgd:0:circle adam:2:triangle",
		"surface=bowl&opt=sgd,adam,sgd&lr=0.1,0.2,0.3": "0.1:0:circle adam:1:diamond 0.3:2:triangle",
		"surface=bowl&opt=newton":                      "newton:0:circle",
		"surface=bowl&start=1,1&noise=0.1":             "low:0:circle good:1:diamond high:2:triangle",
		// Two rates of the kind are known here: no good one.
		"surface=two-wells":               "low:0:circle high:2:triangle",
		"surface=two-wells&lr=0.06,1.1":   "0.06:0:circle high:2:triangle",
		"surface=two-wells&lr=0.05,1.2":   "low:0:circle 1.2:2:triangle",
		"surface=two-wells&lr=1,0.05,1.1": "1:0:circle 0.05:1:diamond high:2:triangle",
		// A rate in the place of one that there is none of is not called so.
		"f=x%2By^3/50":      "low:0:circle good:1:diamond 32:2:triangle",
		"f=1/(x^2%2By^2-1)": "low:0:circle 520:1:diamond high:2:triangle",
		"f=abs(x)%2Babs(y)": "low:0:circle 0.025:1:diamond high:2:triangle",
		"f=3":               "0.01:0:circle 0.1:1:diamond 1:2:triangle",
		// Many rates of one optimizer: a ramp from end to end.
		"surface=bowl&lr=1,2,3,4":                       "1:6:circle 2:7:diamond 3:9:square 4:11:cross",
		"surface=bowl&lr=6,2,3,4,5,1":                   "6:6:circle 2:7:diamond 3:8:triangle 4:9:square 5:10:down 1:11:cross",
		"surface=bowl&opt=sgd,sgd,sgd,adam&lr=1,2,3,4":  "1:0:circle 2:1:diamond 3:2:triangle adam:3:square",
		"surface=bowl&lr=1,2,3,4&names=mild,,,":         "mild:6:circle 2:7:diamond 3:9:square 4:11:cross",
		"surface=bowl&opt=adam&lr=0.001,0.002,0.003":    "0.001:0:circle 0.002:1:diamond 0.003:2:triangle",
		"surface=bowl&opt=sgd,adam,rprop&lr=1,0.2,0.25": "sgd:0:circle adam:1:diamond rprop:2:triangle",
	} {
		if got := labels(mustParse(t, query)); got != want {
			t.Errorf("%s: runs %s, want %s", query, got, want)
		}
	}
}

// TestRolesWithinALesson: a lesson's own rates are its low, good and high, and one
// that is moved away is named by its rate.
func TestRolesWithinALesson(t *testing.T) {
	for _, c := range []struct{ preset, changes, want string }{
		{Home, "", "low:0:circle good:1:diamond high:2:triangle"},
		{Home, "lr=0.1,0.5,1.7", "low:0:circle good:1:diamond 1.7:2:triangle"},
		{Home, "lr=0.1,0.5,3", "low:0:circle good:1:diamond high:2:triangle"}, // the catalogue's
		{Home, "lr=0.2,0.5,1.8", "0.2:0:circle good:1:diamond high:2:triangle"},
		{Home, "lr=0.1,0.5,1.7&names=,,c", "low:0:circle good:1:diamond c:2:triangle"},
		{Home, "surface=bowl&lr=0.1,0.5,1.8", "0.1:0:circle 0.5:1:diamond 1.8:2:triangle"},
		{Home, "opt=adam&lr=0.1,0.5,1.8", "0.1:0:circle 0.5:1:diamond 1.8:2:triangle"},
		{Home, "lr=0.5", "sgd:0:circle"},
		{Home, "lr=0.7", "sgd:0:circle"},
		{"saddle-point.4", "", "sgd:1:diamond"},
		{"saddle-point.4", "lr=0.7", "sgd:1:diamond"},
		{"saddle-point.4", "lr=0.005", "sgd:1:diamond"},
		{"saddle-point.4", "opt=adam&lr=0.2", "adam:0:circle"},
		{Home, "lr=0.1,0.5", "0.1:0:circle 0.5:2:triangle"},
		{"noise-escapes", "", "low:0:circle good:1:diamond high:2:triangle"},
		{"two-over-lambda", "", "0.078:0:circle 0.082:2:triangle"},
		{"no-such-lesson", "surface=bowl&lr=0.1,0.5,1.8", "0.1:0:circle 0.5:1:diamond 1.8:2:triangle"},
	} {
		p, _ := LookupPreset(c.preset)
		query, err := Overlay(p.Query, c.changes)
		if err != nil {
			t.Fatal(err)
		}
		sc := mustParse(t, query)
		ours.Within(c.preset, &sc)
		if got := labels(sc); got != c.want {
			t.Errorf("%s with %q: runs %s, want %s", c.preset, c.changes, got, c.want)
		}
	}
}

// TestRunKeepsItsInkInALesson: a run that several beats of a lesson show, by the same
// optimizer at the same rate, has one ink and one shape in all of them, wherever it
// starts: the room knows it by these.
func TestRunKeepsItsInkInALesson(t *testing.T) {
	type walker struct {
		surface, optimizer string
		rate               float64
	}
	for _, p := range Presets() {
		seen := map[walker]train.Label{}
		for i := range p.Beats {
			scene, _ := LookupPreset(Scene(p.ID, i+1))
			sc := mustParse(t, scene.Query)
			ours.Within(scene.ID, &sc)
			for run, spec := range sc.Runs {
				who := walker{sc.Surface.ID, spec.Optimizer, spec.LearningRate}
				label := train.LabelOf(sc, run)
				if was, ok := seen[who]; ok && (was.Ink != label.Ink || was.Shape != label.Shape) {
					t.Errorf("%s: %s at %g has ink %d and is a %s, was %d and a %s", scene.ID, who.optimizer, who.rate, label.Ink, label.Shape, was.Ink, was.Shape)
				}
				seen[who] = label
			}
		}
	}
}

// TestRolesOfATypedFormula: the rates that were measured for it are its low, good
// and high, wherever it starts.
func TestRolesOfATypedFormula(t *testing.T) {
	sc := mustParse(t, "f=x^2/2%2B3*y^2")
	if got, want := labels(sc), "low:0:circle good:1:diamond high:2:triangle"; got != want {
		t.Fatalf("runs %s, want %s", got, want)
	}
	if got := labels(mustParse(t, Query(sc))); got != labels(sc) {
		t.Errorf("its link has the runs %s", got)
	}
	sc.Start.X += 0.25
	if got := labels(mustParse(t, Query(sc))); !strings.HasPrefix(got, "low:") || !strings.Contains(got, "high:") {
		t.Errorf("from another start the runs are %s", got)
	}
	sc.Runs[1].LearningRate *= 1.01
	if got := labels(mustParse(t, Query(sc))); strings.Contains(got, "good") {
		t.Errorf("with another rate the runs are %s", got)
	}
}

// TestRolesGoByWhatMakesThem: the catalogue's rates are low, good and high with the
// catalogue's settings, a lesson's with the lesson's; with others nothing is claimed of
// them, nor of what there is no rate for. The ink stays.
func TestRolesGoByWhatMakesThem(t *testing.T) {
	const named = "low:0:circle good:1:diamond high:2:triangle"
	for query, want := range map[string]string{
		"surface=bowl&opt=momentum":                                  "named",
		"surface=bowl&opt=momentum&momentum=0.9":                     "named",
		"surface=bowl&opt=momentum&momentum=0.5":                     "rates",
		"surface=bowl&opt=momentum&weight_decay=0.1":                 "rates",
		"surface=bowl&opt=adam&beta1=0.5":                            "rates",
		"surface=bowl&opt=sgd&weight_decay=0":                        "named",
		"surface=bowl&schedule=constant":                             "named",
		"surface=bowl&schedule=cosine":                               "rates",
		"surface=bowl&clip=norm:1":                                   "rates",
		"surface=bowl&clip=none&noise=0.3&seed=7&steps=50&start=1,2": "named",
		"f=x^2/2%2B3*y^2&clip=value:0.5":                             "rates",
		"surface=two-wells&clip=norm:1":                              "rates", // no good rate is known there without clipping
	} {
		sc := mustParse(t, query)
		for i, run := range sc.Runs {
			role := train.LabelOf(sc, i).Kind == train.ByRole
			if want == "named" && !role || want == "rates" && role {
				t.Errorf("%s: %g is called %q", query, run.LearningRate, train.Name(sc, i))
			}
			if want == "rates" && (train.LackOf(sc, i) != "" || run.Seat == "") {
				t.Errorf("%s: %g lacks %q and stands for %q", query, run.LearningRate, train.LackOf(sc, i), run.Seat)
			}
		}
	}
	for _, p := range Presets() { // the lesson's own settings, and others
		base := mustParse(t, p.Query)
		for _, c := range []struct {
			change string
			same   bool
		}{{"", true}, {"noise=0.123", true}, {"seed=11", true}, {"clip=norm:0.123", false}, {"schedule=inverse-time&schedule.gamma=0.0123", false}} {
			query, err := Overlay(p.Query, c.change)
			if err != nil {
				t.Fatal(err)
			}
			sc, err := Parse(t.Context(), query)
			if err != nil || base.Net() != nil || base.Runs[0].Seat == "" {
				continue
			}
			ours.Within(p.ID, &sc)
			roles := 0
			for _, run := range sc.Runs {
				roles += len(run.Role)
			}
			if c.same != (roles > 0) {
				t.Errorf("%s with %q: runs %s", p.ID, c.change, labels(sc))
			}
		}
	}
	if sc := mustParse(t, "surface=bowl&opt=momentum"); labels(sc) != named {
		t.Errorf("%s", labels(sc))
	}
}

// A lesson calls its runs low, good and high from its first beat on, or never: a rate that
// happens to be the catalogue's is not called good among others in a later one.
func TestLessonsCallRunsGoodFromTheirFirstBeatOn(t *testing.T) {
	named := func(id string) bool {
		p, _ := LookupPreset(id)
		sc := mustParse(t, p.Query)
		ours.Within(id, &sc)
		return slices.ContainsFunc(sc.Runs, func(run train.RunSpec) bool { return run.Role != "" })
	}
	for _, p := range Presets() {
		for i := range p.Beats {
			if id := Scene(p.ID, i+1); named(id) && !named(p.ID) {
				t.Errorf("%s: a run is called low, good or high", id)
			}
		}
	}
}
