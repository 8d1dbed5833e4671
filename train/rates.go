package train

import (
	"context"
	_ "embed"
	"encoding/json"
	"math"
	"sync"

	"downhill/landscape"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

// ratesJSON holds three rates for each surface and optimizer of the
// catalogue, as "surface|optimizer": [low, good, high]; 0 where there is none.
// They were measured by sweeping the rate from the surface's own start.
//
//go:embed rates.json
var ratesJSON []byte

var knownRates = sync.OnceValue(func() map[string][3]float64 {
	table := map[string][3]float64{}
	if err := json.Unmarshal(ratesJSON, &table); err != nil {
		panic("train: rates.json: " + err.Error())
	}
	return table
})

// DefaultRates are the low, good and high rate of an optimizer on a surface,
// from its own start: the catalogue's for plain gradient descent, measured ones
// for the others; where the table has none, as for typed formulas and for an
// optimizer that is new, they are measured when asked for. A rate that was not found is 0: that
// run is left out. Rateless optimizers have 1, 1, 1. The error is ctx's, where it
// ends before they are measured.
func DefaultRates(ctx context.Context, s *landscape.Surface, optimizer string) (landscape.Rates, error) {
	if rule.Rateless(optimizer) {
		return landscape.Rates{Low: 1, Good: 1, High: 1}, nil
	}
	found, err := Suggest(ctx, ownScenario(s), optimizer)
	return found.Rates, err
}

// fillGaps is first with its gaps filled from second.
func fillGaps(first, second landscape.Rates) landscape.Rates {
	fill := func(a, b float64) float64 {
		if a > 0 {
			return a
		}
		return b
	}
	return landscape.Rates{
		Low:  fill(first.Low, second.Low),
		Good: fill(first.Good, second.Good),
		High: fill(first.High, second.High),
	}
}

// RateRange is the range of rates that sliders and sweeps span: at least a
// decade beyond the lowest and the highest of the default rates, rounded
// outward to 1, 2 or 5 times a power of ten. Its error is ctx's.
func RateRange(ctx context.Context, s *landscape.Surface, optimizer string) (from, to float64, err error) {
	key := rangeKey{s, optimizer}
	if known, ok := knownRanges.Load(key); ok {
		span := known.([2]float64)
		return span[0], span[1], nil
	}
	r, err := DefaultRates(ctx, s, optimizer)
	if err != nil {
		return 0, 0, err
	}
	from, to = rangeAround(r)
	if own, ok := landscape.Lookup(s.ID); ok && own == s {
		knownRanges.Store(key, [2]float64{from, to})
	}
	return from, to, nil
}

// knownRanges are the ranges of the catalogue's surfaces, which never change, once they
// were asked for: every answer to a hand that drags tells those of its runs.
var knownRanges sync.Map // of [2]float64 by rangeKey

type rangeKey struct {
	surface   *landscape.Surface
	optimizer string
}

// rangeAround is the range around rates, of which those that are 0 are none.
func rangeAround(r landscape.Rates) (from, to float64) {
	low, high := math.Inf(1), 0.0
	for _, rate := range []float64{r.Low, r.Good, r.High} {
		if rate > 0 {
			low, high = min(low, rate), max(high, rate)
		}
	}
	if high == 0 {
		return 1e-4, 10
	}
	return max(field.RoundDown(low/10), 1e-12), min(field.RoundUp(high*10), descent.MaxRate)
}
