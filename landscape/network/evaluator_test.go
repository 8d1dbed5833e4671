package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomCase is a network of any shape, weights and a data set for it.
func randomCase(r *rand.Rand, act Act, loss Loss) (*Net, *Set, []float64) {
	n := &Net{Act: act, Loss: loss}
	for range 2 + r.IntN(MaxLayers) {
		n.Units = append(n.Units, 1+r.IntN(7))
	}
	set := &Set{}
	for range 1 + r.IntN(150) {
		x := make([]float64, n.Inputs())
		for i := range x {
			x[i] = r.NormFloat64()
		}
		set.X = append(set.X, x)
		for range n.Outputs() {
			set.Y = append(set.Y, float64(r.IntN(2)))
		}
	}
	w := make([]float64, n.Weights())
	for i := range w {
		w[i] = 0.7 * r.NormFloat64()
	}
	return n, set, w
}

// everyKind calls test with random networks of each activation and loss.
func everyKind(t *testing.T, times int, test func(t *testing.T, n *Net, set *Set, w []float64)) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 7))
	for _, act := range Acts() {
		for _, loss := range append(Losses(), SigmoidMSE, HalfMSE) {
			t.Run(string(act)+" "+string(loss), func(t *testing.T) {
				for range times {
					n, set, w := randomCase(r, act, loss)
					if err := n.Check(); err != nil {
						t.Fatal(err)
					}
					test(t, n, set, w)
				}
			})
		}
	}
}

func close64(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance*(1+math.Abs(b)) }

func TestGradientIsThatOfCentralDifferences(t *testing.T) {
	everyKind(t, 12, func(t *testing.T, n *Net, set *Set, w []float64) {
		e, g := NewEvaluator(n, set), make([]float64, len(w))
		if loss := e.Gradient(w, g); !close64(e.Value(w), loss, 1e-15) {
			t.Errorf("%v: the loss is %v with its gradient, %v without", n.Units, loss, e.Value(w))
		}
		for i := range w {
			// A kink of ReLU between both points makes one difference untrue,
			// hardly ever two of different widths.
			wide, narrow := central(e, w, i, 1e-5), central(e, w, i, 1e-7)
			if !close64(g[i], wide, 1e-6) && !close64(g[i], narrow, 1e-5) {
				t.Fatalf("%v: derivative %d is %v, by differences %v and %v", n.Units, i, g[i], wide, narrow)
			}
		}
	})
}

func central(e *Evaluator, w []float64, i int, h float64) float64 {
	moved := slices.Clone(w)
	moved[i] = w[i] + h
	after := e.Value(moved)
	moved[i] = w[i] - h
	return (after - e.Value(moved)) / (2 * h)
}

// Blocks of points give what the plain statement of backpropagation gives for
// each alone.
func TestBlocksAreBackpropagationPointByPoint(t *testing.T) {
	everyKind(t, 8, func(t *testing.T, n *Net, set *Set, w []float64) {
		points := rand.Perm(len(set.X))[:1+len(set.X)/2]
		loss, want := 0.0, make([]float64, len(w))
		for _, s := range points {
			p := n.Backpropagate(w, set.X[s], set.target(s, n.Outputs()))
			loss += p.Loss / float64(len(points))
			for i := range want {
				want[i] += p.Gradient[i] / float64(len(points))
			}
		}
		g := make([]float64, len(w))
		if got := NewEvaluator(n, set).BatchGradient(w, g, points); !close64(got, loss, 1e-13) {
			t.Errorf("%v: loss %v, want %v", n.Units, got, loss)
		}
		for i := range g {
			if !close64(g[i], want[i], 1e-13) {
				t.Fatalf("%v: derivative %d is %v, want %v", n.Units, i, g[i], want[i])
			}
		}
	})
}

func TestHessianIsThatOfCentralDifferences(t *testing.T) {
	everyKind(t, 4, func(t *testing.T, n *Net, set *Set, w []float64) {
		size := len(w)
		e, h := NewEvaluator(n, set), make([]float64, size*size)
		e.Hessian(w, h)
		const step = 1e-5
		for i := range w {
			before, after, moved := make([]float64, size), make([]float64, size), slices.Clone(w)
			moved[i] = w[i] - step
			e.Gradient(moved, before)
			moved[i] = w[i] + step
			e.Gradient(moved, after)
			for j := range w {
				want := (after[j] - before[j]) / (2 * step)
				// ReLU's kinks are for TestHessianOfReLUs.
				if n.Act != ReLU && !close64(h[i*size+j], want, 1e-5) {
					t.Fatalf("%v: second derivative %d, %d is %v, by differences %v", n.Units, i, j, h[i*size+j], want)
				}
				if h[i*size+j] != h[j*size+i] {
					t.Fatalf("%v: %d, %d is not symmetric", n.Units, i, j)
				}
			}
		}
	})
}

// A network of ReLUs is, away from its kinks, a polynomial of its weights: the
// differences of most columns are as exact as those of smooth ones.
func TestHessianOfReLUs(t *testing.T) {
	r, seen := rand.New(rand.NewPCG(3, 3)), 0
	for range 20 {
		n, set, w := randomCase(r, ReLU, MSE)
		size := len(w)
		e, hv := NewEvaluator(n, set), make([]float64, size)
		v, moved := make([]float64, size), slices.Clone(w)
		for i := range v {
			v[i] = r.NormFloat64()
		}
		e.HessianTimes(w, v, hv)
		before, after := make([]float64, size), make([]float64, size)
		const step = 1e-8
		for i := range w {
			moved[i] = w[i] + step*v[i]
		}
		e.Gradient(moved, after)
		for i := range w {
			moved[i] = w[i] - step*v[i]
		}
		e.Gradient(moved, before)
		agrees := true
		for i := range w {
			agrees = agrees && close64(hv[i], (after[i]-before[i])/(2*step), 1e-4)
		}
		if agrees {
			seen++
		}
	}
	if seen < 18 {
		t.Errorf("only %d of 20 agree with differences", seen)
	}
}

// The same weights give the same bits, whatever the evaluator did before.
func TestEvaluatorRepeatsItselfExactly(t *testing.T) {
	everyKind(t, 3, func(t *testing.T, n *Net, set *Set, w []float64) {
		e, one, two := NewEvaluator(n, set), make([]float64, len(w)), make([]float64, len(w))
		loss := e.Gradient(w, one)
		far := slices.Clone(w)
		for i := range far {
			far[i] *= 1e3
		}
		e.BatchGradient(far, two, []int{0})
		e.HessianTimes(far, w, two)
		e.Outputs(far, set.X, make([]float64, len(set.X)))
		if again := e.Gradient(w, two); again != loss || !slices.Equal(one, two) {
			t.Errorf("%v: loss %v, then %v", n.Units, loss, again)
		}
		fresh := NewEvaluator(n, set)
		if again := fresh.Gradient(w, two); again != loss || !slices.Equal(one, two) {
			t.Errorf("%v: loss %v, by another evaluator %v", n.Units, loss, again)
		}
	})
}

func TestOutputsAreThoseOfThePass(t *testing.T) {
	everyKind(t, 2, func(t *testing.T, n *Net, set *Set, w []float64) {
		out := make([]float64, len(set.X))
		NewEvaluator(n, set).Outputs(w, set.X, out)
		for s := range out {
			p := n.Backpropagate(w, set.X[s], set.target(s, n.Outputs()))
			if want := p.Values[n.Layers()][0]; !close64(out[s], want, 1e-13) {
				t.Fatalf("%v: output %v, want %v", n.Units, out[s], want)
			}
		}
	})
}

func TestNoPassAllocates(t *testing.T) {
	n := &Net{Units: []int{2, 5, 3, 1}, Act: Tanh, Loss: BCE}
	d, _ := LookupData("moons")
	set, _, _ := d.Make(1, 100, 0.1)
	e, w := NewEvaluator(n, set), n.Initial(Xavier, 1)
	g, points := make([]float64, len(w)), []int{3, 1, 4}
	e.HessianTimes(w, w, g)
	for name, pass := range map[string]func(){
		"gradient": func() { e.Gradient(w, g) },
		"value":    func() { e.Value(w) },
		"batch":    func() { e.BatchGradient(w, g, points) },
		"second":   func() { e.HessianTimes(w, w, g) },
	} {
		if allocations := testing.AllocsPerRun(20, pass); allocations != 0 {
			t.Errorf("%s: %v allocations", name, allocations)
		}
	}
}

func TestNetworkIsBounded(t *testing.T) {
	for _, bad := range [][]int{{}, {2}, {2, 0, 1}, {2, -1, 1}, {40, 40, 40, 1}, {2, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {2, 1 << 40, 1}} {
		n := &Net{Units: bad, Act: Tanh, Loss: BCE}
		if n.Check() == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	n := &Net{Units: []int{2, 16, 16, 1}, Act: Tanh, Loss: BCE}
	if n.Check() != nil || n.Weights() != 337 {
		t.Errorf("%v has %d weights (%v)", n.Units, n.Weights(), n.Check())
	}
	if (&Net{Units: n.Units, Act: "sine", Loss: BCE}).Check() == nil || (&Net{Units: n.Units, Act: Tanh, Loss: "abs"}).Check() == nil {
		t.Error("an unknown activation or loss is taken")
	}
}
