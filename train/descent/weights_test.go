package descent

import (
	"context"
	"math"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/rule"
)

// pathOfMany are the weights of each iterate of a run.
func pathOfMany(t *testing.T, task Task, s Settings) (path [][]float64, its Trajectory) {
	t.Helper()
	d, err := New(task, s)
	if err != nil {
		t.Fatal(err)
	}
	d.Each(t.Context(), func(it Iterate) bool {
		path, its = append(path, slices.Clone(d.LastWeights())), append(its, it)
		return true
	})
	return path, its
}

// Every optimizer does the same to five or fifty weights as to two: what plain
// code written from its formulas does.
func TestRulesOfAnyNumberOfWeights(t *testing.T) {
	for _, o := range rule.Optimizers() {
		plain, ok := plainRules[o.ID]
		if !ok {
			t.Errorf("%s has no plain code", o.ID)
			continue
		}
		for _, n := range []int{1, 2, 5, 50} {
			for _, set := range append(variants[o.ID], nil) {
				q, rate := newQuadratic(n, o.ID == "newton"), 0.1
				if o.Rateless {
					rate = 1
				}
				with := Settings{Steps: 40, Params: set, Optimizer: o.ID, LearningRate: rate}
				got, _ := pathOfMany(t, q.task(), with)
				want := plain(q, rule.Complete(o.Params, set, 0), rate, len(got)-1)
				comparePaths(t, o.ID, set, got, want)
			}
		}
	}
}

func comparePaths(t *testing.T, id string, set rule.Params, got, want [][]float64) {
	t.Helper()
	if len(got) < 2 {
		t.Errorf("%s %v: only %d iterates", id, set, len(got))
	}
	for k := range got {
		for i := range got[k] {
			if !(math.Abs(got[k][i]-want[k][i]) <= 1e-8*(1+math.Abs(want[k][i]))) {
				t.Errorf("%s %v, %d weights, k %d: weight %d is %v, want %v", id, set, len(got[k]), k, i, got[k][i], want[k][i])
				return
			}
		}
	}
}

// A step by the strong Wolfe conditions meets them, with any number of weights.
func TestWolfeStepsOfManyWeights(t *testing.T) {
	for _, n := range []int{1, 2, 5, 50} {
		q := newQuadratic(n, false)
		with := Settings{Steps: 30, Params: rule.Params{"line_search": 1}, Optimizer: "lbfgs", LearningRate: 1}
		path, its := pathOfMany(t, q.task(), with)
		for k := range len(path) - 1 {
			g, next, s0, s1 := make([]float64, n), make([]float64, n), 0.0, 0.0
			before, after := q.Gradient(path[k], g), q.Gradient(path[k+1], next)
			for i := range n {
				s0 += g[i] * (path[k+1][i] - path[k][i])
				s1 += next[i] * (path[k+1][i] - path[k][i])
			}
			if after > before+1e-4*s0+1e-15 || math.Abs(s1) > 0.9*math.Abs(s0)+1e-15 {
				t.Errorf("%d weights, k %d: loss %v to %v, slope %v to %v", n, k, before, after, s0, s1)
			}
		}
		if last := its[len(its)-1]; last.Loss > 1e-9 {
			t.Errorf("%d weights: the loss is still %v", n, last.Loss)
		}
	}
}

// A run of more than two weights ends by its weights, not by where it is drawn.
func TestEndsOfManyWeights(t *testing.T) {
	q, start := newQuadratic(5, false), newQuadratic(5, false).start()
	far := 100 * (1 + math.Sqrt(plainDot(start, start)))
	with := Settings{Steps: 5000, Optimizer: "sgd", LearningRate: 1}
	flat := &landscape.Plane{Center: q.c, X: make([]float64, 5), Y: make([]float64, 5)} // nothing is seen to move
	task := q.task()
	task.Plane = flat
	path, its := pathOfMany(t, task, with)
	for k, w := range path {
		if out := distanceOf(w, start) > far; out != (k == len(path)-1) {
			t.Errorf("k %d of %d: %v from the start, the limit is %v", k, len(path), distanceOf(w, start), far)
		}
	}
	if last := its[len(its)-1]; !math.IsNaN(last.LearningRate) || last.W != (landscape.Point{}) {
		t.Errorf("the last iterate is %+v", last)
	}
	with.LearningRate = 0.2
	path, _ = pathOfMany(t, task, with)
	still := 0
	for k := 1; k < len(path); k++ {
		still++
		if distanceOf(path[k], path[k-1]) >= 1e-12*(1+math.Sqrt(plainDot(path[k-1], path[k-1]))) {
			still = 0
		}
		if (still == 10) != (k == len(path)-1) {
			t.Errorf("k %d of %d: %d updates moved nothing", k, len(path)-1, still)
		}
	}
}

// endless is a loss that stops being a number away from its start.
type endless struct{ left int }

func (e *endless) Gradient(w, g []float64) float64 {
	for i := range g {
		g[i] = 1
	}
	if e.left--; e.left < 0 {
		g[len(g)-1] = math.Inf(1)
	}
	return w[0]
}

func TestRunEndsWhereAGradientIsNotFinite(t *testing.T) {
	task := Task{Objective: &endless{left: 7}, Start: make([]float64, 5), Best: math.NaN()}
	path, _ := pathOfMany(t, task, Settings{Steps: 100, Optimizer: "sgd", LearningRate: 0.01})
	if len(path) != 8 {
		t.Errorf("%d iterates, want 8", len(path))
	}
	if _, err := New(task, Settings{Optimizer: "newton", LearningRate: 1}); err == nil {
		t.Error("Newton runs without second derivatives")
	}
}

// The page sees a run's projection, and the gradient's.
func TestRunIsDrawnOnItsPlane(t *testing.T) {
	q := newQuadratic(5, false)
	task, s := q.task(), math.Sqrt(0.5)
	task.Plane = &landscape.Plane{Center: q.c, X: []float64{0, s, 0, s, 0}, Y: []float64{1, 0, 0, 0, 0}}
	path, its := pathOfMany(t, task, Settings{Steps: 20, Optimizer: "sgd", LearningRate: 0.1})
	for k, w := range path {
		g := make([]float64, 5)
		loss := q.Gradient(w, g)
		at := landscape.Point{X: s*(w[1]-q.c[1]) + s*(w[3]-q.c[3]), Y: w[0] - q.c[0]}
		slope := landscape.Point{X: s * (g[1] + g[3]), Y: g[0]}
		if between(its[k].W, at) > 1e-12 || between(its[k].Grad, slope) > 1e-12 || its[k].Loss != loss {
			t.Fatalf("k %d: %+v, want %v, %v", k, its[k], at, slope)
		}
	}
}

// Noise is drawn for each component, clipping bounds the whole gradient.
func TestNoiseAndClippingOfManyWeights(t *testing.T) {
	for _, n := range []int{1, 5, 50} {
		for _, clip := range []Clip{{}, {"norm", 0.5}, {"value", 0.1}} {
			q := newQuadratic(n, false)
			with := Settings{Steps: 25, Noise: 0.3, Seed: 9, Clip: clip, Optimizer: "sgd", LearningRate: 0.1}
			got, _ := pathOfMany(t, q.task(), with)
			comparePaths(t, "sgd with noise", nil, got, noisyDescent(q, with, len(got)-1))
		}
	}
}

func noisyDescent(q *quadratic, with Settings, steps int) [][]float64 {
	w, g := q.start(), make([]float64, len(q.c))
	path := [][]float64{slices.Clone(w)}
	var stream noise
	stream.seed(with.Seed)
	for range steps {
		q.Gradient(w, g)
		for i := 0; i < len(g); i += 2 {
			pair := [2]float64{}
			pair[0], pair[1] = stream.next()
			for j := i; j < min(i+2, len(g)); j++ {
				g[j] += with.Noise * pair[j-i]
			}
		}
		length, shrink := math.Sqrt(plainDot(g, g)), 1.0
		if with.Clip.Kind == "norm" {
			shrink = math.Min(1, with.Clip.Bound/(length+1e-6))
		}
		for i := range w {
			v := g[i] * shrink
			if with.Clip.Kind == "value" {
				v = math.Max(-with.Clip.Bound, math.Min(v, with.Clip.Bound))
			}
			w[i] -= 0.1 * v
		}
		path = append(path, slices.Clone(w))
	}
	return path
}

// Two weights give the same bits whether a surface's box or the weights
// themselves tell how the run ends, and whether a formula is asked for slices
// or through x and y.
func TestTwoWeightsAreTwoOfMany(t *testing.T) {
	for _, o := range rule.Optimizers() {
		s, _ := landscape.Lookup("himmelblau")
		with := Settings{Optimizer: o.ID, LearningRate: 0.01, Steps: 200, Noise: 0.2, Clip: Clip{"norm", 30}, Schedule: "cosine"}
		if o.Rateless {
			with.LearningRate = 1
		}
		task := OnSurface(s, s.Start)
		_, want := pathOfMany(t, task, with)
		task.Objective, task.View = twoWeights{s.Objective()}, nil
		_, got := pathOfMany(t, task, with)
		n := min(len(got), len(want))
		if n < 2 || !sameTrajectory(got[:n-1], want[:n-1]) {
			t.Errorf("%s: the runs differ (%d and %d iterates)", o.ID, len(got), len(want))
		}
	}
}

func sameTrajectory(a, b Trajectory) bool {
	return slices.EqualFunc(a, b, func(p, q Iterate) bool { return p == q })
}

// notes keep the losses of a batch's runs.
type notes struct {
	indices []int
	losses  [][]float64
}

func (o *notes) Begin(slot int, l Job) { o.indices[slot] = l.Index }
func (o *notes) See(slot int, it *Iterate) bool {
	o.losses[o.indices[slot]] = append(o.losses[o.indices[slot]], it.Loss)
	return false
}
func (o *notes) End(int, *Iterate, bool) {}

// Many runs in lockstep give the same bits as one by one, with many weights too.
func TestBatchOfManyWeights(t *testing.T) {
	const runs, size, n = 20, 4, 5
	for _, o := range rule.Optimizers() {
		with := Settings{Steps: 30, Noise: 0.1, Optimizer: o.ID, LearningRate: 1}
		d, err := New(newQuadratic(n, false).task(), with)
		if err != nil {
			t.Fatal(err)
		}
		rate := func(index int) float64 { return 0.05 * float64(index+1) }
		watch, next := &notes{make([]int, size), make([][]float64, runs)}, 0
		newBatch(d, size, watch).run(context.Background(), func() (Job, bool) {
			next++
			return Job{Index: next - 1, Start: d.start, Rate: rate(next - 1)}, next <= runs
		})
		for index, got := range watch.losses {
			with.LearningRate = rate(index)
			_, want := pathOfMany(t, newQuadratic(n, false).task(), with)
			for k, it := range want {
				if k >= len(got) || got[k] != it.Loss || len(got) != len(want) {
					t.Fatalf("%s, index %d: %d iterates, %d alone; they differ at %d", o.ID, index, len(got), len(want), k)
				}
			}
		}
	}
}

// No step allocates: what a rule works in is there from its first.
func TestNoRuleAllocates(t *testing.T) {
	for _, o := range rule.Optimizers() {
		for _, set := range append(variants[o.ID], nil) {
			q := newQuadratic(5, false)
			with := Settings{Steps: 1 << 30, Params: set, Noise: 1, Seed: 3, Optimizer: o.ID, LearningRate: 0.01}
			d, err := New(Task{Objective: still{q}, Start: q.start(), Best: math.NaN()}, with)
			if err != nil {
				t.Fatal(err)
			}
			var it Iterate
			d.Next(&it)
			if allocations := testing.AllocsPerRun(50, func() { d.Next(&it) }); allocations != 0 {
				t.Errorf("%s %v: %v allocations a step", o.ID, set, allocations)
			}
		}
	}
}

func between(a, b landscape.Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
