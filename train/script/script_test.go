package script

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/link"
	"downhill/train/rule"
)

// pythonWithNumPy is a Python that has NumPy: Debian's own, or the one in the path;
// empty where there is none.
var pythonWithNumPy = sync.OnceValue(func() string {
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import numpy").Run() == nil {
			return python
		}
	}
	return ""
})

// redone are the iterates of every run of some scripts, as Python makes them.
func redone(t *testing.T, scripts map[string]string) map[string][][][]*float64 {
	t.Helper()
	dir := t.TempDir()
	for name, text := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	python := pythonWithNumPy()
	if python == "" {
		t.Fatal("no Python with NumPy: run make numpy, or install Debian's python3-numpy")
	}
	cmd := exec.Command(python, "testdata/redo.py", dir)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	var all map[string][][][]*float64
	if err != nil || json.Unmarshal(out, &all) != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	return all
}

// iterate is a row of Python's: its weights and its loss, null where it is no number.
func iterate(k int, row []*float64) descent.Iterate {
	numbers := make([]float64, len(row))
	for i, v := range row {
		numbers[i] = math.NaN()
		if v != nil {
			numbers[i] = *v
		}
	}
	last := len(numbers) - 1
	it := descent.Iterate{K: k, W: landscape.Point{X: numbers[0]}, Loss: numbers[last]}
	if last == 2 {
		it.W.Y = numbers[1]
	}
	return it
}

func path(t *testing.T, sc train.Scenario, run int) descent.Trajectory {
	t.Helper()
	w, err := train.Begin(sc, run)
	if err != nil {
		t.Fatal(err)
	}
	return w.Advance(t.Context(), sc.Steps+1)
}

// apart is how far two points are from each other.
func apart(a, b landscape.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// holds holds Python's iterates of a run to ours: to 1e-9 as long as a start moved by
// 1e-13 stays within 1e-10 in our own run, and from there on to the same outcome.
func holds(t *testing.T, name string, sc train.Scenario, run int, rows [][]*float64) {
	t.Helper()
	ours, moved := path(t, sc, run), sc
	moved.Start.X += 1e-13 * (1 + math.Abs(moved.Start.X))
	beside := path(t, moved, run)
	var theirs descent.Trajectory
	for k, row := range rows {
		theirs = append(theirs, iterate(k, row))
	}
	for k, it := range ours {
		if k >= len(beside) || !(apart(it.W, beside[k].W) <= 1e-10*(1+math.Hypot(it.W.X, it.W.Y))) {
			sameOutcome(t, name, sc, run, ours, theirs)
			return
		}
		if k >= len(theirs) || !(apart(it.W, theirs[k].W) <= 1e-9*(1+math.Hypot(it.W.X, it.W.Y))) {
			t.Errorf("%s, run %d: iterate %d of %d is apart from ours", name, run, k, len(ours))
			return
		}
	}
	if len(theirs) != len(ours) {
		t.Errorf("%s, run %d: %d iterates, ours %d", name, run, len(theirs), len(ours))
	}
}

// sameOutcome holds the end of Python's run to that of ours, by our own judge.
func sameOutcome(t *testing.T, name string, sc train.Scenario, run int, ours, theirs descent.Trajectory) {
	t.Helper()
	objective := sc.Objective()
	for i := range theirs {
		_, theirs[i].Grad.X, theirs[i].Grad.Y = objective.Gradient(theirs[i].W.X, theirs[i].W.Y)
		theirs[i].LearningRate = ours[min(i, len(ours)-1)].LearningRate
	}
	want, got := judge.One(t.Context(), sc.Case(run), nil, ours), judge.One(t.Context(), sc.Case(run), nil, theirs)
	if want.Kind != got.Kind {
		t.Errorf("%s, run %d: it ends %s, ours %s", name, run, got.Kind, want.Kind)
	}
}

// redo makes the runs of queries again, in one Python, and holds them to ours.
func redo(t *testing.T, queries []string) {
	t.Helper()
	scenarios, scripts := map[string]train.Scenario{}, map[string]string{}
	for i, query := range queries {
		sc, err := link.Parse(t.Context(), query)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		text, err := Write(t.Context(), sc, NumPy, "/?"+query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		name := strings.Map(func(r rune) rune {
			if strings.ContainsRune("/&=,:.?%", r) {
				return '_'
			}
			return r
		}, query[:min(len(query), 150)]) + strconv.Itoa(i) + ".py"
		scenarios[name], scripts[name] = sc, text
	}
	for name, runs := range redone(t, scripts) {
		sc := scenarios[name]
		members := sc.Ensemble()
		if len(runs) != len(sc.Runs)*len(members) {
			t.Errorf("%s: %d runs", name, len(runs))
			continue
		}
		for i, rows := range runs {
			holds(t, name, members[i%len(members)], i/len(members), rows)
		}
	}
}

// Every lesson's runs on a surface are made again by NumPy as we make them, each beat's
// too; noise and all.
func TestNumPyMakesEveryLessonAgain(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	var queries []string
	for _, p := range link.Presets() {
		for i := range p.Beats {
			scene, _ := link.LookupPreset(link.Scene(p.ID, i+1))
			if seen[scene.Query] || strings.Contains(scene.Query, "surface=net") {
				continue
			}
			seen[scene.Query] = true
			queries = append(queries, scene.Query)
		}
	}
	if len(queries) < 30 {
		t.Errorf("%d scenarios", len(queries))
	}
	redo(t, queries)
}

// Every surface of the catalogue, every optimizer with every schedule that it may have,
// and the parameters that change what is computed are made again.
func TestNumPyMakesTheCatalogueAgain(t *testing.T) {
	t.Parallel()
	queries := []string{
		"surface=beale&opt=adam&amsgrad=true&weight_decay=0.01&steps=90", "surface=beale&opt=adamw&weight_decay=0.1&steps=90",
		"surface=beale&opt=rmsprop&centered=true&momentum=0.5&steps=90", "surface=beale&opt=momentum&dampening=0.2&weight_decay=0.01&steps=90",
		"surface=beale&opt=barzilai-borwein&method=bb2&steps=90", "surface=beale&opt=adagrad&lr_decay=0.01&steps=90",
		"surface=beale&opt=lion&weight_decay=0.1&steps=90&clip=norm:0.5", "surface=parabola&opt=adam&steps=50",
		"surface=bowl&opt=sgd&steps=150&schedule=cosine-restarts&schedule.T_0=10&schedule.T_mult=2", "surface=wells&opt=sgd&steps=150&schedule=reduce-on-plateau&schedule.patience=2&schedule.cooldown=3",
		"f=max(abs(x)-1,y^2)%2Bhypot(x,y,2)%2Bgelu(x)%2Bsoftplus(y)%2Batan2(y,x%2B9)%2Berf(x)%2Bx^1.5*0%2Bcbrt(y-7)%2Blog1p(x^2)&start=2,1.5&lr=0.01,0.05&steps=40",
		"f=let%20h=0.5;repeat%209:h=x*sigmoid(h)%2By;(h-0.7)^2&start=1,0.5&lr=0.1,0.2&steps=40",
		"surface=beale&opt=lbfgs&line_search=strong-wolfe&steps=60", "surface=rosenbrock&opt=lbfgs&line_search=strong-wolfe&history=2&steps=60", "surface=himmelblau&opt=lbfgs&first_lr=0.3&clip=norm:2&steps=60",
		"surface=himmelblau&opt=newton&hessian=saddle-free&start=-0.2,-0.9&steps=60", "surface=parabola&opt=newton&steps=9", "f=x^4-x^2%2B0.1x&start=0.1&opt=newton&hessian=saddle-free&steps=30",
		"surface=bowl&opt=adam&noise=2&seed=9007199254740991&steps=80", "surface=bowl&lr=0.1,0.2&noise=0.5&seeds=4&seed=9007199254740990&steps=30", "surface=parabola&lr=0.1&noise=0.5&clip=value:1&steps=30",
		"surface=himmelblau&lr=0.01&starts=5&steps=40", "surface=parabola&lr=0.01,0.2&starts=3&steps=20&noise=0.1",
	}
	for _, s := range landscape.Catalog() {
		queries = append(queries, "surface="+s.ID+"&steps=60")
	}
	for _, o := range rule.Optimizers() {
		queries = append(queries, "surface=rosenbrock-gentle&steps=60&opt="+o.ID)
		for _, s := range rule.Schedules() {
			query := "surface=himmelblau&steps=25&clip=value:3&opt=" + o.ID + "&schedule=" + s.ID
			if !o.Rateless {
				query += "&lr=0.01,0.1"
			}
			if !s.Refuses(o) {
				queries = append(queries, query)
			}
		}
	}
	redo(t, queries)
}

// Nothing that a link says ends a comment or a text of a script: what it holds is
// read back whole by Python.
func TestScriptIsNotTheLinks(t *testing.T) {
	t.Parallel()
	const hostile = `");import os;os.abort()#`
	names := url.QueryEscape(hostile+`\`) + "," + url.QueryEscape(`\";os.abort();"한글`)
	scripts := map[string]string{}
	for name, query := range map[string]string{
		"names.py": "surface=bowl&lr=0.1,0.2&steps=3&names=" + names,
		"typed.py": "f=" + url.QueryEscape("let a = x\n;\nx^2 + y^2 + a^2") + "&lr=0.1,0.2&steps=3",
	} {
		sc, err := link.Parse(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		text, err := Write(t.Context(), sc, NumPy, "/\nimport os\ros.abort()\x00\u2028\\\"\"\"")
		if err != nil {
			t.Fatal(err)
		}
		scripts[name] = text
	}
	for name, runs := range redone(t, scripts) {
		if len(runs) != 2 || len(runs[0]) != 4 {
			t.Errorf("%s: %d runs", name, len(runs))
		}
	}
	if text := scripts["names.py"]; !strings.Contains(text, "한글") || !strings.Contains(text, `("\");import os`) {
		t.Error(text)
	}
	for given, want := range map[string]string{
		`"""`: `\"\"\"`, `\`: `\\`, "a\nb": `a\nb`, "\r\x00": `\r\x00`, "\u2028": `\u2028`, "∂ 한": "∂ 한", "\u202e": `\u202e`,
	} {
		if got := quoted(given); got != want {
			t.Errorf("%q is %s, want %s", given, got, want)
		}
	}
}

// A formula at the limits is a script of bounded length; Python reads deep ones.
func TestScriptOfTheLongestFormulas(t *testing.T) {
	t.Parallel()
	typed := func(f string) string { return "f=" + url.QueryEscape(f) + "&start=0.3,0.2&steps=2&opt=newton" }
	deep := "let h=x; repeat %d: h=tanh(h*x+y)+sin(h)/9; h^2+x^2+y^2"
	sc, err := link.Parse(t.Context(), typed(fmt.Sprintf(deep, 680)))
	if err != nil {
		t.Fatal(err)
	}
	for _, lib := range Libraries {
		if text, err := Write(t.Context(), sc, lib, ""); err != nil || len(text) > 1<<20 {
			t.Errorf("%s: %d bytes, %v", lib, len(text), err)
		}
	}
	redo(t, []string{
		typed("x^2+y^2" + strings.Repeat("+sin(x*y)", 50)), typed(strings.Repeat("sin(", 40) + "x+y" + strings.Repeat(")", 40) + "+x^2"), typed(fmt.Sprintf(deep, 60)),
	})
}
