package api_test

import (
	"context"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/server/api"
	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/link"
	"downhill/train/rule"
)

func TestEvalOfATypedFormula(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var e struct {
		Loss        float64
		Gradient    [2]float64
		Hessian     [2][2]float64
		Eigenvalues [2]float64
		Critical    *float64 `json:"critical_rate"`
	}
	client.GetJSON(t, s.URL()+"/api/eval?f=x^2+y^2&at=1,2", &e) // the plus is a plus
	if e.Loss != 5 || e.Gradient != [2]float64{2, 4} || e.Hessian != [2][2]float64{{2, 0}, {0, 2}} || e.Critical == nil || *e.Critical != 1 {
		t.Errorf("%+v", e)
	}
	client.GetJSON(t, s.URL()+"/api/eval?f=let%20r=x^2;-r-y^2&at=1,2", &e)
	if e.Loss != -5 || e.Critical != nil {
		t.Errorf("%+v", e)
	}
	client.GetJSON(t, s.URL()+"/api/eval?f=log(x)&at=-1,0", new(any)) // not finite, and still JSON
}

func TestErrorsNameTheirField(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for path, field := range map[string]string{
		"/api/run?lr=-1":                            "lr",
		"/api/run?lr=0.1,a":                         "lr",
		"/api/run?format=xml":                       "format",
		"/api/run?surfce=bowl":                      "surfce",
		"/api/eval?surface=bowl":                    "at",
		"/api/eval?surface=bowl&at=1":               "at",
		"/api/eval?f=sen(x)&at=1,2":                 "f",
		"/api/grid?n=1":                             "n",
		"/api/grid?n=1026":                          "n",
		"/api/grid?view=1,0,0,1":                    "view",
		"/api/grid?n=3&n=4":                         "n",
		"/api/grid?what=hessian":                    "what",
		"/api/grid?above=high":                      "above",
		"/api/basins?n=3&box=1,0,0,1":               "box",
		"/api/grid?f=x&view=0,1,0,1&view=0,2,0,2":   "view",
		"/api/grid?box=1,0,0,1":                     "box",
		"/api/grid?n=3&box=0,1,0,1&view=0,1,0,1":    "view",
		"/api/grid?f=x&box=0,1,0,1&view=1,0,0,1":    "view",
		"/api/grid?surface=bowl&n=3&lr=0.1":         "lr",
		"/api/grid?surface=bowl&n=3&at=1,1":         "at",
		"/api/eval?surface=bowl&at=1,2&start=1,1":   "start",
		"/api/eval?surface=bowl&at=1,2&box=0,1,0,1": "box",
		"/api/eval?surface=bowl&at=1,2&utm_id=3":    "utm_id",
		"/api/eval?at=1,2&view=0,1,0,1":             "view",
		"/api/surface?surface=bowl&steps=3":         "steps",
		"/api/surface?f=x^2&box=0,1,0,1":            "box",
		"/api/surface?f=x^2&surface=bowl":           "f",
		"/api/surface?surface=nowhere":              "surface",
		"/api/step?run=9":                           "run",
		"/api/step?k=-1":                            "k",
		"/api/sweep?n=1":                            "n",
		"/api/sweep?from=0":                         "from",
		"/api/sweep?from=1&to=0.5":                  "to",
		"/api/sweep?run=7":                          "run",
		"/api/sweep?tail=-1":                        "tail",
		"/api/sweep?tail=201":                       "tail",
		"/api/sweep?tail=4.5":                       "tail",
		"/api/sweep?n=1000&tail=41":                 "tail",
		"/api/basins?n=513":                         "n",
		"/api/basins?run=3":                         "run",
		"/api/run?f=" + strings.Repeat("x%2B", 600): "f",
	} {
		a, body := client.Get(t, s.URL()+path)
		var e struct {
			Error struct {
				Field, Message, Kind string
				Column               int
			}
		}
		err := json.Unmarshal([]byte(body), &e)
		if a.StatusCode != http.StatusBadRequest || err != nil || e.Error.Field != field || e.Error.Message == "" || e.Error.Kind == "" {
			t.Errorf("%.60s: %s: %.300s", path, a.Status, body)
		}
	}
}

// What only evaluates a typed formula does not explore it, and what explores it
// does so once for each of its boxes, however it is spelled.
func TestEvaluatingExploresNothing(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const typed = "exp(sin(x)*y)%2B0.731*x^2%2By^2"
	view := landscape.View{XMin: -3, XMax: 3, YMin: -2, YMax: 2}
	explored := func() int {
		n := 0
		for _, v := range []landscape.View{view, {XMin: -5, XMax: 5, YMin: -5, YMax: 5}} {
			if found, err := landscape.Unexplored(t.Context(), "exp(sin(x)*y)+0.731*x^2+y^2", v); err != nil || found.Found {
				n++
			}
		}
		return n
	}
	for _, path := range []string{"/api/eval?f=" + typed + "&at=1,2", "/api/eval?f=" + typed + "&view=-3,3,-2,2&at=1,2",
		"/api/grid?n=3&f=" + typed, "/api/grid?n=3&view=0,1,0,1&f=" + typed, "/api/grid?n=3&box=0,1,0,1&view=-3,3,-2,2&f=" + typed} {
		if a, body := client.Get(t, s.URL()+path); a.StatusCode != http.StatusOK || explored() != 0 {
			t.Errorf("%s: %s, %d explored: %.200s", path, a.Status, explored(), body)
		}
	}
	for _, path := range []string{"/api/surface?view=-3,3,-2,2&f=" + typed, "/api/run?steps=2&view=-3,3,-2,2&f=" + typed,
		"/api/grid?n=3&box=0,1,0,1&view=-3,3,-2,2&f=" + typed, "/api/eval?at=1,1&view=-3,3,-2,2&f=" + typed} {
		if a, body := client.Get(t, s.URL()+path); a.StatusCode != http.StatusOK || explored() != 1 {
			t.Errorf("%s: %s, %d explored: %.200s", path, a.Status, explored(), body)
		}
	}
}

// box is the name for any box; the surface's own is view, which a grid reads as
// any box too where there is no other.
func TestABoxByEitherName(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for query, want := range map[string]string{
		"surface=bowl&box=0,1,2,3":              "0,1,2,3",
		"surface=bowl&view=0,1,2,3":             "0,1,2,3",
		"f=x^2&view=0,1,2,3":                    "0,1,2,3",
		"f=x^2&view=-2,2,-1,1&box=0,1,2,3":      "0,1,2,3",
		"f=x^2":                                 "-5,5", // of one weight
		"f=x^2%2By^2":                           "-5,5,-5,5",
		"surface=bowl&box=-2e6,2e6,-2e6,2e6":    "-2000000,2000000,-2000000,2000000",
		"f=x^2&what=gradient&box=-0.5,0.5,-1,0": "-0.5,0.5,-1,0",
	} {
		if a, body := client.Get(t, s.URL()+"/api/grid?n=3&"+query); a.Header.Get("Grid-View") != want {
			t.Errorf("%s: %s, box %q, want %q: %.99s", query, a.Status, a.Header.Get("Grid-View"), want, body)
		}
	}
}

func TestGridBytes(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const n = 9
	a, body := client.Get(t, fmt.Sprintf("%s/api/grid?surface=himmelblau&view=-1,2,-3,0.5&n=%d", s.URL(), n))
	if a.StatusCode != http.StatusOK || len(body) != 4*n*n {
		t.Fatalf("%s, %d bytes", a.Status, len(body))
	}
	if a.Header.Get("Grid-View") != "-1,2,-3,0.5" || a.Header.Get("Grid-Shape") != "9,9" {
		t.Errorf("view %q, shape %q", a.Header.Get("Grid-View"), a.Header.Get("Grid-Shape"))
	}
	surface, _ := landscape.Lookup("himmelblau")
	e := surface.Objective()
	lowest, highest := math.Inf(1), math.Inf(-1)
	for j := range n {
		for i := range n {
			got := math.Float32frombits(binary.LittleEndian.Uint32([]byte(body[4*(j*n+i):])))
			want := float32(e.Value(-1+float64(i)*3/(n-1), -3+float64(j)*3.5/(n-1)))
			if got != want {
				t.Fatalf("sample %d, %d is %v, want %v", i, j, got, want)
			}
			lowest, highest = min(lowest, float64(got)), max(highest, float64(got))
		}
	}
	if a.Header.Get("Grid-Range") != wire.NumberList(lowest, highest) {
		t.Errorf("range %q, want %v to %v", a.Header.Get("Grid-Range"), lowest, highest)
	}
}

func TestGridOfGradients(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const n = 5
	a, body := client.Get(t, fmt.Sprintf("%s/api/grid?surface=himmelblau&what=gradient&view=-1,2,-3,0.5&n=%d", s.URL(), n))
	if a.StatusCode != http.StatusOK || len(body) != 2*4*n*n || a.Header.Get("Grid-Shape") != "2,5,5" {
		t.Fatalf("%s, %d bytes of shape %q", a.Status, len(body), a.Header.Get("Grid-Shape"))
	}
	surface, _ := landscape.Lookup("himmelblau")
	e := surface.Objective()
	for k := range n * n {
		_, gx, gy := e.Gradient(-1+float64(k%n)*3/(n-1), -3+float64(k/n)*3.5/(n-1))
		for plane, want := range []float64{gx, gy} {
			got := math.Float32frombits(binary.LittleEndian.Uint32([]byte(body[4*(plane*n*n+k):])))
			if got != float32(want) {
				t.Fatalf("component %d of sample %d is %v, want %v", plane, k, got, want)
			}
		}
	}
}

func TestGridAboveALoss(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, plain := client.Get(t, s.URL()+"/api/grid?surface=bowl&n=3")
	_, above := client.Get(t, s.URL()+"/api/grid?surface=bowl&n=3&above=2")
	for k := range 9 {
		sample := func(body string) float32 {
			return math.Float32frombits(binary.LittleEndian.Uint32([]byte(body[4*k:])))
		}
		if sample(above) != sample(plain)-2 {
			t.Errorf("height %d is %v, and above 2 it is %v", k, sample(plain), sample(above))
		}
	}
	a, body := client.Get(t, s.URL()+"/api/grid?surface=wells&n=3&view=1,2,-1,3&above=centre")
	surface, _ := landscape.Lookup("wells")
	if want := surface.Objective().Value(1.5, 1); a.Header.Get("Grid-Above") != wire.NumberList(want) {
		t.Errorf("heights are counted from %s, want %v", a.Header.Get("Grid-Above"), want)
	}
	if middle := math.Float32frombits(binary.LittleEndian.Uint32([]byte(body[4*4:]))); middle != 0 {
		t.Errorf("the middle is %v over itself", middle)
	}
	if a, _ := client.Get(t, s.URL()+"/api/grid?f=ln(x)&n=3&view=-2,1,0,1&above=centre"); a.Header.Get("Grid-Above") != "0" {
		t.Errorf("heights are counted from %s where there is no loss", a.Header.Get("Grid-Above"))
	}
}

func TestBasinsOfABox(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	a, _ := client.Get(t, s.URL()+"/api/basins?surface=himmelblau&n=3&box=2,4,1,3")
	if got := a.Header.Get("Basin-View"); got != "2,4,1,3" {
		t.Errorf("the map is of %q", got)
	}
}

func TestAnswersAreTaggedAndCompressed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for _, path := range []string{"/api/surfaces", "/api/surface?surface=wells", "/api/optimizers", "/api/schedules", "/api/presets", "/api/grid?n=33", "/api/eval?at=1,2"} {
		a, _ := client.Get(t, s.URL()+path)
		tag := a.Header.Get("ETag")
		if a.StatusCode != http.StatusOK || tag == "" {
			t.Errorf("%s: %s, tag %q", path, a.Status, tag)
		}
		if again, _ := client.Get(t, s.URL()+path, "If-None-Match", tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: %s", path, again.Status)
		}
	}
	if a, _ := client.Get(t, s.URL()+"/api/surfaces", "Accept-Encoding", "gzip"); a.Header.Get("Content-Encoding") != "gzip" {
		t.Error("the catalogue is not compressed")
	}
}

func TestCatalogueRoutes(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var surfaces []wire.Surface
	client.GetJSON(t, s.URL()+"/api/surfaces", &surfaces)
	if len(surfaces) != len(landscape.Catalog()) || surfaces[0].Gradient != "" || surfaces[0].MathML == "" {
		t.Errorf("%d surfaces", len(surfaces))
	}
	var one wire.Surface
	client.GetJSON(t, s.URL()+"/api/surface?f=(x-1)^2+y^2", &one)
	if !one.Found || one.Gradient == "" || len(one.Minima) != 1 {
		t.Errorf("%+v", one)
	}
	var optimizers []api.OptimizerJSON
	client.GetJSON(t, s.URL()+"/api/optimizers", &optimizers)
	var schedules []api.ScheduleJSON
	client.GetJSON(t, s.URL()+"/api/schedules", &schedules)
	if len(optimizers) != len(rule.Optimizers()) || len(schedules) != len(rule.Schedules()) {
		t.Errorf("%d optimizers, %d schedules", len(optimizers), len(schedules))
	}
	var presets []api.PresetJSON
	client.GetJSON(t, s.URL()+"/api/presets", &presets)
	for _, p := range presets {
		if p.Title == "" || p.Text == "" {
			t.Errorf("preset %s has no words", p.ID)
		}
	}
}

// collectAll is what training gives for a query.
func collectAll(t *testing.T, query string) (runs []descent.Trajectory, outs []judge.Outcome) {
	t.Helper()
	sc, err := link.Parse(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	for i := range sc.Runs {
		run, out, err := train.Collect(context.Background(), sc, i)
		if err != nil {
			t.Fatal(err)
		}
		runs, outs = append(runs, run), append(outs, out)
	}
	return runs, outs
}

func TestRunAsNDJSONReadsBackExactly(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const query = "surface=rosenbrock&lr=0.0003,0.002,0.1&steps=50" // the last one diverges
	runs, outs := collectAll(t, query)
	a, body := client.Get(t, s.URL()+"/api/run?"+query)
	if kind := a.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/x-ndjson") {
		t.Errorf("content type %q", kind)
	}
	lines := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
	i := 0
	for run, its := range runs {
		for _, it := range its {
			checkLine(t, lines[i], run, it)
			i++
		}
	}
	for run, out := range outs {
		var m client.Message
		if err := json.Unmarshal([]byte(lines[i]), &m); err != nil || m.Run != run || m.Outcome != string(out.Kind) || m.K != out.K {
			t.Errorf("%v: %s", err, lines[i])
		}
		i++
	}
	if i != len(lines) {
		t.Errorf("%d lines, want %d", len(lines), i)
	}
}

func checkLine(t *testing.T, line string, run int, it descent.Iterate) {
	t.Helper()
	var got struct {
		Run, K   int
		W, Grad  [2]*float64
		Loss, Lr *float64
	}
	if err := json.Unmarshal([]byte(line), &got); err != nil || got.Run != run || got.K != it.K {
		t.Fatalf("%v: %s", err, line)
	}
	have := []*float64{got.W[0], got.W[1], got.Loss, got.Grad[0], got.Grad[1], got.Lr}
	for i, want := range []float64{it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y, it.LearningRate} {
		if finite := want-want == 0; finite != (have[i] != nil) || finite && *have[i] != want {
			t.Fatalf("number %d is not %v: %s", i, want, line)
		}
	}
}

func TestRunAsCSVReadsBackExactly(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const query = "surface=rosenbrock&lr=0.002,0.1&steps=30"
	runs, _ := collectAll(t, query)
	_, body := client.Get(t, s.URL()+"/api/run?"+query+"&format=csv")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || strings.Join(rows[0], ",") != "run,k,x,y,loss,grad_x,grad_y,lr" {
		t.Fatalf("%v: %v", err, rows[0])
	}
	rows = rows[1:]
	for run, its := range runs {
		for _, it := range its {
			for c, want := range []float64{float64(run), float64(it.K), it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y, it.LearningRate} {
				got, err := strconv.ParseFloat(rows[0][c], 64)
				if want-want != 0 && rows[0][c] == "" {
					continue
				}
				if err != nil || got != want {
					t.Fatalf("run %d, k %d, column %d: %q, want %v", run, it.K, c, rows[0][c], want)
				}
			}
			rows = rows[1:]
		}
	}
	if len(rows) != 0 {
		t.Errorf("%d rows too many", len(rows))
	}
}

func TestStepIsTheUpdateThatTheRunMakes(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const query = "surface=ravine&opt=adam&lr=0.1&noise=0.1&clip=norm:1&steps=20"
	runs, _ := collectAll(t, query)
	var d struct {
		W, Next, Update, Grad [2]float64
		State                 []struct{ Name string }
	}
	client.GetJSON(t, s.URL()+"/api/step?"+query+"&run=0&k=12", &d)
	now, next := runs[0][12], runs[0][13]
	if d.W != [2]float64{now.W.X, now.W.Y} || d.Next != [2]float64{next.W.X, next.W.Y} || d.Grad != [2]float64{now.Grad.X, now.Grad.Y} || len(d.State) == 0 {
		t.Errorf("%+v", d)
	}
}

func TestAPISpeaksEnglish(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/api/run?lr=-1", "Accept-Language", "ko")
	for _, want := range []string{`"kind":"not-a-rate"`, `"value":"-1"`, "is not a learning rate"} {
		if !strings.Contains(body, want) {
			t.Errorf("%s has no %s", body, want)
		}
	}
}
