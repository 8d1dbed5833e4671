package train

import (
	"fmt"
	"math"
	"testing"
)

// jitter are n losses that differ by rounding alone, irregularly.
func jitter(loss float64, n int) []float64 {
	losses := make([]float64, n)
	for i := range losses {
		if losses[i] = loss; i*i%7 < 3 {
			losses[i] = math.Nextafter(loss, 1)
		}
	}
	return losses
}

// geometric are n losses, each so many times the one before.
func geometric(first, factor float64, n int) []float64 {
	losses := make([]float64, n)
	for i := range losses {
		losses[i] = first * math.Pow(factor, float64(i))
	}
	return losses
}

// drift are n losses in turns of two that come nearer to each other, ever more slowly.
func drift(n int) (losses []float64) {
	for k := range n {
		losses = append(losses, 1+float64(k%2)+float64(1-2*(k%2))*float64(k)/4000)
	}
	return losses
}

// TestNoPatternIsNotToldOfLossesOnTheirWayToOne: what comes ever nearer to a period has none
// yet, and is not told to have none that lasts, nor is what takes turns and moves on; what is
// chaotic has none.
func TestNoPatternIsNotToldOfLossesOnTheirWayToOne(t *testing.T) {
	for _, c := range []struct {
		query string
		rate  float64
		told  int
	}{
		{"surface=wells&opt=rmsprop&steps=400&lr=0.1", 0.602089, untold}, // two in turn, some thousand steps later
		{"f=" + encode("x^2-cos(5*x)+y^2") + "&start=-0.59,-1.42&opt=rmsprop&weight_decay=0.1&steps=40&lr=0.1", 0.515068, untold},
		{"f=" + encode("x^2-cos(5*x)+y^2") + "&start=-1.31,-0.658&opt=nesterov&clip=norm:1&lr=0.1", 0.126385, untold}, // two in turn, and slowly other losses
		{"surface=goldstein-price-log&opt=nesterov&clip=norm:1", 0.0192345, untold},                                   // two in turn, a millionth of a loss further each time
		{"surface=six-hump-camel&opt=adadelta&steps=100&start=1.25,0.665", 17.6946, untold},                           // four in turn, a thousandth further
		{"surface=ravine&opt=momentum&clip=norm:1", 0.2327202478960411, untold},                                       // two in turn, and back the way that they came, ever so slowly
		{"surface=two-wells&opt=momentum&clip=norm:1", 0.08214343584919427, untold},                                   // four in turn, a hundred-millionth further
		{"surface=monkey-bounded&opt=sgd&clip=norm:1", 8.406652885618332, 2},                                          // two in turn, not eight
		{"surface=six-hump-camel&start=1.286,-1.083&steps=60", 0.10830549456125217, 2},                                // two in turn, not four
		{"surface=wells&lr=0.1", 1.95, 0},
		{"surface=wells&lr=0.1", 1.6, 2},
	} {
		got := sweepOf(t, mustParse(t, c.query), SweepSpec{From: c.rate, To: c.rate * 1.000001, N: 2, Tail: 40})
		if got.Tails[0] == nil || got.Periods[0] != c.told {
			t.Errorf("%s at %v: %d in turn of %d losses, want %d", c.query, c.rate, got.Periods[0], len(got.Tails[0]), c.told)
		}
	}
	turns := make([]float64, 256)
	for k := range turns {
		turns[k] = float64(k%2) + 1e-5*float64(k) // by which they will be other losses
	}
	if !drifts(turns, 2) || drifts(shrinkingTurns(256), 2) || drifts(shrinkingTurns(2000)[1000:], 2) {
		t.Errorf("losses that move on drift: %v; what shrinks to two in turn does: %v", drifts(turns, 2), drifts(shrinkingTurns(256), 2))
	}
	if !moveInTurn(drift(256)) || !moveInTurn(turns) || moveInTurn(logistic(3.9)) {
		t.Error("losses in turn that move on are not told from those that do not")
	}
	if nears(drift(256)[:200]) || !nears(shrinkingTurns(256)) {
		t.Errorf("a drift is called near a period: %v, what shrinks to one: %v", nears(drift(256)[:200]), nears(shrinkingTurns(256)))
	}
}

// shrinkingTurns are n losses in turns of two, which come nearer to what they will be.
func shrinkingTurns(n int) (losses []float64) {
	for k := range n {
		losses = append(losses, float64(k%2)+0.2*math.Pow(0.98, float64(k)))
	}
	return losses
}

// logistic are 256 late losses x ← r x (1 − x).
func logistic(r float64) (losses []float64) {
	x := 0.3
	for i := range 3000 {
		if x = r * x * (1 - x); i >= 3000-256 {
			losses = append(losses, x)
		}
	}
	return losses
}

func TestPeriod(t *testing.T) {
	cases := map[string]struct {
		losses []float64
		want   int
	}{
		"one loss, but for rounding": {[]float64{1, 1 + 1e-13, 1, 1 - 1e-13, 1, 1, 1, 1}, 1},
		"none repeats":               {[]float64{1, 2, 3, 4, 5, 6, 7, 8}, 0},
		"two":                        {[]float64{1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, 2},
		"three":                      {[]float64{1, 2, 5, 1, 2, 5, 1, 2, 5, 1, 2, 5, 1, 2, 5}, 3},
		"two that grow":              {[]float64{1, 2, 1.1, 2.1, 1.2, 2.2, 1.3, 2.3}, 0},
		"two that drift":             {drift(256), 0},
		"a slow fall":                {geometric(1, 0.98, 256), 0},
		"a slow rise":                {geometric(1, 1.0001, 256), 0},
		"a fall, then rounding":      {append(geometric(10, 0.9, 40), jitter(0.5, 120)...), 1},
		"a fall, then one loss":      {append(geometric(1, 0.5, 40), make([]float64, 8)...), 1},
		"a spike among equals":       {append(append(jitter(0.5, 20), 3e14), jitter(0.5, 12)...), 0},
		"none at all":                {nil, 0},
	}
	// The logistic map doubles its period at 3, 3.449, 3.544, 3.564 and 3.568, has
	// three in turn from 3.828, and is chaotic at 3.9.
	for r, want := range map[float64]int{2.8: 1, 3.2: 2, 3.5: 4, 3.55: 8, 3.566: 16, 3.5692: 32, 3.83: 3, 3.9: 0, 3.6: 0, 3.99: 0} {
		cases[fmt.Sprintf("logistic at %v", r)] = struct {
			losses []float64
			want   int
		}{logistic(r), want}
	}
	for name, c := range cases {
		if got := Period(c.losses, 0); got != c.want {
			t.Errorf("%s: %d in turn, want %d", name, got, c.want)
		}
	}
	if got := Period([]float64{math.Inf(1), 1, math.Inf(1), 1}, 0); got != 0 {
		t.Errorf("losses without bound: %d in turn", got)
	}
}
