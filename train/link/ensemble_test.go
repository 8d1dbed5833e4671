package link

import (
	"errors"
	"strings"
	"testing"

	"downhill/train/field"
)

// noisy is a lesson whose runs are ensembles.
var noisy = Preset{ID: "noisy", Query: "surface=wells&lr=0.05,0.1,0.2&noise=1.5&steps=400&schedule=cosine&seeds=40"}

func TestEnsembleKeys(t *testing.T) {
	for query, want := range map[string]string{
		"starts=40":                                      "surface=wells&starts=40",
		"seeds=2&noise=1":                                "surface=wells&noise=1&seeds=2",
		"noise=1&seeds=200&steps=300":                    "surface=wells&noise=1&steps=300&seeds=200",
		"noise=1&starts=40&seeds=none":                   "surface=wells&noise=1&starts=40",
		"starts=none&seeds=none":                         "surface=wells",
		"starts=3&names=a,b,c&lr=1,2,3":                  "surface=wells&lr=1,2,3&starts=3&names=a,b,c",
		"f=x^2+y^2&start=1,2&lr=1&starts=5&view=0,1,0,1": "f=x%5E2%2By%5E2&start=1,2&lr=1&view=0,1,0,1&starts=5",
		"surface=parabola&starts=7&lr=0.1":               "surface=parabola&lr=0.1&starts=7",
	} {
		if got := Query(mustParse(t, query)); got != want {
			t.Errorf("%s is written %s, want %s", query, got, want)
		}
	}
	for _, c := range []struct{ query, field, kind, says string }{
		{"seeds=1&noise=1", "seeds", "not-an-ensemble", "from 2 to 200"},
		{"starts=201&steps=10", "starts", "not-an-ensemble", `"201"`},
		{"starts=4.5", "starts", "not-an-ensemble", ""},
		{"starts=", "starts", "not-an-ensemble", "none"},
		{"seeds=40", "seeds", "nothing-random", "noise above 0"},
		{"seeds=40&noise=0", "seeds", "nothing-random", "starts"},
		{"seeds=4&starts=4&noise=1", "starts", "two-ensembles", "not both"},
		{"starts=200&lr=1,2,3&steps=400", "starts", "ensemble-work", "200 × 3 rates × 400 steps are more than 200000: lower it to 166, or steps to 333"},
		{"seeds=41&noise=1&lr=1&steps=5000", "seeds", "ensemble-work", "lower it to 40, or steps to 4878"},
		{"surface=net&starts=4", "starts", "starts-of-net", "seeds"},
		{"surface=net&starts=4&batch=32", "starts", "starts-of-net", ""},
		{"surface=net&init=zero&seeds=4", "seeds", "nothing-random-in-net", "zero weights"},
		{"surface=net&units=2,16,16,1&data.size=200&steps=300&lr=1,2,3&seeds=9", "seeds", "ensemble-net-work", "9 × 3 rates × 300 steps × 337 weights × 200 points are more than 500,000,000: lower it to 8, or steps to 274"},
		{"surface=net&units=2,20,20,1&steps=1700&lr=1,2&seeds=3", "seeds", "ensemble-net-steps", "lower steps to"},
		{"surface=net&units=2,40,40,1&data.size=1000&lr=1,2,3,4,5,6&steps=1&seeds=200", "seeds", "ensemble-net-seeds", "lower it to 46"},
		{"surface=net&units=2,40,40,1&data.size=1000&lr=1,2,3,4,5,6&steps=46&seeds=200", "seeds", "ensemble-net-both", "lower it to 2, and steps to 23"},
		{"surface=net&units=2,40,40,1&data.size=1000&lr=1,2,3,4,5,6&steps=400&seeds=2", "steps", "net-work", ""},
	} {
		var wrong *field.Error
		if _, err := Parse(t.Context(), c.query); !errors.As(err, &wrong) {
			t.Errorf("%s is read: %v", c.query, err)
		} else if wrong.Field != c.field || wrong.Kind != c.kind || !strings.Contains(wrong.Message, c.says) {
			t.Errorf("%s: %s, %s: %s", c.query, wrong.Field, wrong.Kind, wrong.Message)
		}
	}
	for _, query := range []string{"starts=200&lr=1,2,3&steps=333", "seeds=40&noise=1&lr=1&steps=5000", "starts=166&lr=1,2,3&steps=400"} {
		mustParse(t, query)
	}
}

// What is changed of a lesson with an ensemble reads back, and says no more than it
// must; taking the ensemble away is one of these changes.
func TestChangesOfAnEnsemble(t *testing.T) {
	presets = append(presets, noisy)
	t.Cleanup(func() { presets = presets[:len(presets)-1] })
	for changes, want := range map[string]string{
		"":                        "",
		"seeds=none":              "seeds=none",
		"seeds=12":                "seeds=12",
		"starts=12":               "starts=12",
		"starts=12&seeds=none":    "starts=12",
		"noise=0":                 "noise=0",
		"noise=0&starts=9":        "noise=0&starts=9",
		"noise=0.5":               "noise=0.5",
		"lr=0.1&seed=4":           "lr=0.1&seed=4",
		"surface=bowl&seeds=none": "surface=bowl&seeds=none",
		"surface=himmelblau":      "surface=himmelblau",
	} {
		whole, err := Overlay(noisy.Query, changes)
		if err != nil {
			t.Fatal(err)
		}
		sc := mustParse(t, whole)
		got, err := PresetQuery(t.Context(), sc, noisy)
		if err != nil || got != want {
			t.Errorf("%s is written %q, want %q: %v", changes, got, want, err)
		}
		again, _ := Overlay(noisy.Query, got)
		if back := mustParse(t, again); Query(back) != Query(sc) {
			t.Errorf("%s\n read as %s\n then as %s", changes, Query(sc), Query(back))
		}
	}
}
