package landscape

import (
	"math"
	"sync"

	"downhill/landscape/formula"
)

// catalog is compiled on first use: its formulas are part of the program, so
// that one which does not compile is a mistake of ours and panics.
var catalog = sync.OnceValue(func() []*Surface {
	groups := [][]*Surface{basics(), oneWeights(), valleys(), saddles(), manyMinima(), ripples(), plateaus(), cliffs()}
	var all []*Surface
	for _, group := range groups {
		all = append(all, group...)
	}
	return all
})

var catalogByID = sync.OnceValue(func() map[string]*Surface {
	byID := map[string]*Surface{}
	for _, s := range catalog() {
		byID[s.ID] = s
	}
	return byID
})

// Catalog is every built-in surface, in the order of the gallery: group by
// group, the easy ones first. The surfaces are shared and not to be changed.
func Catalog() []*Surface { return append([]*Surface(nil), catalog()...) }

// Lookup finds a built-in surface by its id.
func Lookup(id string) (*Surface, bool) {
	s, ok := catalogByID()[id]
	return s, ok
}

func compile(text string) Loss {
	p, err := formula.Compile(text)
	if err != nil {
		panic("landscape: " + text + ": " + err.Error())
	}
	return Formula{p}
}

// square is the view [-half, half]².
func square(half float64) View { return View{-half, half, -half, half} }

func global(x, y, loss float64) Minimum { return Minimum{At: Point{x, y}, Loss: loss, Global: true} }
func local(x, y, loss float64) Minimum  { return Minimum{At: Point{x, y}, Loss: loss} }

// markGlobal sets Global for the minima that share the lowest loss, by the
// same tolerance as a run's outcome: f ≤ f* + 1e-9 (1 + |f*|).
func markGlobal(minima []Minimum) {
	best := math.Inf(1)
	for _, m := range minima {
		if m.Loss < best { // false for NaN
			best = m.Loss
		}
	}
	for i := range minima {
		minima[i].Global = isAsLow(minima[i].Loss, best)
	}
}

// isAsLow reports whether a loss is the best one, but for a tolerance.
func isAsLow(loss, best float64) bool { return loss <= best+1e-9*(1+math.Abs(best)) }
