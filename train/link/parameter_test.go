package link

import (
	"testing"

	"downhill/train/rule"
)

// Every optimizer at every bound of every parameter, at a rate that is far too
// high, ends in an outcome with a finite place.
func TestBoundsOfParametersEndInAnOutcome(t *testing.T) {
	for _, spec := range rule.Optimizers() {
		for _, p := range spec.Params {
			for _, v := range []float64{p.Min, p.Max} {
				if _, ok := parameter(p).read(parameter(p).write(v)); !ok {
					continue // the bound itself is excluded
				}
				for _, query := range []string{"surface=rosenbrock", "surface=wells"} {
					query += "&steps=200&opt=" + spec.ID + "&" + p.Key + "=" + parameter(p).write(v)
					if !spec.Rateless {
						query += "&lr=1e-3,1,1e6"
					}
					sc := mustParse(t, query)
					for run := range sc.Runs {
						if _, out := collect(t, sc, run); out.Kind == "" || !rule.Finite(out.At.X+out.At.Y) {
							t.Errorf("%s, run %d: %+v", query, run, out)
						}
					}
				}
			}
		}
	}
}
