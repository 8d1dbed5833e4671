package link

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train/field"
	"downhill/train/rule"
)

func TestCanonicalQuery(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", "surface=wells"},
		{"?", "surface=wells"},
		{"surface=wells&seed=1&noise=0&clip=none&schedule=constant&opt=sgd", "surface=wells"},
		{"lr=0.01,0.1,1&surface=bowl", "surface=bowl&lr=0.01,0.1,1"},
		{"surface=bowl&lr=1e-07,1E+06,0.500", "surface=bowl&lr=1e-7,1e6,0.5"},
		{"surface=bowl&start=-4,3.0", "surface=bowl"},
		{"surface=bowl&start=-0,0&lr=1", "surface=bowl&start=0,0&lr=1"},
		{"opt=adam,adam&lr=0.1,0.2", "surface=wells&opt=adam&lr=0.1,0.2"},
		{"opt=sgd,adam&lr=0.1,0.1", "surface=wells&opt=sgd,adam&lr=0.1"},
		{"opt=adam,sgd&lr=0.1,0.2&beta1=0.9&beta2=0.99", "surface=wells&opt=adam,sgd&lr=0.1,0.2&beta2=0.99"},
		{"opt=newton", "surface=wells&opt=newton"},
		{"opt=newton,newton", "surface=wells&opt=newton"},
		{"opt=sgd,newton&lr=0.1", "surface=wells&opt=sgd,newton&lr=0.1,1"},
		{"opt=sgd,newton", "surface=wells&opt=sgd,newton"},
		{"schedule=step&schedule.gamma=0.5&lr=1", "surface=wells&lr=1&schedule=step&schedule.gamma=0.5"},
		{"clip=norm:1.0&noise=0.50&seed=7&steps=9&names=a,b,c", "surface=wells&clip=norm:1&noise=0.5&seed=7&steps=9&names=a,b,c"},
		{"f=x^2+y^2&lr=0.1&start=1,2", "f=x%5E2%2By%5E2&start=1,2&lr=0.1&view=-5,5,-5,5"},
		{"f=let%20a=x;a^2+y^2&lr=0.1&start=1,2&view=-1,1,-2,2", "f=let%20a%3Dx%3Ba%5E2%2By%5E2&start=1,2&lr=0.1&view=-1,1,-2,2"},
		{`f=f(x,y)=\frac{x^2}{2}%2B|y|&lr=0.1&start=1,2`, "f=x%5E2/2%20%2B%20abs%28y%29&start=1,2&lr=0.1&view=-5,5,-5,5"},
		{"f=np.sin(x[0])*x[1]&lr=0.1&start=1,2", "f=sin%28x%29%2Ay&start=1,2&lr=0.1&view=-5,5,-5,5"},
		{"f=sin(x)*y&lr=0.1&start=1,2", "f=sin%28x%29%2Ay&start=1,2&lr=0.1&view=-5,5,-5,5"},
		{"names=x%20y,%26,&lr=1,2,3", "surface=wells&lr=1,2,3&names=x%20y,%26%2C"},
	} {
		sc, err := Parse(t.Context(), c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if got := Query(sc); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.query, got, c.want)
		}
	}
}

func TestPlusAndSemicolonBelongToTheFormula(t *testing.T) {
	sc := mustParse(t, "f=let a=x+1; a^2+y^2&lr=0.1")
	if sc.Formula != "let a=x+1; a^2+y^2" {
		t.Errorf("read %q", sc.Formula)
	}
	if f := sc.Objective().Value(1, 2); f != 8 {
		t.Errorf("at (1, 2): %g, want 8", f)
	}
}

func TestBadQueries(t *testing.T) {
	for _, c := range []struct{ query, field, kind, says string }{
		{"surface=bowls", "surface", "unknown-near", `did you mean bowl`},
		{"surface=nowhere-at-all", "surface", "unknown-surface", "choose one of " + landscape.Catalog()[0].ID},
		{"surface=", "surface", "unknown-surface", ""},
		{"surface=bowl&f=x", "f", "exclusive", ""},
		{"f=x^2%2Bz", "f", "unknown-name", "column 5"},
		{"f=", "f", "empty", ""},
		{"view=-1,1,-1,1", "view", "view-of-catalogue", ""},
		{"f=x^2&view=1,1,0,2", "view", "not-a-view", `"1,1,0,2"`},
		{"f=x^2&view=1,2,0", "view", "not-a-view", ""},
		{"start=1", "start", "not-a-point", `"1" is not a point`},
		{"start=1,inf", "start", "not-a-point", ""},
		{"start=1,0x10", "start", "not-a-point", ""},
		{"start=1,2e6", "start", "not-a-point", ""},
		{"opt=adm", "opt", "unknown-near", "adam"},
		{"opt=frobnicator", "opt", "unknown-optimizer", "sgd"},
		{"opt=sgd,sgd,sgd,sgd,sgd,sgd,sgd", "opt", "too-many-runs", "7 runs"},
		{"lr=-1", "lr", "not-a-rate", `lr: "-1" is not a learning rate: it must be a number above 0 and at most 1e6`},
		{"lr=0", "lr", "not-a-rate", ""},
		{"lr=1e7", "lr", "not-a-rate", ""},
		{"lr=NaN", "lr", "not-a-rate", ""},
		{"lr=0.1,,1", "lr", "not-a-rate", ""},
		{"lr=1,1,1,1,1,1,1", "lr", "too-many-runs", ""},
		{"opt=sgd,adam&lr=1,2,3", "lr", "run-count", ""},
		{"opt=newton&lr=1", "lr", "rateless", "newton"},
		{"momentum=0.9", "momentum", "unused-parameter", "momentum"},
		{"opt=momentum&momentum=2", "momentum", "out-of-range-below", "below 1"},
		{"opt=momentum&momentum=x", "momentum", "out-of-range-below", "a number"},
		{"opt=adam&amsgrad=maybe", "amsgrad", "not-true-or-false", "true or false"},
		{"opt=lbfgs&line_search=some", "line_search", "not-a-choice", "one of none, strong-wolfe"},
		{"opt=adam&weight_decay=2", "weight_decay", "out-of-range", "from 0 to 1"},
		{"opt=armijo&beta=1", "beta", "out-of-range-open", "above 0 and below 1"},
		{"schedule=step&schedule.gamma=0", "schedule.gamma", "out-of-range-above", "above 0 and at most 1"},
		{"schedule=stepp", "schedule", "unknown-near", "step"},
		{"schedule=step&schedule.power=2", "schedule.power", "unused-schedule", "schedule.gamma"},
		{"schedule.gamma=2", "schedule.gamma", "bare-schedule", "constant"},
		{"schedule=step&schedule.step_size=1.5", "schedule.step_size", "whole-out-of-range", "whole number from 1 to 5000"},
		{"opt=polyak&schedule=reduce-on-plateau", "schedule", "schedule-refused", "polyak"},
		{"clip=norm", "clip", "not-a-clip", ""},
		{"clip=norm:0", "clip", "not-a-clip", ""},
		{"clip=size:1", "clip", "not-a-clip", ""},
		{"noise=-1", "noise", "not-a-noise", ""},
		{"seed=9007199254740992", "seed", "not-a-seed", ""},
		{"seed=1.5", "seed", "not-a-seed", ""},
		{"steps=0", "steps", "not-a-step-count", ""},
		{"steps=5001", "steps", "not-a-step-count", ""},
		{"names=a,b", "names", "run-count", ""},
		{"names=a,b," + strings.Repeat("c", 41), "names", "bad-name", ""},
		{"lr=1&lr=2", "lr", "duplicate-key", ""},
		{"sufrace=bowl", "sufrace", "unknown-key-near", "surface"},
		{"theme=dark", "theme", "unknown-key", "surface, f, start"},
		{"utm_source=mail", "utm_source", "unknown-key", "surface, f, start"},
		{"lr=%zz", "lr", "bad-escape", ""},
		{"lr=1%2", "lr", "bad-escape", ""},
		{"names=%ff,a,b", "names", "bad-text", ""},
	} {
		_, err := Parse(t.Context(), c.query)
		var wrong *field.Error
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v, want a field.Error", c.query, err)
			continue
		}
		if wrong.Field != c.field || c.kind != "" && wrong.Kind != c.kind || !strings.Contains(wrong.Message, c.says) {
			t.Errorf("%s: %s, %s: %s\nwant %s, %s, saying %q", c.query, wrong.Field, wrong.Kind, wrong.Message, c.field, c.kind, c.says)
		}
		if strings.ContainsAny(wrong.Message, "{}") {
			t.Errorf("%s: a template's name is left: %s", c.query, wrong.Message)
		}
	}
}

func TestOtherKeysAreTheCallers(t *testing.T) {
	if _, err := Parse(t.Context(), "surface=bowl&n=20&from=1", "n", "from"); err != nil {
		t.Error(err)
	}
	want := []Pair{{"surface", "bowl"}, {"n", "20%"}, {"s", "a b"}, {"e", ","}}
	if got := Pairs("surface=bowl&n=20%&s=a+b&e=%2C"); !slices.Equal(got, want) {
		t.Errorf("read %q", got)
	}
}

// Every scenario reads back from its own query as itself, and its query is
// a fixed point.
func TestQueryRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		query := randomQuery(r)
		sc, err := Parse(t.Context(), query)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		back, err := Parse(t.Context(), Query(sc))
		if err != nil {
			t.Fatalf("%s → %s: %v", query, Query(sc), err)
		}
		if Query(back) != Query(sc) {
			t.Fatalf("%s → %s → %s", query, Query(sc), Query(back))
		}
		back.Surface, sc.Surface = nil, nil
		back.Params, sc.Params = nil, nil
		back.ScheduleParams, sc.ScheduleParams = nil, nil
		if !reflect.DeepEqual(back, sc) {
			t.Fatalf("%s:\n%+v\n%+v", query, sc, back)
		}
	}
}

// randomQuery is a query that fits, with about half of all keys.
func randomQuery(r *rand.Rand) string {
	var f fields
	add := func(key, value string) {
		if r.IntN(2) == 0 {
			f = append(f, Pair{key, value})
		}
	}
	float := func(scale float64) string { return strconv.FormatFloat(r.NormFloat64()*scale, 'g', -1, 64) }
	rate := func() string { return strconv.FormatFloat(r.ExpFloat64()+1e-9, 'g', -1, 64) }
	surfaces := landscape.Catalog()
	add("surface", surfaces[r.IntN(len(surfaces))].ID)
	if _, ok := f.get("surface"); !ok && r.IntN(3) == 0 {
		f = append(f, Pair{"f", "x^2 + 3*y^2"})
		add("view", "-3,3,-2,2.5")
	}
	add("start", float(1)+","+float(1))
	specs := rule.Optimizers()
	spec := specs[r.IntN(len(specs))]
	if !spec.Rateless {
		f = append(f, Pair{"opt", spec.ID}, Pair{"lr", rate() + "," + rate() + "," + rate()})
		add("names", "a,,b c")
		for _, p := range spec.Params {
			add(p.Key, parameter(p).write(p.Default))
		}
	}
	add("clip", "value:"+rate())
	add("noise", rate())
	add("seed", strconv.Itoa(r.IntN(1000)))
	add("steps", strconv.Itoa(1+r.IntN(5000)))
	if _, long := f.get("steps"); long { // with the most steps and runs that there are
		add("starts", strconv.Itoa(2+r.IntN(5)))
	}
	r.Shuffle(len(f), func(i, j int) { f[i], f[j] = f[j], f[i] })
	return f.join()
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "surface=bowl&lr=1,2,3", "f=x^2+y^2;&start=1,2", "opt=adam&beta1=0.5&names=a",
		"schedule=cosine&schedule.T_max=3", "clip=norm:1&noise=1e-3&seed=5", "a=%f", "lr=%31&view=1,2,3,4"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		sc, err := Parse(t.Context(), query)
		if err != nil {
			var wrong *field.Error
			if !errors.As(err, &wrong) {
				t.Fatalf("%q: %T is no field.Error", query, err)
			}
			return
		}
		once := Query(sc)
		again, err := Parse(t.Context(), once)
		if err != nil {
			t.Fatalf("%q → %q: %v", query, once, err)
		}
		if twice := Query(again); twice != once {
			t.Fatalf("%q → %q → %q", query, once, twice)
		}
	})
}
