package step

import (
	"context"
	"errors"
	"math"
	"testing"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

func cutOf(t *testing.T, sc train.Scenario, k int) Cut {
	t.Helper()
	c, err := CutAlong(t.Context(), sc, 0, k, CutSpec{math.NaN(), math.NaN(), 301})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func around(got, want, tolerance float64) bool {
	return math.Abs(got-want) <= tolerance*(1+math.Abs(want))
}

// On |w|²/2 the update −ηw is 1/η of the way to the minimum: the parabola is the
// loss itself, lowest at 1/(ηλ) of the update.
func TestCutOfABowlByHand(t *testing.T) {
	for _, lr := range []float64{0.01, 0.3, 1, 1.9, 2.5} {
		c := cutOf(t, single(t, "bowl", "sgd", lr, nil), 0)
		w := c.W
		square := w.X*w.X + w.Y*w.Y
		if !around(c.Vertex, 1/lr, 1e-14) {
			t.Errorf("rate %v: lowest at %v of the update, want %v", lr, c.Vertex, 1/lr)
		}
		if !around(c.Slope, -lr*square, 1e-13) || !around(c.Curvature, lr*lr*square, 1e-14) || !around(c.Lambda, 1, 1e-15) {
			t.Errorf("rate %v: slope %v, curvature %v, λ %v", lr, c.Slope, c.Curvature, c.Lambda)
		}
		if !c.Plain || !c.Scaled || c.Factors.Kind != FactorStep {
			t.Errorf("rate %v: plain %v, scaled %v, %v", lr, c.Plain, c.Scaled, c.Factors.Kind)
		}
		for _, d := range c.Factors.Directions {
			if d.Lambda != 1 || d.Factor != 1-lr || d.Along[0] != 1 {
				t.Errorf("rate %v: a direction of λ %v has the factor %v, want %v", lr, d.Lambda, d.Factor, 1-lr)
			}
		}
		if above := c.Landing > c.Loss; above != (lr > 2) {
			t.Errorf("rate %v: it lands at %v from %v", lr, c.Landing, c.Loss)
		}
		for i, loss := range c.Losses {
			at := c.From + (c.To-c.From)*float64(i)/float64(len(c.Losses)-1)
			if want := square * (1 - lr*at) * (1 - lr*at) / 2; !around(loss, want, 1e-12) {
				t.Fatalf("rate %v: the loss at %v is %v, want %v", lr, at, loss, want)
			}
		}
	}
}

// Every optimizer's step lands where its run does, to the last bit, and its slope
// and curvature are those of central differences along the line.
func TestCutIsTrueToTheRun(t *testing.T) {
	for _, o := range rule.Optimizers() {
		for _, surface := range []string{"wells", "ravine", "saddle-bounded", "parabola"} {
			sc := single(t, surface, o.ID, 0.05, nil)
			if sc.Surface.OneWeight && o.NeedsBest {
				continue // it comes to rest at once
			}
			sc.Steps, sc.Seed = 12, 3
			its, _, err := train.Collect(context.Background(), sc, 0)
			if err != nil {
				t.Fatal(err)
			}
			for k := 0; k+1 < len(its); k += 3 {
				c := cutOf(t, sc, k)
				if c.Loss != its[k].Loss || c.Landing != its[k+1].Loss || c.Next != its[k+1].W {
					t.Fatalf("%s on %s, k %d: from %v to %v, the run goes from %v to %v", o.ID, surface, k, c.Loss, c.Landing, its[k].Loss, its[k+1].Loss)
				}
				if c.Line == LineMoves {
					holdToDifferences(t, sc, &c)
				}
			}
		}
	}
}

// holdToDifferences holds a cut's slope and curvature to differences of the loss
// along its line.
func holdToDifferences(t *testing.T, sc train.Scenario, c *Cut) {
	t.Helper()
	o := sc.Objective()
	h := 1e-4 / c.Length // of the weights' own unit
	at := func(m float64) float64 { return o.Value(c.W.X+m*c.Update.X, c.W.Y+m*c.Update.Y) }
	slope := (at(h) - at(-h)) / (2 * h) / c.Length
	lambda := (at(h) - 2*at(0) + at(-h)) / (h * h) / (c.Length * c.Length)
	scale := 1 + math.Abs(c.Loss) + math.Abs(c.Lambda)
	if math.Abs(c.Slope/c.Length-slope) > 1e-5*scale || math.Abs(c.Lambda-lambda) > 1e-5*scale {
		t.Errorf("k %d: slope %v and curvature %v by the unit, differences give %v and %v", c.K, c.Slope/c.Length, c.Lambda, slope, lambda)
	}
	if !around(c.Curvature, c.Lambda*c.Length*c.Length, 1e-14) {
		t.Errorf("k %d: curvature %v, λ|d|² is %v", c.K, c.Curvature, c.Lambda*c.Length*c.Length)
	}
}

// The names 1/λ and 2/λ are of plain descent alone: what changes the gradient on
// the way, or another rule, has none.
func TestCutIsPlainForPlainDescentAlone(t *testing.T) {
	for _, o := range rule.Optimizers() {
		if c := cutOf(t, single(t, "wells", o.ID, 0.1, nil), 1); c.Plain != (o.ID == "sgd") {
			t.Errorf("%s is called plain: %v", o.ID, c.Plain)
		}
	}
	for what, change := range map[string]func(*train.Scenario){
		"noise": func(sc *train.Scenario) { sc.Noise = 0.1 },
		"clip":  func(sc *train.Scenario) { sc.Clip = descent.Clip{Kind: "norm", Bound: 100} },
		"decay": func(sc *train.Scenario) { sc.Params = rule.Params{"weight_decay": 0.1} },
	} {
		sc := single(t, "wells", "sgd", 0.1, nil)
		change(&sc)
		if c := cutOf(t, sc, 1); c.Plain {
			t.Errorf("descent with %s is called plain", what)
		}
	}
	sc := single(t, "wells", "sgd", 0.1, nil)
	sc.Schedule = "cosine"
	if c := cutOf(t, sc, 20); !c.Plain || c.Used == 0.1 {
		t.Errorf("a schedule's step is plain at its rate: %v, %v", c.Plain, c.Used)
	}
}

// Another rate, with the state held, lands at that multiple of the update where the
// cut says so. Rprop's rate is a first size alone; some rules have none to set.
func TestCutSaysWhetherTheRateScalesIt(t *testing.T) {
	unscaled := map[string]bool{"rprop": true}
	for _, o := range rule.Optimizers() {
		k := 3
		if o.Rateless {
			k = 0
		}
		c := cutOf(t, single(t, "himmelblau", o.ID, 0.01, nil), k)
		if want := !o.Rateless && !unscaled[o.ID]; c.Scaled != want {
			t.Errorf("%s: scaled %v, want %v", o.ID, c.Scaled, want)
		}
	}
}

// At its first update no rule holds anything yet, so that a run of another rate
// lands where the ghost of its flag does.
func TestGhostLandsWhereTheNextRunDoes(t *testing.T) {
	for _, o := range rule.Optimizers() {
		c := cutOf(t, single(t, "himmelblau", o.ID, 0.01, nil), 0)
		if !c.Scaled {
			continue
		}
		next := cutOf(t, single(t, "himmelblau", o.ID, 0.025, nil), 0)
		ghost := landscape.Point{X: c.W.X + 2.5*c.Update.X, Y: c.W.Y + 2.5*c.Update.Y}
		if math.Hypot(ghost.X-next.Next.X, ghost.Y-next.Next.Y) > 1e-12 {
			t.Errorf("%s: the ghost lands at %v, the run at %v", o.ID, ghost, next.Next)
		}
	}
}

// The factors of the ravine by hand: λ is 25 and 1.
func TestCutFactorsByHand(t *testing.T) {
	for _, c := range []struct {
		optimizer string
		params    rule.Params
		want      [2]float64
	}{
		{"sgd", nil, [2]float64{1 - 0.06*25, 1 - 0.06}},
		{"sgd", rule.Params{"weight_decay": 0.5}, [2]float64{1 - 0.06*25.5, 1 - 0.06*1.5}},
		{"momentum", rule.Params{"momentum": 0.64}, [2]float64{0.8, 0.8}}, // complex roots: √μ
		{"nesterov", rule.Params{"momentum": 0}, [2]float64{0.5, 0.94}},
	} {
		cut := cutOf(t, single(t, "ravine", c.optimizer, 0.06, c.params), 2)
		for i, d := range cut.Factors.Directions {
			if !around(d.Factor, c.want[i], 1e-12) {
				t.Errorf("%s %v: direction %d has %v, want %v", c.optimizer, c.params, i, d.Factor, c.want[i])
			}
			at := (1 - 0) / cut.To * (factorSamples - 1) // the rate in effect among those along
			low, high := d.Along[int(at)], d.Along[int(at)+1]
			if d.Factor < min(low, high)-1e-3 || d.Factor > max(low, high)+1e-3 {
				t.Errorf("%s: the factor %v is not between %v and %v", c.optimizer, d.Factor, low, high)
			}
		}
	}
	sc := single(t, "ravine", "sgd", 0.06, nil)
	sc.Clip = descent.Clip{Kind: "value", Bound: 1}
	if f := cutOf(t, sc, 0).Factors; f.Kind != FactorNone || f.Lack != LackClip {
		t.Errorf("under clipping: %+v", f)
	}
	if f := cutOf(t, single(t, "ravine", "adam", 0.06, nil), 0).Factors; f.Kind != FactorNone || f.Lack != LackRule {
		t.Errorf("of Adam: %+v", f)
	}
}

// On a ridge there is no lowest point, and the error grows.
func TestCutWhereTheLossCurvesDown(t *testing.T) {
	sc := single(t, "saddle", "sgd", 0.1, nil)
	sc.Start = landscape.Point{X: 0, Y: 0.01}
	c := cutOf(t, sc, 0)
	if !(c.Lambda < 0) || !math.IsNaN(c.Vertex) {
		t.Errorf("λ %v has its lowest point at %v", c.Lambda, c.Vertex)
	}
	if grown := c.Factors.Directions[1].Factor; !(grown > 1) {
		t.Errorf("along λ %v the factor is %v", c.Factors.Directions[1].Lambda, grown)
	}
	if c.Shown[0] >= 0 || c.Shown[1] <= 1 {
		t.Errorf("shown from %v to %v", c.Shown[0], c.Shown[1])
	}
}

// What has no line says so: no slope at all, and a step beyond all numbers.
func TestCutWithoutALine(t *testing.T) {
	sc := single(t, "bowl", "sgd", 0.1, nil)
	sc.Start = landscape.Point{}
	if c := cutOf(t, sc, 0); c.Line != LineStill || len(c.Losses) != 0 || c.Landing != c.Loss {
		t.Errorf("at rest: %v, %d losses", c.Line, len(c.Losses))
	}
	steep, err := landscape.Unexplored(t.Context(), "10^300*x^2 + y^2", landscape.View{XMin: -1000, XMax: 1000, YMin: -1000, YMax: 1000})
	if err != nil {
		t.Fatal(err)
	}
	sc = train.Scenario{Surface: steep, Start: landscape.Point{X: 1000}, Steps: 5, Runs: []train.RunSpec{{Optimizer: "sgd", LearningRate: descent.MaxRate}}}
	if c := cutOf(t, sc, 0); c.Line != LineBeyond || len(c.Losses) != 0 || rule.Finite(c.Length) {
		t.Errorf("a step of length %v: %v, %d losses", c.Length, c.Line, len(c.Losses))
	}
}

// There is no cut of what is no update.
func TestCutRefuses(t *testing.T) {
	sc := single(t, "bowl", "sgd", 0.1, nil)
	for _, at := range [][2]int{{0, 5000}, {0, 200}, {1, 0}, {0, -1}} {
		_, err := CutAlong(t.Context(), sc, at[0], at[1], CutSpec{math.NaN(), math.NaN(), 10})
		var refused *field.Error
		if !errors.As(err, &refused) {
			t.Errorf("run %d, k %d: %v", at[0], at[1], err)
		}
	}
}
