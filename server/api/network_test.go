package api_test

import (
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"downhill/server/api"
	"downhill/server/client"
	"downhill/server/site"
	"downhill/server/site/sitetest"
	"downhill/train/judge"
)

// pythonWithNumPy is a Python that has NumPy: Debian's own, or the one in the path.
func pythonWithNumPy(t *testing.T) string {
	t.Helper()
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import numpy").Run() == nil {
			return python
		}
	}
	t.Fatal("no Python with NumPy: run make numpy, or install Debian's python3-numpy")
	return ""
}

// Whoever has the data, the initial weights and the batches can make a run again:
// NumPy's losses are ours, and its weights step by step.
func TestRunsOfANetworkCanBeMadeAgain(t *testing.T) {
	python := pythonWithNumPy(t)
	s, _ := sitetest.Serve(t, site.Config{})
	const small = "surface=net&units=2,6,4,1&data.size=50&steps=100"
	for _, c := range []struct{ query, optimizer, rates string }{
		{small, "sgd", "0.1,1"}, {small, "momentum", "0.05,0.2"}, {small, "adam", "0.01,0.1"},
		{small + "&batch=16", "sgd", "0.1,1"}, {small + "&batch=16", "momentum", "0.05"}, {small + "&batch=16", "adam", "0.03"},
		{"surface=net&data=curve&units=1,7,1&steps=100&batch=1&plane=random&seed=3", "sgd", "0.03"},
		{"surface=net&data=spirals&units=2,5,5,5,1&act=relu&init=he&data.size=70&steps=100&plane=weights:3,20", "adam", "0.01"},
		{"surface=net&data=xor&units=2,4,1&act=sigmoid&loss=mse&steps=100&data.size=40&plane=runs", "momentum", "0.3,0.9"},
	} {
		query := c.query + "&opt=" + c.optimizer + "&lr=" + c.rates
		args := append([]string{"testdata/network.py", s.URL(), query, c.optimizer}, strings.Split(c.rates, ",")...)
		out, err := exec.Command(python, args...).Output()
		if failed, ok := err.(*exec.ExitError); ok {
			t.Fatalf("%s: %s", query, failed.Stderr)
		}
		var apart map[string]float64
		if err := json.Unmarshal(out, &apart); err != nil {
			t.Fatalf("%s: %q: %v", query, out, err)
		}
		for _, what := range []string{"loss", "held", "w", "distance", "grad", "weights", "batches", "axes", "step", "pass"} {
			if far, ok := apart[what]; !ok || !(far <= 1e-9) {
				t.Errorf("%s: %s is %v apart", query, what, far)
			}
		}
		if want := 100 * len(strings.Split(c.rates, ",")); int(apart["steps"]) != want {
			t.Errorf("%s: %v steps were made, want %d", query, apart["steps"], want)
		}
	}
}

const smallNet = "surface=net&units=2,4,1&data.size=30&steps=20"

// A step tells the share of points in their class, and what the optimizer remembers
// of each weight.
func TestStepOfANetworkIsTold(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var step struct {
		Right   [2]*float64
		State   []struct{ Name string }
		Batch   []int
		Norms   []float64
		Decayed []float64
		Point   *struct{ Point int }
	}
	client.GetJSON(t, s.URL()+"/api/step?surface=net&units=2,4,1&data.size=30&opt=adam&lr=0.1&k=80&batch=7", &step)
	if r := step.Right; r[0] == nil || r[1] == nil || *r[0] < 0.8 || *r[0] > 1 || *r[1] < 0.7 {
		t.Errorf("of the points %v are told right", r)
	}
	remembers := func(name string) bool {
		return slices.ContainsFunc(step.State, func(n struct{ Name string }) bool { return n.Name == name })
	}
	if !remembers("m.1") || !remembers("v.17") || len(step.Batch) != 7 && len(step.Batch) != 2 || len(step.Norms) != 2 || len(step.Decayed) != 17 || step.Point != nil {
		t.Errorf("batch %v, norms %v, %d numbers remembered, point %v", step.Batch, step.Norms, len(step.State), step.Point)
	}
	client.GetJSON(t, s.URL()+"/api/step?surface=net&data=line&units=1,2,1&lr=0.1&steps=5&k=3&point=59", &step)
	if step.Right[0] != nil || step.Right[1] != nil || step.Point == nil || step.Point.Point != 59 {
		t.Errorf("a line has classes %v; point %+v", step.Right, step.Point)
	}
}

func TestNetworkIsTold(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var n struct {
		Units []int
		Act   string
		Loss  string
		Train struct {
			X [][]float64
			Y []float64
		}
		Held struct {
			X [][]float64
			Y []float64
		}
		Weights   []float64
		Reference struct {
			LR     float64
			Steps  int
			Lowest float64
		}
		Plane struct {
			Kind      string
			Origin    []float64
			Axes      [2][]float64
			Explained []float64
			Filled    int
		}
	}
	client.GetJSON(t, s.URL()+"/api/network?"+smallNet, &n)
	if fmt.Sprint(n.Units) != "[2 4 1]" || n.Act != "tanh" || n.Loss != "bce" || len(n.Train.X) != 30 || len(n.Train.Y) != 30 || len(n.Train.X[0]) != 2 ||
		len(n.Held.X) != 100 || len(n.Weights) != 17 || n.Reference.Steps != 200 || !(n.Reference.LR > 0) {
		t.Errorf("units %v, %s, %s; %d points, %d held out; %d weights; %+v", n.Units, n.Act, n.Loss, len(n.Train.X), len(n.Held.X), len(n.Weights), n.Reference)
	}
	if p := n.Plane; p.Kind != "reference" || len(p.Origin) != 17 || len(p.Axes[0]) != 17 || len(p.Axes[1]) != 17 || len(p.Explained) != 2 || p.Explained[0] < p.Explained[1] {
		t.Errorf("%+v", p)
	}
	client.GetJSON(t, s.URL()+"/api/network?"+smallNet+"&plane=random", &n)
	if n.Plane.Kind != "random" || len(n.Plane.Explained) != 0 {
		t.Errorf("%+v", n.Plane)
	}
}

// A line of a network's run has two numbers more; its outcome is told as others are.
func TestRunOfANetworkHasItsColumns(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	_, body := client.Get(t, s.URL()+"/api/run?"+smallNet+"&lr=0.5,1e6")
	lines := strings.Split(strings.TrimSpace(body), "\n")
	var first struct{ Held, Distance *float64 }
	var out struct {
		Run     int
		Outcome judge.Kind
	}
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || first.Held == nil || first.Distance == nil {
		t.Errorf("%s (%v)", lines[0], err)
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &out); err != nil || out.Run != 1 || out.Outcome != judge.Diverged {
		t.Errorf("%s (%v)", lines[len(lines)-1], err)
	}
	_, body = client.Get(t, s.URL()+"/api/run?format=csv&"+smallNet+"&lr=0.5")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 22 || len(rows[0]) != 10 || rows[0][8] != "held" || rows[21][9] == "" {
		t.Errorf("%d rows, the first %v (%v)", len(rows), rows[0], err)
	}
}

func TestWeightsAndBatchesAreTold(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var initial struct{ Weights []float64 }
	client.GetJSON(t, s.URL()+"/api/network?"+smallNet, &initial)
	var first, last []float64
	client.GetJSON(t, s.URL()+"/api/weights?"+smallNet, &first)
	client.GetJSON(t, s.URL()+"/api/weights?"+smallNet+"&run=1&k=20", &last)
	if !slices.Equal(first, initial.Weights) || len(last) != 17 || slices.Equal(first, last) {
		t.Errorf("weights %v, then %v", first, last)
	}
	var points, whole []int
	client.GetJSON(t, s.URL()+"/api/batch?"+smallNet+"&batch=7&k=4", &points)
	client.GetJSON(t, s.URL()+"/api/batch?"+smallNet+"&k=4", &whole)
	if len(points) != 2 || len(whole) != 30 { // the fifth batch of 30 points is what is left
		t.Errorf("points %v; %d of the whole set", points, len(whole))
	}
}

// The landscape of a network is asked for as any other; what it has not, is refused.
func TestLandscapeOfANetworkIsAsked(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	const net = "surface=net&units=2,4,1&data.size=30"
	var e struct {
		Loss     float64
		Critical *float64 `json:"critical_rate"`
	}
	client.GetJSON(t, s.URL()+"/api/eval?"+net+"&at=0,0", &e)
	var told struct {
		Surface struct {
			View [4]float64
			Best *float64
		}
		Runs []struct{ LR float64 }
	}
	client.GetJSON(t, s.URL()+"/api/scenario?"+net, &told)
	if !(e.Loss > 0) || len(told.Runs) != 3 || told.Surface.View[0] >= told.Surface.View[1] {
		t.Errorf("%+v, %+v", e, told)
	}
	for _, plane := range []string{"", "&plane=random", "&plane=weights:1,2", "&plane=runs&lr=1,2&steps=20", "&plane=ends&lr=0.1,1,3&steps=50"} {
		if a, body := client.Get(t, s.URL()+"/api/grid?n=9&"+net+plane); a.StatusCode != http.StatusOK || len(body) != 4*81 {
			t.Errorf("%s: %s, %d bytes: %.200s", plane, a.Status, len(body), body)
		}
	}
	for path, field := range map[string]string{
		"/api/basins?" + smallNet: "surface", "/api/step?" + smallNet + "&k=20&lr=1": "k", "/api/step?" + smallNet + "&point=30": "point", "/api/step?surface=bowl&point=1": "point",
		"/api/network?surface=bowl":          "surface",
		"/api/weights?" + smallNet + "&k=21": "k", "/api/weights?" + smallNet + "&run=3": "run", "/api/batch?" + smallNet + "&k=-1": "k",
		"/api/network?" + smallNet + "&k=1": "k", "/api/grid?n=9&" + net + "&lr=1": "lr", "/api/batch?surface=wells": "surface",
	} {
		a, body := client.Get(t, s.URL()+path)
		if a.StatusCode != http.StatusBadRequest || !strings.Contains(body, `"field":"`+field+`"`) {
			t.Errorf("%s: %s %s", path, a.Status, body)
		}
	}
}

// A sweep of a network is asked for as any other. How many rates it takes where that
// is a lot of work is the trainer's to say.
func TestSweepOfANetworkIsAsked(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var w struct {
		Rates    []float64
		Outcomes []*string
	}
	client.GetJSON(t, s.URL()+"/api/sweep?"+smallNet+"&n=40", &w)
	if len(w.Rates) != 40 || slices.Contains(w.Outcomes, nil) {
		t.Errorf("%d rates, outcomes %v", len(w.Rates), w.Outcomes)
	}
}

// The page shows a network, and says in a sentence of its language what it is.
func TestPageShowsANetwork(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	for path, says := range map[string]string{"/?" + smallNet: "Trained by backpropagation", "/embed?" + smallNet + "&lang=ko": "역전파로 학습하는 신경망"} {
		if a, body := client.Get(t, s.URL()+path); a.StatusCode != http.StatusOK || !strings.Contains(body, says) {
			t.Errorf("%s: %s, and not a word of it", path, a.Status)
		}
	}
}

// The weights of many steps at once are those of each, to the bit.
func TestManyWeightsAreThoseOfEachStep(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	a, body := client.Get(t, s.URL()+"/api/weights?"+smallNet+"&lr=1&k=15&n=40")
	if shape := a.Header.Get("Weights-Shape"); shape != "6,17" || len(body) != 6*17*8 {
		t.Fatalf("a shape of %s in %d bytes", shape, len(body))
	}
	for k := 15; k <= 20; k++ {
		var one []float64
		client.GetJSON(t, fmt.Sprintf("%s/api/weights?%s&lr=1&k=%d", s.URL(), smallNet, k), &one)
		for i, want := range one {
			if got := math.Float64frombits(binary.LittleEndian.Uint64([]byte(body)[8*(17*(k-15)+i):])); got != want {
				t.Fatalf("weight %d at step %d: %v, want %v", i, k, got, want)
			}
		}
	}
	for _, wrong := range []string{"&k=21&n=2", "&n=0", "&n=1001"} {
		if a, _ := client.Get(t, s.URL()+"/api/weights?"+smallNet+wrong); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", wrong, a.Status)
		}
	}
}

// What networks can be made of is listed with its bounds, and each kind of data is
// one that a link can ask for.
func TestNetworksAreListed(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var all api.NetworksJSON
	client.GetJSON(t, s.URL()+"/api/networks", &all)
	if len(all.Data) < 7 || len(all.Params) != 6 || len(all.Planes) != 5 || all.MostWeights != 2000 {
		t.Errorf("%d kinds of data, %d keys, %d planes, %d weights", len(all.Data), len(all.Params), len(all.Planes), all.MostWeights)
	}
	for _, d := range all.Data {
		if a, body := client.Get(t, s.URL()+"/api/scenario?surface=net&data.size=20&units="+fmt.Sprint(d.Inputs)+",2,1&data="+d.ID); a.StatusCode != http.StatusOK || len(d.Points) == 0 {
			t.Errorf("%s, with %d points: %s", d.ID, len(d.Points), body)
		}
	}
}

// The gradient's lengths by layer are those of the gradient that a step tells.
func TestNormsAreThoseOfTheSteps(t *testing.T) {
	s, _ := sitetest.Serve(t, site.Config{})
	var all api.NetNorms
	client.GetJSON(t, s.URL()+"/api/norms?"+smallNet+"&lr=1&n=5", &all)
	if fmt.Sprint(all.K) != "[0 5 10 15 20]" || len(all.Norms) != 5 {
		t.Fatalf("norms at %v", all.K)
	}
	var step struct{ Norms []float64 }
	client.GetJSON(t, s.URL()+"/api/step?"+smallNet+"&lr=1&k=10", &step)
	for layer, want := range step.Norms {
		if got := float64(all.Norms[2][layer]); got != want {
			t.Errorf("layer %d: %v, the step says %v", layer, got, want)
		}
	}
	for _, wrong := range []string{"&n=0", "&n=501", "&run=9"} {
		if a, _ := client.Get(t, s.URL()+"/api/norms?"+smallNet+wrong); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", wrong, a.Status)
		}
	}
}
