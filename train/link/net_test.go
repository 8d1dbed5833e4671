package link

import (
	"errors"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/rule"
)

func TestCanonicalQueryOfANetwork(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"surface=net", "surface=net"},
		{"surface=net&data=moons&units=2,8,8,1&act=tanh&loss=bce&init=xavier&batch=full&plane=reference&data.noise=0.15&data.size=200", "surface=net"},
		{"plane=random&data=xor&surface=net&lr=0.1,1.0", "surface=net&lr=0.1,1&data=xor&plane=random"},
		{"surface=net&data=curve", "surface=net&data=curve"},
		{"surface=net&data=curve&loss=mse&units=1,8,8,1", "surface=net&data=curve"},
		{"surface=net&units=2,%204,1&act=relu&init=he&batch=32", "surface=net&units=2,4,1&act=relu&init=he&batch=32"},
		{"surface=net&batch=200", "surface=net"},
		{"surface=net&data.size=20&batch=20", "surface=net&data.size=20"},
		{"surface=net&data.noise=-0&data.size=40", "surface=net&data.noise=0&data.size=40"},
		{"surface=net&units=2,3,1&plane=weights:3,7&seed=4", "surface=net&seed=4&units=2,3,1&plane=weights:3,7"},
		{"surface=net&units=2,3,1&data.size=20&lr=1,2,3&plane=ends&steps=20", "surface=net&lr=1,2,3&steps=20&data.size=20&units=2,3,1&plane=ends"},
		{"surface=net&units=2,3,1&data.size=20&plane=runs&steps=20&opt=adam&lr=0.1", "surface=net&opt=adam&lr=0.1&steps=20&data.size=20&units=2,3,1&plane=runs"},
	} {
		sc := mustParse(t, c.query)
		if got := Query(sc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.query, got, c.want)
		}
		if again := Query(mustParse(t, Query(sc))); again != c.want {
			t.Errorf("%s is read as %s", c.want, again)
		}
		if n := sc.Net(); n == nil || len(sc.Runs) == 0 || sc.Runs[0].To <= sc.Runs[0].From {
			t.Errorf("%s: runs %+v of %v", c.query, sc.Runs, n)
		}
	}
}

func TestBadNetworks(t *testing.T) {
	for _, c := range []struct{ query, field, kind string }{
		{"surface=wells&units=2,8,1", "units", "key-of-net"},
		{"f=x^2&batch=4", "batch", "key-of-net"},
		{"data=moons", "data", "key-of-net"},
		{"surface=net&start=1,2", "start", "start-of-net"},
		{"surface=net&view=0,1,0,1", "view", "view-of-net"},
		{"surface=net&data=moon", "data", "unknown-near"},
		{"surface=net&data=nothing-of-the-kind", "data", "not-a-choice"},
		{"surface=net&data.noise=3", "data.noise", "out-of-range"},
		{"surface=net&data.noise=x", "data.noise", "out-of-range"},
		{"surface=net&data.size=3", "data.size", "whole-out-of-range"},
		{"surface=net&data.size=1001", "data.size", "whole-out-of-range"},
		{"surface=net&units=2", "units", "not-units"},
		{"surface=net&units=2,x,1", "units", "not-units"},
		{"surface=net&units=2,0,1", "units", "not-units"},
		{"surface=net&units=2,45,45,1", "units", "not-units"},
		{"surface=net&units=2,1,1,1,1,1,1,1,1,1", "units", "not-units"},
		{"surface=net&units=1,4,1", "units", "units-of-data"},
		{"surface=net&units=2,4,3", "units", "units-of-data"},
		{"surface=net&data=line&units=2,4,1", "units", "units-of-data"},
		{"surface=net&data=line&loss=bce", "loss", "loss-of-classes"},
		{"surface=net&loss=hinge", "loss", "not-a-choice"},
		{"surface=net&act=tan", "act", "unknown-near"},
		{"surface=net&init=zeros", "init", "unknown-near"},
		{"surface=net&batch=0", "batch", "not-a-batch"},
		{"surface=net&batch=201", "batch", "not-a-batch"},
		{"surface=net&plane=flat", "plane", "not-a-plane"},
		{"surface=net&plane=weights", "plane", "not-a-plane"},
		{"surface=net&plane=weights:1", "plane", "not-a-plane"},
		{"surface=net&plane=random:1,2", "plane", "not-a-plane"},
		{"surface=net&plane=weights:1,1", "plane", "no-such-weights"},
		{"surface=net&plane=weights:1,105", "plane", "no-such-weights"},
		{"surface=net&plane=weights:3,17000", "plane", "no-such-weights"},
		{"surface=net&plane=ends&lr=1,2&steps=5", "plane", "plane-of-three"},
		{"surface=net&plane=ends&lr=1,1,2&steps=5", "plane", "plane-of-a-line"},
		{"surface=net&opt=newton", "opt", "needs-few-weights"},
		{"surface=net&opt=armijo&batch=32", "batch", "needs-whole-batch"},
		{"surface=net&opt=sgd,lbfgs&batch=32", "batch", "needs-whole-batch"},
		{"surface=net&opt=barzilai-borwein&batch=1", "batch", "needs-whole-batch"},
		{"surface=net&opt=newton&units=2,4,1&batch=1", "batch", "needs-whole-batch"},
		{"surface=net&seed=-1", "seed", "not-a-seed"},
		{"surface=net&units=2,20,20,1&steps=5000", "steps", "net-work"},
		{"surface=net&data.size=160&steps=4960&lr=1,2,3,4,5,6", "", ""}, // 499,968,000
		{"surface=net&data.size=160&steps=4961&lr=1,2,3,4,5,6", "steps", "net-work"},
		{"surface=net&f=x", "f", "exclusive"},
	} {
		_, err := Parse(t.Context(), c.query)
		wrong := new(field.Error)
		switch {
		case c.kind == "" && err != nil:
			t.Errorf("%s: %v", c.query, err)
		case c.kind != "" && !errors.As(err, &wrong):
			t.Errorf("%s is read (%v)", c.query, err)
		case c.kind != "" && (wrong.Field != c.field || wrong.Kind != c.kind || strings.ContainsAny(wrong.Message, "{}")):
			t.Errorf("%s: %s, %s: %s", c.query, wrong.Field, wrong.Kind, wrong.Message)
		}
	}
}

// Optimizers that need the whole loss or its curvature train a network that gives
// them; Polyak's step takes 0 for the lowest loss.
func TestOptimizersThatNeedMoreOfANetwork(t *testing.T) {
	for _, o := range rule.Optimizers() {
		if o.NeedsHessian || o.NeedsBest || o.NeedsWhole {
			sc := mustParse(t, "surface=net&units=2,4,1&data.size=20&steps=10&opt="+o.ID)
			if len(sc.Runs) != 1 || Query(sc) != "surface=net&opt="+o.ID+"&steps=10&data.size=20&units=2,4,1" {
				t.Errorf("%s: %s", o.ID, Query(sc))
			}
		}
	}
}

// The landscape of a network is told by its own keys alone; where its plane goes by
// the runs, by all of the scenario's.
func TestSurfaceOfANetwork(t *testing.T) {
	parse := func(query string) (*landscape.Surface, error) {
		return ParseSurface(t.Context(), query, landscape.Unexplored, "n")
	}
	small := "surface=net&units=2,3,1&data.size=20"
	s, err := parse(small + "&n=5&seed=2&plane=random")
	if err != nil || s.Loss.Text() != mustParse(t, small+"&seed=2&plane=random").Surface.Loss.Text() {
		t.Errorf("%v (%v)", s, err)
	}
	for _, query := range []string{small + "&batch=4", small + "&lr=1", "surface=wells&units=2,3,1", small + "&steps=3&plane=random"} {
		if _, err := parse(query); err == nil {
			t.Errorf("%s is read", query)
		}
	}
	runs := small + "&plane=runs&lr=1,3&steps=30"
	s, err = parse(runs + "&n=5")
	if err != nil || s != mustParse(t, runs).Surface {
		t.Errorf("the plane of runs is another one (%v)", err)
	}
	other := mustParse(t, small+"&plane=runs&lr=1,4&steps=30")
	if s.Loss.Text() == other.Surface.Loss.Text() {
		t.Error("the landscapes of other runs have one name")
	}
}

func TestOverlayOfANetwork(t *testing.T) {
	for _, c := range []struct{ base, changes, want string }{
		{"surface=net&units=2,4,1&batch=8&lr=1", "surface=bowl", "surface=bowl"},
		{"surface=net&units=2,4,1&lr=1&act=relu&data.size=50&batch=8", "data=curve", "surface=net&act=relu&data=curve"},
		{"surface=net&units=2,4,1&lr=1", "lr=2", "surface=net&units=2,4,1&lr=2"},
		{"surface=bowl&start=1,2&lr=1", "surface=net&units=2,4,1", "surface=net&units=2,4,1"},
	} {
		if got, err := Overlay(c.base, c.changes); err != nil || got != c.want {
			t.Errorf("%s over %s: %s (%v), want %s", c.changes, c.base, got, err, c.want)
		}
	}
}

// A default that was released never changes: links leave it out.
func TestDefaultsOfANetworkStay(t *testing.T) {
	for data, want := range map[string]string{
		"moons":   "data=moons&data.noise=0.15&data.size=200&units=2,8,8,1&act=tanh&loss=bce&init=xavier&batch=full&plane=reference",
		"circles": "data=circles&data.noise=0.1&data.size=200&units=2,8,8,1&act=tanh&loss=bce&init=xavier&batch=full&plane=reference",
		"xor":     "data=xor&data.noise=0.1&data.size=200&units=2,8,8,1&act=tanh&loss=bce&init=xavier&batch=full&plane=reference",
		"spirals": "data=spirals&data.noise=0.03&data.size=200&units=2,8,8,1&act=tanh&loss=bce&init=xavier&batch=full&plane=reference",
		"blobs":   "data=blobs&data.noise=0.5&data.size=200&units=2,8,8,1&act=tanh&loss=bce&init=xavier&batch=full&plane=reference",
		"curve":   "data=curve&data.noise=0.15&data.size=60&units=1,8,8,1&act=tanh&loss=mse&init=xavier&batch=full&plane=reference",
		"line":    "data=line&data.noise=0.1&data.size=60&units=1,8,8,1&act=tanh&loss=mse&init=xavier&batch=full&plane=reference",
	} {
		all := fieldsOf(mustParse(t, "surface=net&lr=1&data="+data), true).join()
		if !strings.HasSuffix(all, want) || !strings.Contains(all, "steps=300&") || strings.Contains(all, "start=") {
			t.Errorf("%s: %s", data, all)
		}
	}
	rates := map[string][]float64{"moons": {0.009, 0.9, 90}, "curve": {0.0009, 0.09, 3}}
	for data, want := range rates {
		for i, run := range mustParse(t, "surface=net&data="+data).Runs {
			if run.LearningRate != want[i] || run.Role != train.Roles[i] {
				t.Errorf("%s: %s is %v, want %v", data, run.Role, run.LearningRate, want[i])
			}
		}
	}
}
