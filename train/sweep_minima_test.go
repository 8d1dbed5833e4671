package train

import (
	"fmt"
	"math"
	"testing"

	"downhill/landscape"
	"downhill/train/judge"
)

// TestLimitIsTrueOfQuadratics: on a quadratic with λ as its larger curvature a run
// below the limit that a sweep names comes to rest, and one above it leaves, for each
// optimizer that has a limit and whatever parameters it has.
func TestLimitIsTrueOfQuadratics(t *testing.T) {
	for _, c := range []struct {
		keys string
		want float64 // limit times λ
		lift float64 // weight decay
	}{
		{"opt=sgd", 2, 0},
		{"opt=sgd&weight_decay=0.5", 2, 0.5},
		{"opt=sgd&noise=0.01", 2, 0},
		{"opt=momentum&momentum=0.9", 3.8, 0},
		{"opt=momentum&momentum=0", 2, 0},
		{"opt=momentum&momentum=0.5&weight_decay=0.7", 3, 0.7},
		{"opt=momentum&momentum=0.9&dampening=0.5", 7.6, 0},
		{"opt=momentum&momentum=0.6&dampening=0.3&weight_decay=0.2", 3.2 / 0.7, 0.2},
		{"opt=nesterov&momentum=0.9", 3.8 / 2.8, 0},
		{"opt=nesterov&momentum=0.4&weight_decay=0.3", 2.8 / 1.8, 0.3},
	} {
		for _, lambda := range []float64{0.8, 2, 30} {
			f := encode(fmt.Sprintf("%v*x^2/2+0.1*y^2", lambda))
			sc := mustParse(t, "f="+f+"&start=0.7,-0.4&steps=3000&lr=0.1&"+c.keys)
			if sc.Noise > 0 {
				sc.Noise *= 0.01 / lambda
			}
			want := c.want / (lambda + c.lift)
			got := sweepOf(t, sc, SweepSpec{From: 0.97 * want, To: 1.03 * want, N: 2})
			if len(got.Minima) != 1 || math.Abs(got.Minima[0].Limit-want) > 1e-9*want {
				t.Errorf("%s, λ = %v: %+v, want the limit %v", c.keys, lambda, got.Minima, want)
				continue
			}
			if m := got.Minima[0]; math.Abs(m.Lambda-lambda-c.lift) > 1e-9*lambda || m.Count != 1 || got.Ends[0] != 0 || got.Ends[1] != -1 {
				t.Errorf("%s, λ = %v: %+v, ends %v", c.keys, lambda, m, got.Ends)
			}
			if below, above := got.Outcomes[0], got.Outcomes[1]; !below.AtRest() && below != judge.Hovering || above != judge.Diverged {
				t.Errorf("%s, λ = %v: %s below the limit, %s above it", c.keys, lambda, below, above)
			}
		}
	}
}

// TestNoLimitWhereItIsUntrue: of other optimizers, under clipping and schedules, at
// a kink, at a minimum without curvature, in a valley.
func TestNoLimitWhereItIsUntrue(t *testing.T) {
	for _, query := range []string{
		"surface=bowl&opt=adam&lr=0.1", "surface=bowl&opt=rmsprop&lr=0.01&steps=3000", "surface=bowl&clip=norm:1&lr=0.1", "surface=bowl&clip=value:1&lr=0.1",
		"surface=bowl&schedule=cosine&lr=0.1", "surface=bowl&schedule=step&lr=0.1", "surface=bowl&opt=momentum&dampening=1&lr=0.01&steps=2000",
		"f=" + encode("abs(x)+abs(y)") + "&start=1,0.7&lr=0.001&steps=3000", "f=" + encode("x^4+y^4") + "&start=1,0.7&lr=0.1&steps=5000",
		"surface=cliff&lr=0.01",
	} {
		sc := mustParse(t, query)
		rate := sc.Runs[0].LearningRate
		got := sweepOf(t, sc, SweepSpec{From: 0.8 * rate, To: rate, N: 4})
		for _, m := range got.Minima {
			if !math.IsNaN(m.Limit) || !math.IsNaN(m.Lambda) {
				t.Errorf("%s: the limit %v at %v", query, m.Limit, m.At)
			}
		}
		if len(got.Minima) == 0 && !sc.Surface.Valley && sc.Runs[0].Optimizer != "momentum" {
			t.Errorf("%s: no rate ends at a minimum: %v", query, got.Outcomes)
		}
	}
}

// TestMinimaOfASweep: those that some rate ends at and no others, the deepest first;
// of Himmelblau's four, all as deep, the one that most rates end at.
func TestMinimaOfASweep(t *testing.T) {
	sc := mustParse(t, "surface=wells")
	got := sweepOf(t, sc, SweepSpec{From: 0.004, To: 30, N: 200})
	if len(got.Minima) != 2 || got.Minima[0].Index != 0 || got.Minima[1].Index != 3 || !got.Minima[0].Global || got.Minima[1].Global {
		t.Fatalf("%+v", got.Minima)
	}
	for i, want := range []float64{1.448225, 0.263983} {
		if m := got.Minima[i]; math.Abs(m.Limit-want) > 1e-6 || m.At != sc.Surface.Minima[m.Index].At {
			t.Errorf("%+v, want the limit %v", m, want)
		}
	}
	checkEnds(t, "wells", got)
	if best, _ := sc.Surface.Best(); got.Floor != best {
		t.Errorf("heights count from %v, want %v", got.Floor, best)
	}

	got = sweepOf(t, mustParse(t, "surface=himmelblau"), SweepSpec{From: 0.0005, To: 0.05, N: 200})
	for i, m := range got.Minima {
		if i > 0 && m.Count > got.Minima[i-1].Count {
			t.Errorf("minimum %d has %d rates, the one before %d, as deep", i, m.Count, got.Minima[i-1].Count)
		}
	}
	if len(got.Minima) != 2 {
		t.Errorf("%d of Himmelblau's minima are reached", len(got.Minima))
	}
	checkEnds(t, "himmelblau", got)
}

// checkEnds holds the counts of a sweep's minima to its ends, and those to outcomes.
func checkEnds(t *testing.T, name string, r *SweepResult) {
	t.Helper()
	counts := make([]int, len(r.Minima))
	for i, end := range r.Ends {
		kind := r.Outcomes[i]
		if end >= 0 {
			counts[end]++
		}
		if (kind.AtRest() || kind == judge.Bouncing) != (end >= 0) && kind != judge.Leaving && kind != judge.Hovering {
			t.Errorf("%s: %s at %v ends at %d", name, kind, r.Rates[i], end)
		}
		if kind == judge.Converged && !r.Minima[end].Global {
			t.Errorf("%s: converged at %v to one that is not the lowest", name, r.Rates[i])
		}
	}
	for i, m := range r.Minima {
		if m.Count != counts[i] || m.Count == 0 {
			t.Errorf("%s: minimum %d counts %d rates, %d end there", name, i, m.Count, counts[i])
		}
	}
}

// TestMinimumMovedByDecay: weight decay moves the minimum, and the curvature is that
// where it lies then.
func TestMinimumMovedByDecay(t *testing.T) {
	sc := mustParse(t, "f="+encode("(x-2)^4/4+(x-2)^2+y^2")+"&start=1.5,0.1&weight_decay=1&lr=0.1&steps=2000")
	got := sweepOf(t, sc, SweepSpec{From: 0.05, To: 0.2, N: 5})
	if len(got.Minima) != 1 {
		t.Fatalf("%v: %+v", got.Outcomes, got.Minima)
	}
	x := 1.4 // of (x−2)³ + 2(x−2) + x = 0, by Newton
	for range 30 {
		d := x - 2
		x -= (d*d*d + 2*d + x) / (3*d*d + 3)
	}
	lambda := 3*(x-2)*(x-2) + 2 + 1
	if m := got.Minima[0]; math.Abs(m.Lambda-lambda) > 1e-6 || math.Abs(m.Limit-2/lambda) > 1e-6 {
		t.Errorf("λ = %v, want %v", m.Lambda, lambda)
	}
	at := 2 / lambda
	for factor, rests := range map[float64]bool{0.97: true, 1.05: false} {
		one := sweepOf(t, sc, SweepSpec{From: factor * at, To: factor * at * 1.001, N: 2})
		if one.Outcomes[0].AtRest() != rests {
			t.Errorf("at %v of the limit %s", factor, one.Outcomes[0])
		}
	}
}

// TestRatesHeldFarOffAMinimumDoNotEndAtIt: rates that weight decay holds far off a minimum
// are told so and end at none; those it holds near it end there. The limit is told of both.
func TestRatesHeldFarOffAMinimumDoNotEndAtIt(t *testing.T) {
	for decay, held := range map[string]bool{"1": true, "0.05": false, "0": false} {
		sc := mustParse(t, "f="+encode("(x-1)^2+(y-1)^2")+"&start=2,-0.3&opt=sgd&lr=0.2&weight_decay="+decay)
		got := sweepOf(t, sc, SweepSpec{From: 0.1, To: 0.5, N: 6})
		if len(got.Minima) != 1 || !(got.Minima[0].Limit > 0.6) {
			t.Fatalf("decay %s: %v, %+v", decay, got.Outcomes, got.Minima)
		}
		at, count, told := 0, 6, judge.NoReason
		if held {
			at, count, told = -1, 0, judge.HeldOff
		}
		if got.Minima[0].Count != count {
			t.Errorf("decay %s: %d rates end at the minimum, want %d", decay, got.Minima[0].Count, count)
		}
		for i, rate := range got.Rates {
			if got.Outcomes[i] != judge.Converged || got.Caveat[i] != told || got.Ends[i] != at {
				t.Errorf("decay %s: at %v %s, %q, ends at %d, want %q, %d", decay, rate, got.Outcomes[i], got.Caveat[i], got.Ends[i], told, at)
			}
		}
	}
}

// TestNoRunEndsAtASaddle: a run under weight decay that bounces beside a saddle names it, and is
// counted at no minimum, neither of a sweep nor of an ensemble.
func TestNoRunEndsAtASaddle(t *testing.T) {
	sc := mustParse(t, "f="+encode("x^2-y^2/4")+"&start=0.03,0.05&lr=0.66666667&weight_decay=1&steps=100&starts=4")
	swept := sweepOf(t, sc, SweepSpec{Rates: []float64{0.5, 0.66666667}, N: 2})
	if swept.Outcomes[1] != judge.Bouncing || swept.Ends[1] >= 0 || len(swept.Minima) > 0 {
		t.Errorf("%v, ends at %v of %+v", swept.Outcomes, swept.Ends, swept.Minima)
	}
	cloud, err := MakeCloud(t.Context(), sc, 0, CloudSpec{})
	if err != nil {
		t.Fatal(err)
	}
	if len(cloud.Ends.Minima) > 0 || cloud.Ends.At[0] >= 0 {
		t.Errorf("members at %+v", cloud.Ends.Minima)
	}
}

// TestFloorIsBelowAllEnds: whatever is known of a surface, no height is below 0.
func TestFloorIsBelowAllEnds(t *testing.T) {
	for _, query := range []string{
		"surface=wells", "surface=saddle", "surface=mccormick&lr=0.1", "surface=plateau&lr=0.1", "surface=cliff",
		"f=" + encode("x+y") + "&start=1,1&lr=0.1", "f=" + encode("exp(-x)+y^2") + "&start=1,1&lr=0.1",
	} {
		sc := mustParse(t, query)
		got := sweepOf(t, sc, SweepSpec{From: 1e-3, To: 10, N: 60})
		for i, loss := range got.Loss {
			switch got.Outcomes[i] {
			case judge.Diverged, judge.EscapedUnbounded, judge.LeftDomain:
			default:
				if !(loss >= got.Floor) {
					t.Errorf("%s: at %v the loss is %v, below %v", query, got.Rates[i], loss, got.Floor)
				}
			}
		}
	}
}

// TestLimitIsTrueBesideItsMinimum: a run that starts beside the minimum that a limit is
// of, wherever weight decay has moved it, comes nearer below the limit and goes away above
// it. No limit is told of a kink, which has no curvature.
func TestLimitIsTrueBesideItsMinimum(t *testing.T) {
	for query, want := range map[string]int{
		"surface=shallow-and-deep&lr=0.1&noise=3&seed=14&weight_decay=0.3&steps=100":    1, // where no rate comes to rest,
		"surface=wells&weight_decay=0.05&lr=0.1":                                        2,
		"surface=wells&opt=momentum&lr=0.1":                                             1,
		"surface=himmelblau&opt=nesterov&weight_decay=0.3&lr=0.01":                      1,
		"f=" + encode("sqrt(x^2+y^2)") + "&start=0.745,0.159&lr=0.1&weight_decay=0.01":  0, // and of kinks none
		"f=" + encode("abs(x-1)+y^2") + "&start=2,1&lr=0.1&weight_decay=0.01&steps=400": 0,
	} {
		sc := mustParse(t, query)
		decay := sc.Params["weight_decay"]
		told := 0
		for _, m := range sweepOf(t, sc, SweepSpec{From: 1e-3, To: 10, N: 60}).Minima {
			if !(m.Limit > 0) {
				continue
			}
			told++
			at := m.At
			for part := range 50 { // along the way that it goes as the decay grows
				at = judge.WithDecay(sc.Objective(), at, decay*float64(part+1)/50)
			}
			for factor, nearer := range map[float64]bool{0.97: true, 1.03: false} {
				if ended := awayAfter(t, sc, at, factor*m.Limit); ended < 1 != nearer {
					t.Errorf("%s: at %v of the limit %v beside %v a run ends %v times as far away", query, factor, m.Limit, at, ended)
				}
			}
		}
		if told != want {
			t.Errorf("%s: %d limits, want %d", query, told, want)
		}
	}
}

// awayAfter is how far a run of a rate that starts beside a minimum is away from it after
// 2,000 steps, in its first distance; 10 where it left.
func awayAfter(t *testing.T, sc Scenario, at landscape.Point, rate float64) float64 {
	t.Helper()
	sc.Noise, sc.Steps, sc.Runs = 0, 2000, []RunSpec{{Optimizer: sc.Runs[0].Optimizer, LearningRate: rate}}
	aside := 1e-7 * sc.Surface.View.Diagonal()
	sc.Start = landscape.Point{X: at.X + aside, Y: at.Y}
	if !sc.Surface.OneWeight {
		sc.Start.Y += aside / 3
	}
	d, err := newDescent(&sc, 0)
	if err != nil {
		t.Fatal(err)
	}
	its := d.Collect(t.Context(), nil, sc.Steps+1)
	return min(10, landscape.Distance(its[len(its)-1].W, at)/aside)
}
