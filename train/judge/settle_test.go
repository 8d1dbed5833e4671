package judge_test

import (
	"math"
	"testing"

	"downhill/train/judge"
)

// Weight decay moves the minimum: the run is judged by settling. On a shifted
// bowl the fixed point is known: (w − 2) + wd·w = 0 gives 2/(1 + wd).
func TestWeightDecayIsJudgedBySettling(t *testing.T) {
	sc := mustParse(t, "f=((x-2)^2+(y-2)^2)/2&start=-3,1&lr=0.3&weight_decay=0.5&steps=200")
	_, out := collect(t, sc, 0)
	if out.Kind != judge.Converged || !out.Settled {
		t.Fatalf("%s, settled %v: want converged by settling", out.Kind, out.Settled)
	}
	if want := 2 / 1.5; math.Abs(out.At.X-want) > 1e-9 || math.Abs(out.At.Y-want) > 1e-9 {
		t.Errorf("at %v, want (%g, %g)", out.At, want, want)
	}
	if _, _, ok := judge.Limit(sc.Case(0), out); ok {
		t.Error("a limit is named under weight decay")
	}
}

// A crawl stays within the rules' radius for a while too, but is not at rest.
func TestACrawlUnderWeightDecayHasNotSettled(t *testing.T) {
	sc := mustParse(t, "surface=bowl&lr=1e-5&weight_decay=0.1")
	if _, out := collect(t, sc, 0); out.Kind != judge.Crawling || out.Settled {
		t.Errorf("%s, settled %v: want crawling", out.Kind, out.Settled)
	}
}

// The case of the reference: momentum 0.8 and a decay of 0.05 on
// Styblinski-Tang end at (2.7421, 2.7421), which no minimum is.
func TestDecayedStyblinskiTang(t *testing.T) {
	sc := mustParse(t, "surface=styblinski-tang&opt=momentum&momentum=0.8&weight_decay=0.05&start=2,2&lr=0.01&steps=500")
	_, out := collect(t, sc, 0)
	if out.Kind != judge.StuckLocal || !out.Settled || out.Target == nil {
		t.Fatalf("%s, settled %v, target %v: want stuck-local by settling, with a target", out.Kind, out.Settled, out.Target)
	}
	if math.Abs(out.At.X-2.7421) > 1e-4 || math.Abs(out.At.Y-2.7421) > 1e-4 {
		t.Errorf("at %v, want (2.7421, 2.7421)", out.At)
	}
}

func TestDivergenceUnderWeightDecayIsOne(t *testing.T) {
	sc := mustParse(t, "surface=bowl&lr=3&weight_decay=0.1")
	if _, out := collect(t, sc, 0); out.Kind != judge.Diverged {
		t.Errorf("%s, want diverged", out.Kind)
	}
}

func TestLimitIsNamedOnlyWhereItIsTrue(t *testing.T) {
	for _, c := range []struct {
		query string
		limit float64 // 0: none
	}{
		{"surface=ravine&lr=0.07", 0.08},
		{"surface=ravine&lr=0.09", 0.08},
		{"surface=ravine&opt=momentum&lr=0.01", 3.8 / 25},
		{"surface=ravine&opt=nesterov&lr=0.01", 3.8 / 2.8 / 25},
		{"surface=ravine&opt=adam&lr=0.1", 0},
		{"surface=ravine&lr=0.07&clip=norm:1", 0},
		{"surface=ravine&lr=0.07&noise=0.1", 0},
		{"surface=ravine&lr=0.07&schedule=cosine", 0},
		{"surface=ravine&lr=0.07&weight_decay=0.1", 0},
		{"surface=saddle&lr=0.1", 0},
	} {
		sc := mustParse(t, c.query)
		_, out := collect(t, sc, 0)
		limit, _, ok := judge.Limit(sc.Case(0), out)
		if ok != (c.limit > 0) || math.Abs(limit-c.limit) > 1e-12 {
			t.Errorf("%s: limit %g, %v; want %g", c.query, limit, ok, c.limit)
		}
	}
}
