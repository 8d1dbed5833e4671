package train

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"downhill/landscape/network"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/nets"
)

// What a network's run did, in one word, at rates from far too low to far too high.
func TestOutcomesOfNetworks(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 300, "sgd", 0.001, 3)
	walks := walksOf(t, sc)
	outs := Outcomes(t.Context(), walks)
	if outs[0].Kind != judge.Crawling || outs[1].Kind != judge.Learned {
		t.Errorf("the runs ended %s and %s", outs[0].Kind, outs[1].Kind)
	}
	if k := outs[1].K; walks[1].all[k].Loss > 0.1*walks[1].all[0].Loss+0.05 || k == 0 {
		t.Errorf("it learned by step %d, at loss %v", k, walks[1].all[k].Loss)
	}
	high := moonsSpec()
	high.Units, high.Act, high.Loss = []int{2, 8, 8, 1}, network.ReLU, network.MSE
	if out := Outcomes(t.Context(), walksOf(t, netScenario(t, high, 300, "sgd", 1e4)))[0]; out.Kind != judge.Diverged {
		t.Errorf("at a rate of 10⁴ it ended %s", out.Kind)
	}
	zero := moonsSpec()
	zero.Init = network.Zero
	if out := Outcomes(t.Context(), walksOf(t, netScenario(t, zero, 300, "sgd", 0.5)))[0]; out.Kind != judge.Stuck {
		t.Errorf("from weights that are all 0 it ended %s", out.Kind)
	}
	bounce := netScenario(t, high, 300, "momentum", 0.01, 1)
	bounce.Batch = 4
	outs = Outcomes(t.Context(), walksOf(t, bounce))
	if outs[1].Kind != judge.Oscillating && outs[1].Kind != judge.Diverged {
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
	if out.Kind != judge.Learned || out.Guess != judge.NoBetter || math.Abs(out.Loss-math.Ln2) > 0.01 || !(out.Lowest <= out.Loss) {
		t.Errorf("a deep sigmoid ended %s, guess %q, at loss %v with the lowest at %v", out.Kind, out.Guess, out.KLoss, out.Lowest)
	}
	zero := moonsSpec()
	zero.Init = network.Zero
	dead := netScenario(t, zero, 300, "sgd", 0.5)
	out = Outcomes(t.Context(), walksOf(t, dead))[0]
	if out.Kind != judge.Stuck || out.Guess != judge.NoBetter || judge.ReasonOf(dead.Case(0), out, 0, false) != judge.NoneLower {
		t.Errorf("from weights that are all 0 it ended %s, guess %q, caveat %q", out.Kind, out.Guess, out.Caveat)
	}
	out = Outcomes(t.Context(), walksOf(t, netScenario(t, moonsSpec(), 300, "sgd", 3)))[0]
	if out.Kind != judge.Learned || out.Guess != "" || out.Caveat != judge.NoReason {
		t.Errorf("a run that learns ended %s, guess %q, caveat %q", out.Kind, out.Guess, out.Caveat)
	}
}

// What is told of a run of a network is what its losses do.
func TestJudgesOfNetworksHoldTheirWord(t *testing.T) {
	sc := netScenario(t, moonsSpec(), 40, "sgd", 0.01)
	n := sc.Net()
	for _, c := range []struct {
		what   string
		loss   func(k int) float64
		kind   judge.Kind
		caveat judge.Reason
	}{
		{"falling", func(k int) float64 { return 0.9 - 0.005*float64(k) }, judge.Crawling, judge.NoReason},
		{"rising again", func(k int) float64 { return 0.9 - 0.3 + 0.01*math.Abs(float64(k-20)) }, judge.Crawling, judge.NotFalling},
		{"trembling", func(k int) float64 { return 0.9 - 0.005*float64(k) + 0.3*max(0, float64(k-39)) }, judge.Crawling, judge.NotBelow},
		{"above its start", func(k int) float64 { return 0.9 + 0.1*float64(min(k, 1)) - 0.001*float64(k) }, judge.Oscillating, judge.AboveStart},
	} {
		its := descent.Trajectory{}
		for k := range 41 {
			its = append(its, descent.Iterate{K: k, Loss: c.loss(k)})
		}
		its[0].Loss = 0.9
		out := nets.NewTrail(n, sc.settings(0), 0).Outcome(its, false, 0)
		if out.Kind != c.kind || out.Caveat != c.caveat {
			t.Errorf("a run %s ended %s, caveat %q", c.what, out.Kind, out.Caveat)
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
		if outs[0].Kind != judge.Crawling || outs[1].Kind == judge.Crawling || outs[1].Kind == judge.Learned {
			t.Errorf("batches of %d: the runs end %s and %s", batch, outs[0].Kind, outs[1].Kind)
		}
	}
}

// A run that trembles from batch to batch while each of its last losses is below each of
// those half-way is told as learning still; one that spikes as high again bounces.
func TestRunsThatTrembleAndFallAreStillLearning(t *testing.T) {
	sc := mustParse(t, "surface=net&batch=32&lr=0.16,0.2,0.25,0.4,0.5,0.8")
	for i, out := range Outcomes(t.Context(), walksOf(t, sc)) {
		want := judge.Falling
		if i > 2 {
			want = judge.NoReason
		}
		if out.Kind != judge.Oscillating || out.Caveat != want {
			t.Errorf("at %g it is %s, caveat %q, want %q", sc.Runs[i].LearningRate, out.Kind, out.Caveat, want)
		}
	}
}

// A run whose loss falls in each of its last steps does not bounce, whatever its weights did
// before.
func TestRunsWhoseLossFallsAllTheTimeDoNotBounce(t *testing.T) {
	for _, query := range []string{
		"surface=net&data=line&units=1,4,1&act=relu&opt=rmsprop&steps=100&seed=2&lr=0.052,6.78&init=he",
		"surface=net&data=spirals&units=2,8,8,1&act=sigmoid&opt=rmsprop&steps=30&seed=49&lr=0.681",
	} {
		walks := walksOf(t, mustParse(t, query))
		out, its := Outcomes(t.Context(), walks)[0], walks[0].Iterates()
		for k := len(its) - 10; k < len(its); k++ {
			if !(its[k].Loss < its[k-1].Loss) {
				t.Fatalf("%s: the loss rises at step %d", query, k)
			}
		}
		if out.Kind == judge.Oscillating && out.Caveat != judge.AboveStart {
			t.Errorf("%s: %s, caveat %q", query, out.Kind, out.Caveat)
		}
	}
}

// Low, good and high are what they are called, on all kinds of networks.
func TestRatesOfNetworksTellTheStory(t *testing.T) {
	for _, spoil := range []func(*nets.Spec){
		func(*nets.Spec) {}, func(s *nets.Spec) { s.Data, s.Noise = "circles", 0.1 }, func(s *nets.Spec) { s.Data = "xor" },
		func(s *nets.Spec) { s.Act = network.ReLU }, func(s *nets.Spec) { s.Act = network.Sigmoid }, func(s *nets.Spec) { s.Loss = network.MSE },
		func(s *nets.Spec) { s.Data, s.Loss, s.Units = "curve", network.MSE, []int{1, 8, 8, 1} },
		func(s *nets.Spec) { s.Data, s.Loss, s.Units = "line", network.MSE, []int{1, 1} },
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
			if low != judge.Crawling && low != judge.Stuck || good != judge.Learned || high != judge.Oscillating && high != judge.Diverged && high != judge.Stuck {
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

// TestOverfittingLasts: a held-out loss that is up and down from step to step, as a rate
// that is too high makes it, does not end above its lowest because its last step is up.
func TestOverfittingLasts(t *testing.T) {
	ups := 0
	for _, w := range walksOf(t, mustParse(t, "surface=net&lr=0.1,0.5,2")) {
		out := w.Outcome(t.Context())
		held, _, _ := w.Beside()
		last, lowest := len(held)-1, slices.Min(held)
		if held[last] >= 1.05*lowest && slices.Min(held[last-last/20:]) < 1.05*lowest {
			ups++
		}
		for _, e := range out.Events {
			if e.Event == "overfitting" && slices.Min(held[last-last/20:]) < 1.05*lowest {
				t.Errorf("overfitting from %d, and the held-out loss comes within a twentieth of its lowest %v again after step %d", *e.From, lowest, last-last/20)
			}
		}
	}
	if ups == 0 {
		t.Error("no held-out loss ends up for a moment: nothing is tried")
	}
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
	if text, _ := json.Marshal(judge.Event{Event: "saddle-escape"}); string(text) != `{"event":"saddle-escape","entered":0,"left":0}` {
		t.Errorf("another event is %s", text)
	}
	if n := w.sc.Net(); held[0] != network.NewEvaluator(&n.Shape, n.Held).Value(n.Initial) {
		t.Error("the held-out loss is not that of the held-out set")
	}
}
