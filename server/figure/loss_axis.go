package figure

import (
	"math"
	"slices"

	"downhill/server/words"
)

// What the chart of losses shows is the page's (web/src/side/chart-data.ts): on a log
// axis the loss, or where losses can be negative the gap to the best known; where
// there is no lowest loss the loss itself on an axis with a sign. What explodes leaves
// by the border.
const (
	lossDecades = 10
	gapDecades  = 6
	offPart     = 0.18 // of the chart is left for what is off it
	deepestPart = 0.02 // of a falling run's iterates may lie below the chart
	evenLosses  = 100  // losses up to this size are drawn on an even axis
	lossNothing = 1e-12
)

// lossAxis is how losses become heights.
type lossAxis struct {
	signed      bool
	floor       float64
	low, high   float64 // the heights of the bottom and the top
	under, over float64 // the heights beyond which a loss is off the chart
	below       bool    // some gap is smaller than the axis shows
	even        float64 // losses of a signed axis are even up to this size, then in decades
}

// gap reports whether heights are counted from the best known loss.
func (s *scene) gap() bool {
	best, ok := s.sc.Surface.Best()
	return ok && best < 0 && !s.sc.Surface.Unbounded
}

// lossAxis is the axis that shows the losses of the runs.
func (s *scene) lossAxis() lossAxis {
	if !s.gap() && slices.ContainsFunc(s.runs, fallsBelow) {
		return signedAxis(s.runs)
	}
	floor := 0.0
	if best, ok := s.sc.Surface.Best(); ok && best < 0 {
		floor = best
		for _, r := range s.runs {
			for _, loss := range r.loss {
				if loss < floor && !math.IsInf(loss, 0) {
					floor = loss
				}
			}
		}
	}
	return logAxis(floor, s.runs)
}

// fallsBelow reports whether a run falls below 0 by more than a computed 0 may.
func fallsBelow(r *run) bool {
	nothing := lossNothing * math.Abs(r.loss[0])
	return slices.ContainsFunc(r.loss, func(v float64) bool { return v < -nothing })
}

func (r *run) explodes() bool { return words.EndingOf(r.outcome.Outcome, words.Known{}).Left }

// logAxis has decades around all gaps that matter; an exploding run counts by its
// start alone, and leaves upwards.
func logAxis(floor float64, runs []*run) lossAxis {
	low, high := math.Inf(1), 0.0
	for _, r := range runs {
		for _, column := range [][]float64{r.loss, r.held} {
			for k, loss := range column {
				gap := loss - floor
				if !(gap > 0) || math.IsInf(gap, 1) {
					continue
				}
				if gap > high && (k == 0 || !r.explodes()) {
					high = gap
				}
				low = min(low, gap)
			}
		}
	}
	if high == 0 {
		low, high = 0.1, 10
	}
	decades := lossDecades
	if floor != 0 {
		decades = gapDecades
	}
	bottom := math.Floor(math.Log10(max(low, high*math.Pow(10, -float64(decades)))) + 1e-9)
	full := max(math.Log10(high)+0.08, bottom+1)
	a := lossAxis{floor: floor, low: bottom, high: full, under: math.Inf(-1), over: math.Inf(1)}
	if slices.ContainsFunc(runs, (*run).explodes) {
		a.over, a.high = full, bottom+(full-bottom)/(1-offPart)
	}
	for _, r := range runs {
		a.below = a.below || slices.ContainsFunc(r.loss, func(v float64) bool { return v-floor < math.Pow(10, bottom)*(1-1e-9) })
	}
	return a
}

// signedAxis has the losses themselves, without the deepest part of a fall that never
// ends.
func signedAxis(runs []*run) lossAxis {
	var seen []float64
	for _, r := range runs {
		for k, loss := range r.loss {
			if loss-loss == 0 && (k == 0 || loss <= r.loss[0] || !r.explodes()) {
				seen = append(seen, loss)
			}
		}
	}
	slices.Sort(seen)
	lowest, highest := seen[int(deepestPart*float64(len(seen)))], seen[len(seen)-1]
	a := lossAxis{signed: true, even: 1, under: math.Inf(-1), over: math.Inf(1)}
	if max(math.Abs(lowest), math.Abs(highest)) <= evenLosses {
		a.even = math.Inf(1)
	}
	bottom, top := a.height(lowest), a.height(highest)
	span := top - bottom
	if span == 0 {
		span = 1
	}
	a.low, a.high = bottom-0.05*span, top+0.05*span
	if seen[0] < lowest {
		a.under, a.low = bottom, bottom-offPart*span/(1-offPart)
	}
	if slices.ContainsFunc(runs, (*run).explodes) {
		a.over, a.high = top, top+offPart*span/(1-offPart)
	}
	return a
}

// height is the height of a loss; a gap at or under the bottom stands on it. NaN for
// what is not finite.
func (a lossAxis) height(loss float64) float64 {
	switch {
	case loss-loss != 0:
		return math.NaN()
	case !a.signed:
		return max(math.Log10(max(loss-a.floor, 0)), a.low)
	case math.IsInf(a.even, 1):
		return loss
	case loss < 0:
		return -math.Log10(1 - loss/a.even)
	}
	return math.Log10(1 + loss/a.even)
}

// mark is a number of an axis, at a height.
type mark struct {
	at   float64
	text string
}

// marks are round losses with their heights, about so many of them.
func (a lossAxis) marks(count float64) (all []mark) {
	if a.signed {
		return a.signedMarks(count)
	}
	apart := (a.high - a.low) / max(2, 1.5*count)
	if a.below {
		all = append(all, mark{a.low, "≤ " + powerText(math.Pow(10, a.low))})
	}
	for _, v := range logTicks(math.Pow(10, a.low), math.Pow(10, min(a.high, a.over)), count) {
		if at := math.Log10(v); !a.below || at > a.low+apart {
			all = append(all, mark{at, powerText(v)})
		}
	}
	return all
}

func (a lossAxis) signedMarks(count float64) (all []mark) {
	low, high := max(a.low, a.under), min(a.high, a.over)
	if math.IsInf(a.even, 1) {
		for _, v := range ticks(low, high, count) {
			all = append(all, mark{v, tickText(v, tickStep(high-low, count))})
		}
		return all
	}
	all = append(all, mark{0, "0"})
	stride := max(1, int(math.Ceil((high-low)/max(1, count))))
	for n := stride; float64(n) <= math.Ceil(max(math.Abs(low), math.Abs(high))); n += stride {
		v := math.Pow(10, float64(n))
		all = append(all, mark{a.height(v), powerText(v)}, mark{a.height(-v), "−" + powerText(v)})
	}
	return slices.DeleteFunc(all, func(m mark) bool { return m.at < low || m.at > high })
}
