package train

import (
	"context"
	"math"
	"testing"
	"time"

	"downhill/landscape"
	"downhill/train/rule"
)

// On f = λw²/2 plain descent multiplies the error by 1 − ηλ at each step.
func TestDescentIsAPowerOnAQuadratic(t *testing.T) {
	for _, lr := range []float64{0.01, 0.3, 1, 1.7, 1.99, 2.01} {
		sc := single(t, "bowl", "sgd", lr, nil)
		got, _, _ := Collect(context.Background(), sc, 0)
		for _, it := range got {
			want := math.Pow(1-lr, float64(it.K))
			if math.Abs(it.W.X/sc.Start.X-want) > 1e-12*math.Abs(want)*float64(it.K+1) {
				t.Fatalf("rate %v, k %d: the error is %v of the first, want %v", lr, it.K, it.W.X/sc.Start.X, want)
			}
		}
	}
}

// Whatever its parameters, a run ends in an outcome: no panic, no hang.
func TestExtremesEndInAnOutcome(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, s := range landscape.Catalog() {
		for _, o := range rule.Optimizers() {
			for _, params := range extremes(o) {
				for _, lr := range []float64{1e-300, 0.05, 1e6} {
					sc := single(t, s.ID, o.ID, lr, params)
					sc.Steps = 40
					_, out, err := Collect(ctx, sc, 0)
					if err != nil || out.Kind == "" || math.IsNaN(out.At.X) {
						t.Fatalf("%s, %s at %v with %v: %+v, %v", s.ID, o.ID, lr, params, out, err)
					}
				}
			}
		}
	}
}

// extremes are all parameters at their least, at their most, and the defaults.
func extremes(o *rule.Spec) []rule.Params {
	least, most := rule.Params{}, rule.Params{"momentum": 0.999}
	for _, p := range o.Params {
		least[p.Key], most[p.Key] = p.Min, p.Max
		if p.OpenMin {
			least[p.Key] = 1e-9
		}
		if p.OpenMax {
			most[p.Key] = 0.999
		}
	}
	return []rule.Params{nil, least, most}
}
