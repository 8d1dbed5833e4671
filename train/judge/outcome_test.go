package judge

import (
	"math"
	"testing"

	"downhill/landscape"
	"downhill/landscape/formula"
	"downhill/train/descent"
)

// table is a made-up surface for hand-made trajectories: ±5, its diagonal
// 14.14, so that "near" is within 0.1414; a global minimum at (0, 0), a local
// one at (3, 0) and a saddle at (0, 3).
func table(t *testing.T) *landscape.Surface {
	t.Helper()
	p, err := formula.Compile("(x^2 + y^2)/2")
	if err != nil {
		t.Fatal(err)
	}
	return &landscape.Surface{
		ID: "table", Loss: landscape.Formula{Program: p}, Steps: 40,
		View: landscape.View{XMin: -5, XMax: 5, YMin: -5, YMax: 5},
		Minima: []landscape.Minimum{
			{At: landscape.Point{}, Loss: 0, Global: true},
			{At: landscape.Point{X: 3}, Loss: 1},
		},
		Saddles: []landscape.Point{{Y: 3}},
	}
}

// along makes a trajectory of n updates from functions of k.
func along(n int, x, y, loss func(k float64) float64) descent.Trajectory {
	t := make(descent.Trajectory, n+1)
	for i := range t {
		k := float64(i)
		t[i] = descent.Iterate{K: i, W: landscape.Point{X: x(k), Y: y(k)}, Loss: loss(k),
			Grad: landscape.Point{X: 1, Y: 1}, LearningRate: 1}
	}
	t[n].LearningRate = math.NaN()
	return t
}

func constant(v float64) func(float64) float64 { return func(float64) float64 { return v } }

func falling(k float64) float64 { return 10 - k/10 }

func alternate(k float64) float64 {
	if int(k)%2 == 0 {
		return 1
	}
	return -1
}

// upTo is one function before step n, another from there on.
func upTo(n float64, before, after float64) func(float64) float64 {
	return func(k float64) float64 {
		if k < n {
			return before
		}
		return after
	}
}

func TestRules(t *testing.T) {
	near := 0.01 * math.Hypot(10, 10)
	shrinking := func(k float64) float64 { return alternate(k) * math.Pow(0.92, k) * 4 }
	turning := func(n, there, then float64) func(float64) float64 { // 8 at first, and straight on to these
		return func(k float64) float64 {
			return 8 + (there-8)*max(0, min(1, (k-20)/(n-20))) + (then-there)*max(0, (k-n)/10)
		}
	}
	for _, c := range []struct {
		name       string
		trajectory descent.Trajectory
		kind       Kind
		k          int
	}{
		{"at the global minimum from step 7", along(40, upTo(7, 2, near*0.99), constant(0), falling), Converged, 7},
		{"a hair outside it", along(40, upTo(7, 2, near*1.01), constant(0), falling), Crawling, 40},
		{"there just in time for the window of ten", along(40, upTo(30, 2, 0), constant(0), falling), Converged, 30},
		{"one step too late", along(40, upTo(31, 2, near/2), constant(0), falling), Crawling, 40},
		{"at the local minimum", along(40, upTo(3, 2, 3), constant(0), falling), StuckLocal, 3},
		{"at the saddle", along(40, constant(0), upTo(3, 2, 3), falling), StuckSaddle, 40},
		{"to and fro for ever", along(40, alternate, constant(0), constant(1)), Oscillating, 40},
		{"to and fro, shrinking by half in a quarter", along(40, shrinking, constant(-2), falling), SlowZigzag, 40},
		{"the same, higher after the third quarter", along(40, shrinking, constant(-2), turning(30, 9, 7)), Oscillating, 40},
		{"the same, higher after the last", along(40, shrinking, constant(-2), turning(30, 6, 7)), Oscillating, 40},
		{"a slow way down", along(40, func(k float64) float64 { return -4 + k/100 }, constant(0), falling), Crawling, 40},
		{"a jump of a fifth of the diagonal", along(40, upTo(20, -4, -4+0.21*math.Hypot(10, 10)), constant(4), func(k float64) float64 { return falling(k) + upTo(20, 0, 3)(k) }), Thrown, 40},
		{"as long a step down", along(40, upTo(20, -4, -4+0.21*math.Hypot(10, 10)), constant(4), falling), Crawling, 40},
		{"a shorter one", along(40, upTo(20, -4, -4+0.19*math.Hypot(10, 10)), constant(4), falling), Crawling, 40},
		{"outside one and a half half-widths", along(40, func(k float64) float64 { return 7 + k/60 }, constant(0), falling), Thrown, 40},
		{"round and round, up and down", along(40, func(k float64) float64 { return 2 + math.Cos(k/3) }, func(k float64) float64 { return 2 + math.Sin(k/3) }, func(k float64) float64 { return 3 + math.Sin(k) }), Wandering, 40},
		{"astray, but getting on", along(40, func(k float64) float64 { return -4 + k/20 }, constant(2), func(k float64) float64 { return 3 + math.Sin(k) }), Crawling, 40},
		{"left at 12", along(40, upTo(12, 1, 50.1), constant(0), constant(2)), Diverged, 12},
		{"at the very border", along(40, upTo(12, 1, 50), constant(0), constant(2)), Thrown, 40},
		{"not a number at 5", along(40, constant(1), constant(0), upTo(5, 1, math.NaN())), LeftDomain, 5},
		{"infinite from the first", along(40, constant(1), constant(0), constant(math.Inf(1))), Diverged, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := One(t.Context(), Case{Surface: table(t), Settings: descent.Settings{Optimizer: "sgd", Steps: 40}}, nil, c.trajectory)
			if out.Kind != c.kind || out.K != c.k {
				t.Errorf("%s at %d, want %s at %d", out.Kind, out.K, c.kind, c.k)
			}
		})
	}
}

// A run that had settled before its steps were over: its last iterate stands
// for the later ones, so that the window looks at them.
func TestSettledRunsAreExtended(t *testing.T) {
	s := table(t)
	short := along(12, upTo(5, 2, 0), constant(0), falling)
	out := One(t.Context(), Case{Surface: s, Settings: descent.Settings{Optimizer: "sgd", Steps: 5000}}, nil, short)
	if out.Kind != Converged || out.K != 5 || out.Last != 12 {
		t.Errorf("%s at %d of %d, want converged at 5 of 12", out.Kind, out.K, out.Last)
	}
	aside := along(12, constant(2), constant(2), constant(1))
	out = One(t.Context(), Case{Surface: s, Settings: descent.Settings{Optimizer: "sgd", Steps: 5000}}, nil, aside)
	if out.Kind != Crawling || out.K != 5000 {
		t.Errorf("%s at %d, want crawling at 5000", out.Kind, out.K)
	}
}

func TestEscapeFromAnUnboundedSurface(t *testing.T) {
	s := table(t)
	s.Unbounded = true
	away := func(k float64) float64 { return math.Pow(1.2, k) }
	down := func(k float64) float64 { return 1 - math.Pow(1.2, k) }
	c := Case{Surface: s, Settings: descent.Settings{Optimizer: "sgd", Steps: 40}}
	if out := One(t.Context(), c, nil, along(40, away, constant(0), down)); out.Kind != EscapedUnbounded {
		t.Errorf("%s, want escaped-unbounded", out.Kind)
	}
	bumpy := func(k float64) float64 { return down(k) + 100*alternate(k) }
	if out := One(t.Context(), c, nil, along(40, away, constant(0), bumpy)); out.Kind != Diverged {
		t.Errorf("%s uphill half of the way, want diverged", out.Kind)
	}
	if out := One(t.Context(), c, nil, along(40, away, constant(0), constant(1))); out.Kind != Diverged {
		t.Errorf("%s without getting lower, want diverged", out.Kind)
	}
}

func TestValleyIsJudgedByItsLoss(t *testing.T) {
	s := table(t)
	s.Valley = true
	run := Case{Surface: s, Settings: descent.Settings{Optimizer: "sgd", Steps: 40}}
	in := along(40, constant(4), constant(4), upTo(9, 10, 0.0099))
	if out := One(t.Context(), run, nil, in); out.Kind != Converged || out.K != 9 {
		t.Errorf("%s at %d, want converged at 9", out.Kind, out.K)
	}
	above := along(40, constant(0), constant(0), upTo(9, 10, 0.0101))
	if out := One(t.Context(), run, nil, above); out.Kind == Converged {
		t.Error("converged above a thousandth of the first loss")
	}
}

func TestVanishingGradient(t *testing.T) {
	c := Case{Surface: table(t), Settings: descent.Settings{Optimizer: "sgd", Steps: 40}}
	p, err := formula.Compile("1/(1 + exp(-5*x)) + y^2/1e9")
	if err != nil {
		t.Fatal(err)
	}
	c.Surface.Loss = landscape.Formula{Program: p}
	c.Surface.Minima = nil
	crawl := along(40, func(k float64) float64 { return 4 - k/1000 }, constant(0), falling)
	if One(t.Context(), c, nil, crawl).Vanishing {
		t.Error("vanishing with a gradient of 1.4")
	}
	for i := range crawl {
		crawl[i].Grad = landscape.Point{X: 1e-5}
	}
	if !One(t.Context(), c, nil, crawl).Vanishing {
		t.Error("not vanishing with a gradient of 1e-5")
	}
	for i := range crawl {
		crawl[i].W.X -= 4 // on the slope itself
	}
	if One(t.Context(), c, nil, crawl).Vanishing {
		t.Error("vanishing beside a slope of 2.5")
	}
}

func TestLastFiniteIterateIsKept(t *testing.T) {
	run := along(6, func(k float64) float64 { return k }, constant(0), upTo(6, 3, math.Inf(1)))
	out := One(t.Context(), Case{Surface: table(t), Settings: descent.Settings{Optimizer: "sgd", Steps: 40}}, nil, run)
	if out.At.X != 5 || out.Loss != 3 || out.Last != 6 {
		t.Errorf("at %v with %g, last %d; want x = 5 with 3, last 6", out.At, out.Loss, out.Last)
	}
}
