package train

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
	"downhill/train/rule"
)

var update = flag.Bool("update", false, "measure the rates that the table lacks, and write the table of rates")

// endsWell runs one rate from a surface's own start, for its own steps. Where there is a
// minimum to reach, one that rolls off past it does not end well.
func endsWell(t *testing.T, s *landscape.Surface, optimizer string, rate float64) bool {
	t.Helper()
	_, known := s.Best()
	out := ends(t, s, optimizer, rate)
	return try{rate, out}.good() && !(known && out.Kind == judge.EscapedUnbounded)
}

func ends(t *testing.T, s *landscape.Surface, optimizer string, rate float64) judge.Outcome {
	t.Helper()
	sc := Scenario{Surface: s, Start: s.Start, Steps: s.Steps,
		Runs: []RunSpec{{Optimizer: optimizer, LearningRate: rate}}}
	_, out := collect(t, sc, 0)
	return out
}

// ratedPairs calls f for each surface and each optimizer that has a rate;
// plain descent has the catalogue's, which are tested by their ends.
func ratedPairs(f func(s *landscape.Surface, optimizer string)) {
	for _, s := range landscape.Catalog() {
		for _, o := range rule.Optimizers() {
			if !o.Rateless && o.ID != "sgd" {
				f(s, o.ID)
			}
		}
	}
}

// A good rate of the table ends well, from the surface's own start and in its
// own steps; a low or a high one does not, and lies to its side.
func TestRatesEndAsTheyShould(t *testing.T) {
	if *update {
		updateRates(t)
	}
	ratedPairs(func(s *landscape.Surface, optimizer string) {
		if _, ok := knownRates()[s.ID+"|"+optimizer]; !ok {
			return // measured when asked for: TestSuggestedRates
		}
		r, _ := DefaultRates(t.Context(), s, optimizer)
		if r.Good > 0 {
			checkGood(t, s, optimizer, r.Good)
		}
		for _, rate := range []float64{r.Low, r.High} {
			if rate > 0 && endsWell(t, s, optimizer, rate) != slices.Contains(rollsToo[s.ID+"|"+optimizer], rate) {
				t.Errorf("%s, %s: %g of %v ends well, or no longer does", s.ID, optimizer, rate, r)
			}
		}
		if r.Good > 0 && (r.Low >= r.Good || r.High > 0 && r.High <= r.Good) {
			t.Errorf("%s, %s: %v are not in their order", s.ID, optimizer, r)
		}
	})
}

// rollsToo are the low and high rates of the table that roll off a surface without a
// bottom as the good one does. They were released, and a default never changes.
var rollsToo = map[string][]float64{"saddle|nesterov": {0.06, 0.31},
	"monkey|adam": {7.1}, "monkey|adamw": {7.1}, "monkey|nadam": {9.5}, "monkey|rprop": {4.1}, "monkey|lion": {2.2}}

// restless are the good rates of the table that bring their optimizer to the
// best minimum, where it never comes to rest: sign rules at a constant rate,
// adaptive ones that ring. They were released, and a default never changes.
var restless = map[string]judge.Kind{
	"saddle-bounded|adadelta":      judge.Bouncing,
	"two-wells|adadelta":           judge.Bouncing,
	"goldstein-price-log|radam":    judge.Bouncing,
	"ackley|rmsprop":               judge.Bouncing,
	"ackley|adam":                  judge.Bouncing,
	"easom|radam":                  judge.Bouncing,
	"bowl|lion":                    judge.Bouncing,
	"ravine|adadelta":              judge.Leaving,
	"ravine|lion":                  judge.Bouncing,
	"ravine-rot|rmsprop":           judge.Leaving,
	"rosenbrock|lion":              judge.Bouncing,
	"distill|lion":                 judge.Bouncing,
	"beale|lion":                   judge.Bouncing,
	"saddle-bounded|lion":          judge.Bouncing,
	"monkey-bounded|adadelta":      judge.Leaving,
	"monkey-bounded|lion":          judge.Bouncing,
	"wells|lion":                   judge.Bouncing,
	"two-wells|lion":               judge.Bouncing,
	"himmelblau|rmsprop":           judge.Bouncing,
	"himmelblau|adadelta":          judge.Leaving,
	"himmelblau|lion":              judge.Bouncing,
	"six-hump-camel|lion":          judge.Bouncing,
	"goldstein-price-log|rmsprop":  judge.Bouncing,
	"goldstein-price-log|adadelta": judge.Leaving,
	"goldstein-price-log|nadam":    judge.Bouncing,
	"goldstein-price-log|lion":     judge.Bouncing,
	"ackley|momentum":              judge.Bouncing,
	"ackley|adamw":                 judge.Bouncing,
	"ackley|adamax":                judge.Bouncing,
	"griewank|lion":                judge.Bouncing,
	"levy|lion":                    judge.Bouncing,
	"easom|rmsprop":                judge.Bouncing,
	"easom|adadelta":               judge.Leaving,
	"easom|lion":                   judge.Bouncing,
	"rosenbrock-gentle|adadelta":   judge.Wandering,
}

// checkGood: a good rate ends well, but for those that are known not to.
func checkGood(t *testing.T, s *landscape.Surface, optimizer string, rate float64) {
	t.Helper()
	out := ends(t, s, optimizer, rate)
	want, known := restless[s.ID+"|"+optimizer]
	switch {
	case known && (out.Kind != want || !out.Global && want != judge.Wandering):
		t.Errorf("%s, %s: good %g is %s, want %s at the best minimum", s.ID, optimizer, rate, out.Kind, want)
	case !known && !(try{rate, out}).good():
		t.Errorf("%s, %s: good %g does not end well: %s", s.ID, optimizer, rate, out.Kind)
	}
}

// updateRates measures what the table lacks. What it has was released: to
// measure that anew, its line is deleted first.
func updateRates(t *testing.T) {
	var lines []string
	table := knownRates()
	ratedPairs(func(s *landscape.Surface, optimizer string) {
		key := s.ID + "|" + optimizer
		r, ok := table[key]
		if !ok {
			r = settleRates(t, s, optimizer)
		}
		table[key] = r
		value, _ := json.Marshal(r)
		lines = append(lines, fmt.Sprintf("%q: %s", key, value))
	})
	text := "{\n" + strings.Join(lines, ",\n") + "\n}\n"
	if err := os.WriteFile("rates.json", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// settleRates searches three rates, and leaves out those that do not end as
// they should in the surface's own steps.
func settleRates(t *testing.T, s *landscape.Surface, optimizer string) [3]float64 {
	measured, banded := search(t.Context(), s, optimizer)
	good := measured.Good
	if !banded || !endsWell(t, s, optimizer, good) {
		good = 0
	}
	fails := func(rate float64, above bool) float64 {
		side := good == 0 || (rate > good) == above
		if rate > 0 && side && !endsWell(t, s, optimizer, rate) {
			return rate
		}
		return 0
	}
	return [3]float64{fails(measured.Low, false), good, fails(measured.High, true)}
}

// search is searchRates for a surface's own start and steps; banded is false
// where no rate reaches the best minimum.
func search(ctx context.Context, s *landscape.Surface, optimizer string) (rates landscape.Rates, banded bool) {
	found := searchRates(ctx, ownScenario(s), optimizer)
	return found.Rates, !slices.Contains(found.Lacks, "good")
}

func TestRateRangeReachesADecadeBeyond(t *testing.T) {
	for _, s := range landscape.Catalog() {
		for _, o := range rule.Optimizers() {
			r, _ := DefaultRates(t.Context(), s, o.ID)
			from, to, _ := RateRange(t.Context(), s, o.ID)
			for _, rate := range []float64{r.Low, r.Good, r.High} {
				if rate > 0 && (from > rate/10*(1+1e-9) || to < min(rate*10, descent.MaxRate)*(1-1e-9)) {
					t.Errorf("%s, %s: %g to %g does not reach a decade beyond %g", s.ID, o.ID, from, to, rate)
				}
			}
		}
	}
}

func TestRateRangeIsRound(t *testing.T) {
	s, _ := landscape.Lookup("wells")
	if from, to, _ := RateRange(t.Context(), s, "sgd"); from != 0.01 || to != 50 {
		t.Errorf("%g to %g, want 0.01 to 50", from, to)
	}
}

// The suggestions for a typed formula are what they say.
func TestSuggestedRates(t *testing.T) {
	for _, text := range []string{"(x^2+y^2)/2", "(1-x)^2+(y-x^2)^2", "1e6*(x^2+3y^2)", "1e-5*(x^2+y^2)", "x^2-y^2+y^4/4", "sin(x)*cos(y)+x^2/10+y^2/10"} {
		sc := mustParse(t, "f="+encode(text))
		if len(sc.Runs) != 3 {
			t.Errorf("%s: %d runs, want low, good and high", text, len(sc.Runs))
			continue
		}
		for i := range sc.Runs {
			_, out := collect(t, sc, i)
			if good := (try{0, out}).good(); good != (i == 1) {
				t.Errorf("%s: %s at %g is %s", text, sc.Runs[i].Role, sc.Runs[i].LearningRate, out.Kind)
			}
		}
	}
}

// Every surface's own three rates end as its entry says.
func TestCatalogueEndsAsItSays(t *testing.T) {
	for _, s := range landscape.Catalog() {
		for i, rate := range []float64{s.Rates.Low, s.Rates.Good, s.Rates.High} {
			if rate == 0 {
				continue
			}
			sc := Scenario{Surface: s, Start: s.Start, Steps: s.Steps,
				Runs: []RunSpec{{Optimizer: "sgd", LearningRate: rate}}}
			if _, out := collect(t, sc, 0); string(out.Kind) != s.Ends[i] {
				t.Errorf("%s at %g: %s, its entry says %s", s.ID, rate, out.Kind, s.Ends[i])
			}
		}
	}
}
