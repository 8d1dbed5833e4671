package train

import (
	"context"

	"downhill/landscape"
	"downhill/once"
)

// Suggestion is a low, a good and a high rate. Lacks names those of the three
// that no rate ends as: what stands for them ends otherwise. It claims nothing
// of a loss that is too heavy to be run at every rate.
type Suggestion struct {
	landscape.Rates
	Lacks []string
}

// Roles are what three rates of one optimizer are called.
var Roles = [3]string{"low", "good", "high"}

// Suggest is three rates of an optimizer for a scenario: those of its surface,
// or for a typed formula those measured from the scenario's own start with its
// own steps. Rates that were measured end as they are called in the very runs
// that they are for. Its error is ctx's.
func Suggest(ctx context.Context, sc *Scenario, optimizer string) (Suggestion, error) {
	s := sc.Surface
	known, ok := knownRates()[s.ID+"|"+optimizer]
	found := Suggestion{Rates: landscape.Rates{Low: known[0], Good: known[1], High: known[2]}}
	if given := s.ID != "" && optimizer == "sgd"; !ok && !given {
		var err error
		if found, err = measured(ctx, measuredFor(sc), optimizer); err != nil {
			return Suggestion{}, err
		}
	}
	if optimizer == "sgd" {
		found.Rates = fillGaps(s.Rates, found.Rates)
	}
	for i, rate := range []float64{found.Low, found.Good, found.High} {
		if rate == 0 {
			found.Lacks = append(found.Lacks, Roles[i])
		}
	}
	return found, nil
}

// Suggested is what was measured for a scenario, where it is known: for a
// surface's own start and steps, which its range of rates is measured with, and
// for what was asked lately. While a start is dragged nothing is measured.
func Suggested(ctx context.Context, sc *Scenario, optimizer string) (found Suggestion, ok bool, err error) {
	sc = measuredFor(sc)
	if own := ownScenario(sc.Surface); keyOf(sc, optimizer) == keyOf(own, optimizer) {
		found, err = measured(ctx, own, optimizer)
		return found, err == nil, err
	}
	found, ok = once.Get[Suggestion](keyOf(sc, optimizer))
	return found, ok, nil
}

// measuredFor is the scenario that rates are measured for: itself, or that of
// its surface where its start and steps are the surface's own.
func measuredFor(sc *Scenario) *Scenario {
	if sc.Start == sc.Surface.Start && sc.Steps == DefaultSteps(sc.Surface) {
		return ownScenario(sc.Surface)
	}
	return sc
}

// ownScenario is the scenario of a surface from its own start with its own steps.
func ownScenario(s *landscape.Surface) *Scenario {
	return &Scenario{Surface: s, Start: s.Start, Steps: min(DefaultSteps(s), searchSteps)}
}

// suggestKey is what a suggestion is kept under.
type suggestKey struct {
	text      string
	view      landscape.View
	optimizer string
	start     landscape.Point
	steps     int
}

func keyOf(sc *Scenario, optimizer string) suggestKey {
	return suggestKey{sc.Surface.Loss.Text(), sc.Surface.View, optimizer, sc.Start, sc.Steps}
}

// measured is the answer of searchRates, kept: a typed formula comes again with
// every drag. Its error is ctx's.
func measured(ctx context.Context, sc *Scenario, optimizer string) (Suggestion, error) {
	key := keyOf(sc, optimizer)
	return once.Do(ctx, key, func(ctx context.Context) (found Suggestion, bytes int, err error) {
		err = once.Through(ctx, landscape.Cost(sc.Surface.Loss), func(ctx context.Context) error {
			if n := sc.Net(); n != nil {
				found.Rates, err = n.SearchRates(ctx, optimizer)
				return err
			}
			found = searchRates(ctx, sc, optimizer)
			return ctx.Err()
		})
		return found, len(key.text), err
	})
}
