package train

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/judge"
)

// knownFunctions are queries of the test functions that landscape/testdata/functions.json has, on
// their customary domains, by their names.
func knownFunctions(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../landscape/testdata/functions.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Functions []struct {
			Name, F string
			View    [4]float64
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	queries := map[string]string{}
	for _, f := range file.Functions {
		queries[f.Name] = fmt.Sprintf("f=%s&view=%v,%v,%v,%v", encode(f.F), f.View[0], f.View[1], f.View[2], f.View[3])
	}
	return queries
}

// endsAsCalled reports whether each of three suggested rates ends, in the
// scenario's own steps, as its role says; what the scenario says it lacks is
// not asked of.
func endsAsCalled(t *testing.T, name string, sc Scenario) {
	t.Helper()
	if len(sc.Runs) != 3 {
		t.Errorf("%s: %d runs, want three", name, len(sc.Runs))
		return
	}
	for i, r := range sc.Runs {
		_, out := collect(t, sc, i)
		tried := try{r.LearningRate, out}
		fits := map[string]bool{"low": tried.tooLow(), "good": tried.good(), "high": tried.tooHigh()}[r.Role]
		if _, known := sc.Surface.Best(); r.Role == "good" && known {
			fits = out.Kind == judge.Converged
		}
		if lacks := slices.Contains(sc.Lacks, r.Role); fits == lacks {
			t.Errorf("%s, %s: %s at %g is %s, lacking %v", name, r.Optimizer, r.Role, r.LearningRate, out.Kind, sc.Lacks)
		}
	}
	if !(sc.Runs[0].LearningRate < sc.Runs[1].LearningRate && sc.Runs[1].LearningRate < sc.Runs[2].LearningRate) {
		t.Errorf("%s: rates not in their order: %v", name, sc.Runs)
	}
}

// onKink reports whether a surface's lowest minimum is a kink, where no constant rate rests.
func onKink(sc Scenario) bool {
	best, _ := sc.Surface.Best()
	return slices.ContainsFunc(sc.Surface.Minima, func(m landscape.Minimum) bool { return m.Kink && m.Loss <= best })
}

// Each suggested rate ends as it is called, or the scenario says that none does;
// of the known functions most have all three.
func TestSuggestionsEndAsTheyAreCalled(t *testing.T) {
	for _, optimizer := range []string{"sgd", "momentum", "adam"} {
		whole := 0
		for name, query := range knownFunctions(t) {
			sc := mustParse(t, query+"&opt="+optimizer)
			endsAsCalled(t, name, sc)
			if len(sc.Lacks) == 0 || onKink(sc) && slices.Equal(sc.Lacks, []string{"good"}) {
				whole++
			}
			if again := mustParse(t, WriteQuery(sc)); !slices.Equal(again.Lacks, sc.Lacks) {
				t.Errorf("%s: the link lacks %v, its scenario %v", name, again.Lacks, sc.Lacks)
			}
		}
		if whole < 34 {
			t.Errorf("%s: all three rates for %d functions", optimizer, whole)
		}
	}
}

// A rate that leaves the map is no good one where there is a minimum, and the
// rates are those of the link's own start and steps.
func TestSuggestionsAreTheLinksOwn(t *testing.T) {
	for _, query := range []string{
		"f=" + encode("x^2+y^2-0.01(x^2+y^2)^2") + "&view=-3,3,-3,3",
		"f=" + encode("x^2+y^2-0.01(x^2+y^2)^2") + "&view=-3,3,-3,3&steps=20",
		"f=" + encode("x^2+5y^2") + "&start=4,-1&steps=60",
		"f=" + encode("x^2+5y^2") + "&start=-2,0.5&steps=3000",
		"f=" + encode("x^3-3x+y^2") + "&view=-2,3,-3,3",
	} {
		sc := mustParse(t, query)
		endsAsCalled(t, query, sc)
		if len(sc.Lacks) > 0 {
			t.Errorf("%s lacks %v", query, sc.Lacks)
		}
	}
}

// From a start at the minimum good is a rate that goes down, not one that stays.
func TestGoodRateFromAStartAtTheMinimum(t *testing.T) {
	for _, query := range []string{"f=" + encode("x^4/4-x^2") + "&start=-1.45", "surface=bowl&start=0.05,0.05", "surface=himmelblau&start=3.02,2.02"} {
		sc := mustParse(t, query)
		its, out := collect(t, sc, 1)
		if lowest, _ := sc.Surface.Best(); out.Kind != judge.Converged || out.Loss-lowest > (its[0].Loss-lowest)/10 {
			t.Errorf("%s: good at %g is %s, from %g to %g", query, sc.Runs[1].LearningRate, out.Kind, its[0].Loss, out.Loss)
		}
	}
}

// Where no rate rests, as at a kink, that is said.
func TestWhereNoRateIsGoodThatIsSaid(t *testing.T) {
	for text, lacks := range map[string]bool{"abs(x)+abs(y)": true, "x^2+y^2": false} {
		if sc := mustParse(t, "f="+encode(text)); slices.Contains(sc.Lacks, "good") != lacks || len(sc.Runs) != 3 {
			t.Errorf("%s: %d runs, lacking %v", text, len(sc.Runs), sc.Lacks)
		}
	}
	flat := mustParse(t, "f=3")
	if flat.Runs[1].LearningRate != 0.1 || len(flat.Lacks) != 3 {
		t.Errorf("where nothing slopes, the good rate is %v, lacking %v", flat.Runs[1].LearningRate, flat.Lacks)
	}
	sc := mustParse(t, "surface=himmelblau&opt=adam")
	if !slices.Contains(sc.Lacks, "high") {
		t.Errorf("himmelblau with adam lacks %v", sc.Lacks)
	}
}

// Where no rate brings a run lower than its start the usual rates stand there,
// and it is said of each whether it ends as it is called.
func TestUsualRatesWhereNothingMoves(t *testing.T) {
	for _, text := range []string{"3", "(x+y)^2-x^2-2*x*y-y^2", "exp(-100*(x^2+y^2))", "1e300*(x^2+y^2)", "1e-300*(x^2+y^2)"} {
		sc := mustParse(t, "f="+encode(text))
		endsAsCalled(t, text, sc)
		if good := sc.Runs[1].LearningRate; good != descent.UsualRate || !slices.Contains(sc.Lacks, "good") {
			t.Errorf("%s: good is %g, lacking %v", text, good, sc.Lacks)
		}
	}
}

// A search for rates that nobody waits for ends, and that of a heavy loss is
// bounded.
func TestSearchForRatesIsBounded(t *testing.T) {
	heavy, err := landscape.New(t.Context(), "let h=x;repeat 400:h=softplus(h)^y;h+1", landscape.View{XMin: -5, XMax: 5, YMin: -5, YMax: 5})
	if err != nil {
		t.Fatal(err)
	}
	found := searchRates(t.Context(), ownScenario(heavy), "sgd")
	if !(found.Good > 0) || len(found.Lacks) > 0 {
		t.Errorf("rates %v of what was not run at every rate", found)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := measured(gone, ownScenario(heavy), "momentum"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v of a search that was left", err)
	}
}
