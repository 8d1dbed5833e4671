package train

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"downhill/landscape/network"
	"downhill/train/rule"
)

// netScenario is a scenario of a small network.
func netScenario(t *testing.T, spec NetSpec, steps int, optimizer string, rates ...float64) Scenario {
	t.Helper()
	s, err := NewNet(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	sc := Scenario{Surface: s, Start: s.Start, Steps: steps, Seed: spec.Seed}
	for _, rate := range rates {
		sc.Runs = append(sc.Runs, RunSpec{Optimizer: optimizer, LearningRate: rate})
	}
	return sc
}

func moonsSpec() NetSpec {
	return NetSpec{
		Data: "moons", Noise: 0.15, Size: 60, Units: []int{2, 5, 1}, Act: network.Tanh, Loss: network.BCE,
		Init: network.Xavier, Plane: PlaneSpec{Kind: "reference"}, Seed: 1,
	}
}

// netPath are the weights and iterates of a network's run.
func netPath(t *testing.T, sc Scenario, run int) ([][]float64, Trajectory) {
	t.Helper()
	return pathOfMany(t, sc.task(), Scenario{
		Steps: sc.Steps, Seed: sc.Seed, Runs: sc.Runs[run : run+1], Params: sc.Params, Noise: sc.Noise, Clip: sc.Clip,
	})
}

// The rule sees the mini-batch's gradient; loss and gradient of an iterate are the
// whole training set's.
func TestNetworkRunsOnMiniBatches(t *testing.T) {
	for _, batch := range []int{0, 1, 16, 60} {
		sc := netScenario(t, moonsSpec(), 25, "sgd", 0.3)
		sc.Batch = batch
		n := sc.Net()
		e, batches := network.NewEvaluator(&n.Shape, n.Train), network.NewBatches(1, 60, batch)
		path, its := netPath(t, sc, 0)
		w, g, whole := slices.Clone(n.Initial), make([]float64, len(n.Initial)), make([]float64, len(n.Initial))
		for k := range path {
			if !slices.Equal(path[k], w) {
				t.Fatalf("batch %d: step %d has other weights", batch, k)
			}
			loss := e.Gradient(w, whole)
			slope := n.drawn.Along(whole)
			if its[k].Loss != loss || its[k].Grad != slope || its[k].W != n.drawn.Project(w) {
				t.Fatalf("batch %d: step %d tells %+v, want loss %v, gradient %v", batch, k, its[k], loss, slope)
			}
			if copy(g, whole); batch > 0 && batch < 60 {
				e.BatchGradient(w, g, batches.At(k))
			}
			for i := range w {
				w[i] -= 0.3 * g[i]
			}
		}
	}
}

// Every optimizer trains a network; those that look further do it on the whole set.
func TestEveryOptimizerTrainsANetwork(t *testing.T) {
	for _, o := range rule.Optimizers() {
		rate := 0.1
		if !o.Rateless {
			sc := netScenario(t, moonsSpec(), 1, "sgd", 1)
			found, err := Suggest(t.Context(), &sc, o.ID)
			if err != nil || !(found.Low < found.Good && found.Good < found.High) {
				t.Fatalf("%s: rates %+v (%v)", o.ID, found, err)
			}
			rate = found.Good
		}
		sc := netScenario(t, moonsSpec(), 200, o.ID, rate)
		if o.ID == "newton" { // far from a minimum a curvature of 0.001 makes a leap
			sc.Params = rule.Params{"delta": 0.1}
		}
		its, out, err := Collect(t.Context(), sc, 0)
		if err != nil {
			t.Errorf("%s: %v", o.ID, err)
			continue
		}
		if end := its[len(its)-1].Loss; !(end < 0.7*its[0].Loss) {
			t.Errorf("%s at %v: loss %v to %v, %s", o.ID, rate, its[0].Loss, end, out.Kind)
		}
	}
}

func TestNewtonNeedsAFewWeights(t *testing.T) {
	spec := moonsSpec()
	spec.Units = []int{2, 10, 3, 1}
	sc := netScenario(t, spec, 10, "newton", 1)
	if _, err := newDescent(&sc, 0); err == nil {
		t.Errorf("Newton's method runs with %d weights", len(sc.Net().Initial))
	}
}

// What a network's run did, in one word, at rates from far too low to far too high.
func TestOutcomesOfNetworks(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 300, "sgd", 0.001, 3)
	walks := walksOf(t, sc)
	outs := Outcomes(t.Context(), walks)
	if outs[0].Kind != Crawling || outs[1].Kind != Learned {
		t.Errorf("the runs ended %s and %s", outs[0].Kind, outs[1].Kind)
	}
	if k := outs[1].K; walks[1].all[k].Loss > 0.1*walks[1].all[0].Loss+0.05 || k == 0 {
		t.Errorf("it learned by step %d, at loss %v", k, walks[1].all[k].Loss)
	}
	high := moonsSpec()
	high.Units, high.Act, high.Loss = []int{2, 8, 8, 1}, network.ReLU, network.MSE
	if out := Outcomes(t.Context(), walksOf(t, netScenario(t, high, 300, "sgd", 1e4)))[0]; out.Kind != Diverged {
		t.Errorf("at a rate of 10⁴ it ended %s", out.Kind)
	}
	zero := moonsSpec()
	zero.Init = network.Zero
	if out := Outcomes(t.Context(), walksOf(t, netScenario(t, zero, 300, "sgd", 0.5)))[0]; out.Kind != Stuck {
		t.Errorf("from weights that are all 0 it ended %s", out.Kind)
	}
	bounce := netScenario(t, high, 300, "momentum", 0.01, 1)
	bounce.Batch = 4
	outs = Outcomes(t.Context(), walksOf(t, bounce))
	if outs[1].Kind != Oscillating && outs[1].Kind != Diverged {
		t.Errorf("momentum at 1 on mini-batches ended %s", outs[1].Kind)
	}
}

// An outcome tells what its word alone would say wrongly: a deep sigmoid that is at the
// lowest loss there is, which is that of guessing; weights that are all 0, from which
// nothing lower is known; and a run whose loss is no lower than half-way.
func TestOutcomesOfNetworksTellWhatTheyAreWorth(t *testing.T) {
	deep := moonsSpec()
	deep.Units, deep.Act, deep.Init = []int{2, 4, 4, 4, 4, 4, 4, 1}, network.Sigmoid, network.He
	out := Outcomes(t.Context(), walksOf(t, netScenario(t, deep, 300, "sgd", 0.5)))[0]
	if out.Kind != Learned || out.Guess != NoBetter || math.Abs(out.Loss-math.Ln2) > 0.01 || !(out.Lowest <= out.Loss) {
		t.Errorf("a deep sigmoid ended %s, guess %q, at loss %v with the lowest at %v", out.Kind, out.Guess, out.KLoss, out.Lowest)
	}
	zero := moonsSpec()
	zero.Init = network.Zero
	out = Outcomes(t.Context(), walksOf(t, netScenario(t, zero, 300, "sgd", 0.5)))[0]
	if out.Kind != Stuck || out.Guess != NoBetter || ReasonOf(netScenario(t, zero, 300, "sgd", 0.5), 0, out, 0, false) != NoneLower {
		t.Errorf("from weights that are all 0 it ended %s, guess %q, told %q", out.Kind, out.Guess, out.Told)
	}
	out = Outcomes(t.Context(), walksOf(t, netScenario(t, moonsSpec(), 300, "sgd", 3)))[0]
	if out.Kind != Learned || out.Guess != "" || out.Told != NoReason {
		t.Errorf("a run that learns ended %s, guess %q, told %q", out.Kind, out.Guess, out.Told)
	}
}

// What is told of a run of a network is what its losses do.
func TestJudgesOfNetworksHoldTheirWord(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 40, "sgd", 0.01)
	n := sc.Net()
	for _, c := range []struct {
		what string
		loss func(k int) float64
		kind Kind
		told Reason
	}{
		{"falling", func(k int) float64 { return 0.9 - 0.005*float64(k) }, Crawling, NoReason},
		{"rising again", func(k int) float64 { return 0.9 - 0.3 + 0.01*math.Abs(float64(k-20)) }, Crawling, NotFalling},
		{"above its start", func(k int) float64 { return 0.9 + 0.1*float64(min(k, 1)) - 0.001*float64(k) }, Oscillating, AboveStart},
	} {
		its := Trajectory{}
		for k := range 41 {
			its = append(its, Iterate{K: k, Loss: c.loss(k)})
		}
		its[0].Loss = 0.9
		out := judgeNet(&sc, its, newTrail(n, &sc, false), false, 0)
		if out.Kind != c.kind || out.Told != c.told {
			t.Errorf("a run %s ended %s, told %q", c.what, out.Kind, out.Told)
		}
	}
}

// The pull of each mini-batch is no bouncing: a run that goes down slowly does so on
// any batches, and one whose loss ends above its start's is not still learning.
func TestMiniBatchesAloneAreNoBouncing(t *testing.T) {
	for _, batch := range []int{0, 1, 7, 30} {
		sc := netScenario(t, moonsSpec(), 300, "sgd", 0.01, 30)
		sc.Batch = batch
		outs := Outcomes(t.Context(), walksOf(t, sc))
		if outs[0].Kind != Crawling || outs[1].Kind == Crawling || outs[1].Kind == Learned {
			t.Errorf("batches of %d: the runs end %s and %s", batch, outs[0].Kind, outs[1].Kind)
		}
	}
}

// Low, good and high are what they are called, on all kinds of networks.
func TestRatesOfNetworksTellTheStory(t *testing.T) {
	for _, spoil := range []func(*NetSpec){
		func(*NetSpec) {}, func(s *NetSpec) { s.Data, s.Noise = "circles", 0.1 }, func(s *NetSpec) { s.Data = "xor" },
		func(s *NetSpec) { s.Act = network.ReLU }, func(s *NetSpec) { s.Act = network.Sigmoid }, func(s *NetSpec) { s.Loss = network.MSE },
		func(s *NetSpec) { s.Data, s.Loss, s.Units = "curve", network.MSE, []int{1, 8, 8, 1} },
		func(s *NetSpec) { s.Data, s.Loss, s.Units = "line", network.MSE, []int{1, 1} },
	} {
		spec := moonsSpec()
		spoil(&spec)
		for _, optimizer := range []string{"sgd", "momentum", "adam"} {
			sc := netScenario(t, spec, 300, optimizer)
			found, err := Suggest(t.Context(), &sc, optimizer)
			if err != nil {
				t.Fatal(err)
			}
			for _, rate := range []float64{found.Low, found.Good, found.High} {
				sc.Runs = append(sc.Runs, RunSpec{Optimizer: optimizer, LearningRate: rate})
			}
			outs := Outcomes(t.Context(), walksOf(t, sc))
			low, good, high := outs[0].Kind, outs[1].Kind, outs[2].Kind
			if low != Crawling && low != Stuck || good != Learned || high != Oscillating && high != Diverged && high != Stuck {
				t.Errorf("%s %s %s %s %v: %+v end %s, %s, %s", spec.Data, spec.Act, spec.Loss, optimizer, spec.Units, found.Rates, low, good, high)
			}
		}
	}
}

func walksOf(t *testing.T, sc Scenario) (walks []*Walk) {
	t.Helper()
	for i := range sc.Runs {
		w, err := Begin(sc, i)
		if err != nil {
			t.Fatal(err)
		}
		for !w.Over() {
			w.Advance(t.Context(), 7)
		}
		walks = append(walks, w)
	}
	return walks
}

// A few noisy points are learned by heart: the held-out loss turns up.
func TestOverfittingIsAnEvent(t *testing.T) {
	spec := moonsSpec()
	spec.Size, spec.Noise, spec.Units = 20, 0.5, []int{2, 16, 16, 1}
	w := walksOf(t, netScenario(t, spec, 600, "adam", 0.03))[0]
	out := w.Outcome(t.Context())
	held, _, _ := w.Beside()
	if len(out.Events) != 1 || out.Events[0].Event != "overfitting" {
		t.Fatalf("events %+v; the held-out loss goes from %v to %v, its lowest is %v", out.Events, held[0], held[600], slices.Min(held))
	}
	from := *out.Events[0].From
	if held[from] != slices.Min(held) || held[600] < 1.05*held[from] {
		t.Errorf("overfitting from %d: %v, in the end %v", from, held[from], held[600])
	}
	text, _ := json.Marshal(out.Events[0])
	if want := `{"event":"overfitting","from":`; string(text[:len(want)]) != want {
		t.Errorf("the event is %s", text)
	}
	if text, _ := json.Marshal(Event{Event: "saddle-escape"}); string(text) != `{"event":"saddle-escape","entered":0,"left":0}` {
		t.Errorf("another event is %s", text)
	}
	if n := w.sc.Net(); held[0] != network.NewEvaluator(&n.Shape, n.Held).Value(n.Initial) {
		t.Error("the held-out loss is not that of the held-out set")
	}
}

// The plane changes no loss and no outcome; its distance and its sight of the
// weights belong together.
func TestPlaneChangesNothingOfARun(t *testing.T) {
	var first *Walk
	for _, plane := range []PlaneSpec{{Kind: "reference"}, {Kind: "random"}, {Kind: "weights", I: 3, J: 17}} {
		spec := moonsSpec()
		spec.Plane = plane
		sc := netScenario(t, spec, 80, "sgd", 2)
		w := walksOf(t, sc)[0]
		if first == nil {
			first = w
		}
		for k := range w.all {
			if w.all[k].Loss != first.all[k].Loss {
				t.Fatalf("%s: the loss of step %d is %v, on another plane %v", plane.Text(), k, w.all[k].Loss, first.all[k].Loss)
			}
		}
		if a, b := w.Outcome(t.Context()), first.Outcome(t.Context()); a.Kind != b.Kind || a.K != b.K {
			t.Errorf("%s: %s at %d, on another plane %s at %d", plane.Text(), a.Kind, a.K, b.Kind, b.K)
		}
		at, err := WeightsAt(t.Context(), sc, 0, 33)
		if err != nil {
			t.Fatal(err)
		}
		_, distances, _ := w.Beside()
		x, y, off := sc.Net().Plane.Project(at)
		if p := w.all[33].W; math.Abs(p.X-x) > 1e-12 || math.Abs(p.Y-y) > 1e-12 || distances[33] != off {
			t.Errorf("%s: step 33 is at %v, %v off; its weights at %v, %v, %v off", plane.Text(), p, distances[33], x, y, off)
		}
		on := sc.Objective()
		center := make([]float64, len(at))
		sc.Net().Plane.At(0.1, 0.2, center)
		n := sc.Net()
		if loss := network.NewEvaluator(&n.Shape, n.Train).Value(center); on.Value(0.1, 0.2) != loss {
			t.Errorf("%s: the landscape's height is %v, the loss there %v", plane.Text(), on.Value(0.1, 0.2), loss)
		}
	}
}

// The landscape's slope and curvature are those of its heights.
func TestLandscapeOfANetworkHasItsDerivatives(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 10, "sgd", 1)
	o := sc.Objective()
	const h = 1e-5
	for _, p := range [][2]float64{{0, 0}, {0.5, -1}, {-2, 0.7}} {
		x, y := p[0], p[1]
		j := o.Jet(x, y)
		_, left, _ := o.Gradient(x-h, y)
		_, right, across := o.Gradient(x+h, y)
		_, _, below := o.Gradient(x-h, y)
		_, _, down := o.Gradient(x, y-h)
		_, _, up := o.Gradient(x, y+h)
		for name, pair := range map[string][2]float64{
			"x":  {j.X, (o.Value(x+h, y) - o.Value(x-h, y)) / (2 * h)},
			"y":  {j.Y, (o.Value(x, y+h) - o.Value(x, y-h)) / (2 * h)},
			"xx": {j.XX, (right - left) / (2 * h)},
			"xy": {j.XY, (across - below) / (2 * h)},
			"yy": {j.YY, (up - down) / (2 * h)},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6*(1+math.Abs(pair[1])) {
				t.Errorf("at %v: derivative %s is %v, by differences %v", p, name, pair[0], pair[1])
			}
		}
	}
	if v := sc.Surface.View; v.XMax-v.XMin != v.YMax-v.YMin || v.Distance(sc.Start) > 1 {
		t.Errorf("the view %+v is no square about the start %v", v, sc.Start)
	}
}

// A sweep of a network makes each run as it is made alone.
func TestSweepOfANetwork(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 60, "sgd", 0.5, 2)
	sc.Batch = 16
	coarse := 0
	result, err := Sweep(t.Context(), sc, 0, SweepSpec{From: 0.01, To: 100, N: 13, Tail: 9}, func(r *SweepResult) {
		for _, kind := range r.Outcomes {
			if kind != "" {
				coarse++
			}
		}
	})
	if err != nil || coarse != 4 {
		t.Fatalf("%d outcomes come first (%v)", coarse, err)
	}
	for i, rate := range result.Rates {
		alone := sc
		alone.Runs = []RunSpec{sc.Runs[0]}
		alone.Runs[0].LearningRate = rate
		its, _, _ := Collect(t.Context(), alone, 0)
		loss := math.NaN()
		for _, it := range its {
			if isFinite(&it) {
				loss = it.Loss
			}
		}
		if tail := result.Tails[i]; (result.Outcomes[i] == Oscillating) != (tail != nil) || tail != nil && tail[8] != its[len(its)-1].Loss {
			t.Errorf("rate %v, %s: the last losses are %v", rate, result.Outcomes[i], tail)
		}
		if result.Loss[i] != loss || result.Outcomes[i] == "" {
			t.Errorf("rate %v: loss %v (%s), alone %v", rate, result.Loss[i], result.Outcomes[i], loss)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Sweep(ctx, sc, 0, SweepSpec{From: 0.01, To: 100, N: 13}, nil); err == nil {
		t.Error("a sweep that nobody waits for goes on")
	}
}

func TestNetworksAreBounded(t *testing.T) {
	for name, spoil := range map[string]func(*NetSpec){
		"data": func(s *NetSpec) { s.Data = "moon" }, "units": func(s *NetSpec) { s.Units = []int{1, 5, 1} },
		"out": func(s *NetSpec) { s.Units = []int{2, 5, 2} }, "many": func(s *NetSpec) { s.Units = []int{2, 50, 50, 1} },
		"loss": func(s *NetSpec) { s.Data, s.Units = "curve", []int{1, 5, 1} }, "size": func(s *NetSpec) { s.Size = 2000 },
		"weights": func(s *NetSpec) { s.Plane = PlaneSpec{"weights", 1, 99} }, "plane": func(s *NetSpec) { s.Plane.Kind = "flat" },
		"init": func(s *NetSpec) { s.Init = "best" },
	} {
		spec := moonsSpec()
		spoil(&spec)
		if _, err := NewNet(t.Context(), spec); err == nil {
			t.Errorf("%s: %+v is taken", name, spec)
		}
	}
	sc := netScenario(t, moonsSpec(), 5000, "sgd", 1, 2, 3, 4, 5, 6)
	if err := sc.Net().Fits(&sc); err != nil {
		t.Error(err)
	}
	spec := moonsSpec()
	spec.Units = []int{2, 40, 40, 1}
	sc = netScenario(t, spec, 5000, "sgd", 1)
	if err := sc.Net().Fits(&sc); err == nil {
		t.Error("540 million are not too much work")
	}
	if n := sc.Net().SweepRates(&sc, 200); n != LeastRates {
		t.Errorf("a sweep of it takes %d rates", n)
	}
}
