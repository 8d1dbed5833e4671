package train

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"downhill/train/descent"
)

// sweepOf is a sweep of a scenario's first run.
func sweepOf(t *testing.T, sc Scenario, spec SweepSpec) *SweepResult {
	t.Helper()
	got, err := Sweep(context.Background(), sc, 0, spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestPeriodsDouble holds the lesson's own surface from its own start: at rest up
// to 2/λ, two losses in turn beyond it, then four, then many.
func TestPeriodsDouble(t *testing.T) {
	sc := mustParse(t, "surface=wells")
	for _, c := range []struct {
		from, to float64
		period   int // −1: no tail; 0: at least many
	}{
		{1.43, 1.447, -1}, {1.451, 1.457, 2}, {1.46, 1.83, 2}, {1.8365, 1.84, 4}, {1.94, 1.99, 0}, {2.03, 2.1, -1},
	} {
		got := sweepOf(t, sc, SweepSpec{From: c.from, To: c.to, N: 20, Tail: 40})
		for i, rate := range got.Rates {
			period := -1
			if got.Tails[i] != nil {
				period = got.Periods[i]
			}
			if c.period == 0 && period > 8 {
				period = 0 // in narrow windows they do repeat, after very many
			}
			if period != c.period {
				t.Errorf("at %.4f %s with %d losses in turn, want %d", rate, got.Outcomes[i], period, c.period)
			}
			if period >= 0 && len(got.Tails[i]) != 40 {
				t.Errorf("at %.4f %d losses, want 40", rate, len(got.Tails[i]))
			}
		}
	}
}

// TestPeriodsLast holds what is said of a rate's losses to the same run long after: on the
// brink of three in turn a run passes by what looks like a period, and a rule that remembers
// repeats itself until what it remembers has faded away.
func TestPeriodsLast(t *testing.T) {
	const long = 20_000
	claims := 0
	for _, query := range []string{
		"surface=ackley&steps=40", "surface=parabola&opt=lion&steps=400", "surface=three-hump-camel&opt=lion&steps=10",
		"surface=cliff&opt=rmsprop&steps=100", "surface=cliff&opt=adam&steps=10", "surface=wells", "surface=himmelblau", "surface=rastrigin", "surface=levy",
		"f=" + encode("tanh(x)*tanh(x)+0.1*y^2") + "&start=-0.161,-0.866&opt=adam&steps=10",
		"f=" + encode("abs(x)+y^2") + "&start=1,1&opt=adagrad&steps=100", "f=" + encode("abs(x)+y^2") + "&start=1,1&opt=adam&steps=100",
		"f=" + encode("abs(x)+y^2") + "&start=1,1&opt=rmsprop&steps=100",
	} {
		sc := mustParse(t, query+"&lr=0.1")
		got := sweepOf(t, sc, SweepSpec{From: 1e-3, To: 10, N: 60, Tail: 40})
		for i, rate := range got.Rates {
			period := got.Periods[i]
			if got.Tails[i] == nil || period == 0 || period == untold {
				continue
			}
			claims++
			one := mustParse(t, fmt.Sprintf("%s&lr=%v", query, rate))
			descent, err := descent.Noiseless(one.task(), one.settings(0), long)
			if err != nil {
				t.Fatal(err)
			}
			its := descent.Collect(t.Context(), nil, long+1)
			if len(its) <= long {
				t.Errorf("%s at %v: %d in turn is said, but it ends at step %d", query, rate, period, len(its)-1)
				continue
			}
			var losses []float64
			for _, it := range its[long-1000:] {
				losses = append(losses, it.Loss)
			}
			if later := Period(losses, len(losses)); later != period {
				t.Errorf("%s at %v: %d in turn is said, %d are %d steps later", query, rate, period, later, long)
			}
		}
	}
	if claims < 30 {
		t.Errorf("only %d rates are said to repeat", claims)
	}
}

// TestTailIsTheRunGoneOn holds a tail to the run itself, made by itself: without
// noise, to 400 steps, a schedule staying where the scenario's steps left it, as
// TestNoiselessHoldsItsSchedule holds.
func TestTailIsTheRunGoneOn(t *testing.T) {
	for _, query := range []string{
		"surface=wells&lr=1.6", "surface=wells&lr=1.6&noise=0.1", "surface=wells&lr=1.6&steps=450",
		"surface=wells&lr=1.95&schedule=exponential&schedule.gamma=0.999&steps=100", "surface=wells&lr=1.95&schedule=step&schedule.step_size=40&schedule.gamma=0.98",
		"f=" + encode("x^2+y^2") + "&start=1,0.5&opt=lion&beta1=0&beta2=0&lr=0.3", // whose step is always as long
		"f=" + encode("abs(x)+abs(y)") + "&start=1.3,0.7&lr=0.5", "surface=wells&lr=1.6&clip=norm:1",
	} {
		sc := mustParse(t, query)
		rate := sc.Runs[0].LearningRate
		got := sweepOf(t, sc, SweepSpec{From: rate, To: rate * 1.0001, N: 2, Tail: 30})
		if got.Tails[0] == nil {
			t.Errorf("%s: %s, and no tail", query, got.Outcomes[0])
			continue
		}
		if want := goneOn(t, sc, 30); !slices.Equal(got.Tails[0], want) {
			t.Errorf("%s: the last losses are %v, want %v", query, got.Tails[0], want)
		}
	}
}

// goneOn is the same by a single descent.
func goneOn(t *testing.T, sc Scenario, tail int) (losses []float64) {
	t.Helper()
	n := max(400, sc.Steps)
	d, err := descent.Noiseless(sc.task(), sc.settings(0), n)
	if err != nil {
		t.Fatal(err)
	}
	for it := (descent.Iterate{}); d.Next(&it); {
		losses = append(losses, it.Loss)
	}
	if len(losses) != n+1 {
		t.Fatalf("the run ended after %d of %d steps", len(losses)-1, n)
	}
	return losses[len(losses)-tail:]
}

// TestNoTailAtRest: of runs that settle, leave, crawl, or are kept up by noise
// alone there is none, nor without asking.
func TestNoTailAtRest(t *testing.T) {
	for _, c := range []struct {
		query    string
		from, to float64
	}{
		{"surface=bowl", 0.01, 1.9}, {"surface=bowl", 2.01, 10}, {"surface=wells&noise=0.5", 0.3, 1}, {"surface=plateau", 1e-4, 1e-3},
		{"surface=bowl&opt=newton", 0.5, 1},
	} {
		for i, tail := range sweepOf(t, mustParse(t, c.query), SweepSpec{From: c.from, To: c.to, N: 12, Tail: 40}).Tails {
			if tail != nil {
				t.Errorf("%s: rate %d has a tail", c.query, i)
			}
		}
	}
	got := sweepOf(t, mustParse(t, "surface=wells"), SweepSpec{From: 1.46, To: 1.8, N: 5})
	if got.Tails != nil || got.Periods != nil {
		t.Error("there are tails that nobody asked for")
	}
	if want := [2]float64{1.46, 1.8}; got.Restless != want {
		t.Errorf("restless from %v, want %v", got.Restless, want)
	}
}

// TestNoTailBesideTheLimit: just below its limit a run settles and just above it
// leaves, if only after very many steps; at the limit itself its loss stays.
func TestNoTailBesideTheLimit(t *testing.T) {
	for _, query := range []string{"surface=parabola", "surface=bowl", "surface=bowl&opt=momentum&momentum=0.5"} {
		sc := mustParse(t, query)
		limit := limitOf(t, sc)
		for _, factor := range []float64{0.99, 0.995, 0.999, 0.9999, 1, 1.0001, 1.001, 1.0025, 1.005} {
			got := sweepOf(t, sc, SweepSpec{From: factor * limit, To: 1.00001 * factor * limit, N: 2, Tail: 40})
			tail, period := got.Tails[0], got.Periods[0]
			if tail != nil && (factor != 1 || period != 1) {
				t.Errorf("%s: at %v of the limit %d in turn, ending with %v", query, factor, period, tail[30:])
			}
			if tail == nil && query == "surface=parabola" && factor == 1 {
				t.Errorf("%s: at the limit its loss stays, and is not told", query)
			}
		}
	}
}

// limitOf is the limit of a scenario's first run at the lowest minimum.
func limitOf(t *testing.T, sc Scenario) float64 {
	t.Helper()
	got := sweepOf(t, sc, SweepSpec{From: 0.001, To: 100, N: 200})
	if len(got.Minima) == 0 || got.Minima[0].Limit == 0 {
		t.Fatalf("no limit: %+v", got.Minima)
	}
	return got.Minima[0].Limit
}

// TestPeriodIsNotToldWhileTheRuleRemembers: after the most steps that a run is followed for,
// Adam's squared gradients still count as much as they do, and those of a shorter memory don't.
func TestPeriodIsNotToldWhileTheRuleRemembers(t *testing.T) {
	for params, want := range map[string]bool{"opt=adam": false, "opt=adam&beta2=0.99": true, "opt=rmsprop": true, "opt=momentum": true, "": true} {
		got := sweepOf(t, mustParse(t, "f="+encode("abs(x)+y^2")+"&start=1,1&lr=0.1&"+params), SweepSpec{From: 1e-3, To: 10, N: 60, Tail: 40})
		tails, told := 0, false
		for i, tail := range got.Tails {
			if tail != nil {
				tails++
				told = told || got.Periods[i] != untold
			}
		}
		if tails == 0 || told != want {
			t.Errorf("%q: %d rates have tails, told of them: %v, want %v", params, tails, told, want)
		}
	}
}

// TestPeriodsOfNetworksAreTold as those of formulas are: none of losses that come nearer
// to taking turns, nor while the rule remembers.
func TestPeriodsOfNetworksAreTold(t *testing.T) {
	near, remembered := 0, 0
	for _, c := range []struct {
		query  string
		untold bool
	}{{"opt=momentum&steps=500", false}, {"opt=adam&steps=300", true}} {
		sc := mustParse(t, "surface=net&data=moons&units=2,4,1&data.size=40&lr=1&"+c.query)
		got := sweepOf(t, sc, SweepSpec{From: 6, To: 12, N: 120, Tail: 200})
		for i, tail := range got.Tails {
			if tail == nil {
				continue
			}
			switch {
			case c.untold:
				remembered++
				if got.Periods[i] != untold {
					t.Errorf("%s at %v: %d in turn is said", c.query, got.Rates[i], got.Periods[i])
				}
			case nears(tail) || moveInTurn(tail):
				near++
				if got.Periods[i] == 0 {
					t.Errorf("%s at %v: no lasting pattern is said of losses that come nearer to one", c.query, got.Rates[i])
				}
			}
		}
	}
	if near == 0 || remembered == 0 {
		t.Errorf("%d rates come nearer to a period, and of %d the rule remembers", near, remembered)
	}
}
