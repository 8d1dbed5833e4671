package train

import (
	"math"
	"slices"

	"downhill/train/rule"
)

const (
	untold        = -1    // a period that can't be told: see findTails and periodTold
	longestPeriod = 64    // steps of a period, at most: a longer pattern can't be seen
	periodRepeats = 4     // times that a period must repeat at least
	periodShown   = 40    // losses that the page shows
	periodSame    = 1e-3  // of the range of the losses that are compared: two that differ by less count as equal
	nearShown     = 0.1   // of that range: losses that differ by less may be on their way to a period,
	nearFalls     = 0.95  // where each quarter's differences are less than this of those in the quarter before
	driftLeast    = 1e-6  // of the range: losses in turn that move on by less stay
	periodLevel   = 1e-6  // of the losses' size: a range below this is rounding
	lossRounding  = 1e-12 // of a loss: two that differ by less are the same
)

// periodTold is the period of the last losses of a run of 4 n steps; untold where they near
// one, or a shorter one, or take turns and move on.
func periodTold(losses []float64, n int) int {
	p := Period(losses, n)
	if p == 0 && (nears(losses) || moveInTurn(losses)) || p > 1 && (movesOn(losses, p) || nearsPart(losses, p)) {
		return untold
	}
	return p
}

// Period is after how many steps the losses at a run's end repeat: the least p for
// which each of them is, to a thousandth of the range of these, what it was p steps before,
// over the last four periods and the last n losses at least. It is 1 where all are equal but
// for rounding, and 0 where they do not repeat, or not within 64 steps.
func Period(losses []float64, n int) int {
	if len(losses) == 0 {
		return 0
	}
	low, high := slices.Min(losses), slices.Max(losses)
	width := high - low
	if !rule.Finite(width) {
		return 0
	}
	if width <= periodLevel*max(math.Abs(low), math.Abs(high)) {
		return 1
	}
	for p := 1; p <= min(longestPeriod, len(losses)/2); p++ {
		last := losses[max(0, len(losses)-max(n, periodRepeats*p+1)):]
		low, high := slices.Min(last), slices.Max(last)
		if repeats(last, p, max(periodSame*(high-low), lossRounding*max(math.Abs(low), math.Abs(high)))) {
			if p == 1 && comesBack(losses, len(last)) {
				return 0
			}
			return p
		}
	}
	return 0
}

// nears reports whether losses that have no period yet come ever nearer to one.
func nears(losses []float64) bool {
	for p := 1; p <= min(longestPeriod, len(losses)/8); p++ {
		if nearsBy(losses, p) {
			return true
		}
	}
	return false
}

// nearsPart reports whether losses that take turns of p come ever nearer to turns of a part
// of p: those of so many in turn that differ a little in pairs may be fewer in the end.
func nearsPart(losses []float64, p int) bool {
	for part := 1; part <= min(p/2, len(losses)/8); part++ {
		if p%part == 0 && nearsBy(losses, part) {
			return true
		}
	}
	return false
}

// nearsBy reports whether each loss differs little from the one p steps before it, and from
// quarter to quarter less.
func nearsBy(losses []float64, p int) bool {
	enough := nearShown * (slices.Max(losses) - slices.Min(losses))
	quarter := (len(losses) - p) / 4
	most := 0.0
	for end := len(losses); end-quarter >= p; end -= quarter {
		apart := farthestApart(losses[end-quarter-p:end], p)
		if most > nearFalls*apart || end == len(losses) && apart > enough {
			return false
		}
		most = apart
	}
	return true
}

// movesOn reports whether losses that take turns of p drift, be it after what they did at
// first has faded: in all of them, the later half or the last quarter.
func movesOn(losses []float64, p int) bool {
	for part := losses; 4*len(part) >= len(losses) && len(part) > 4*p; part = part[len(part)/2:] {
		if drifts(part, p) {
			return true
		}
	}
	return false
}

// drifts reports whether losses that take turns of p move on, some of them about as far in
// the later half as in the earlier one: what they do then need not last.
func drifts(losses []float64, p int) bool {
	least := driftLeast * (slices.Max(losses) - slices.Min(losses))
	for last := len(losses) - 1; last > len(losses)-1-p; last-- {
		half := last / (2 * p) * p
		late, early := losses[last]-losses[last-half], losses[last-half]-losses[last-2*half]
		if math.Abs(late) > least && late/early > nearFalls {
			return true
		}
	}
	return false
}

// moveInTurn reports whether losses without a period take turns all the same, and move on:
// each differs next to nothing from one some steps before it, or those so many steps apart
// only rise or only fall. That they have no pattern would not be true.
func moveInTurn(losses []float64) bool {
	same := periodSame * (slices.Max(losses) - slices.Min(losses))
	for p := 1; p <= min(longestPeriod, len(losses)/8); p++ {
		little, oneWay := true, true
		for i := p; i < len(losses) && (little || oneWay); i++ {
			move := losses[i] - losses[i-p]
			little = little && math.Abs(move) <= same
			oneWay = oneWay && (i < 2*p || move*(losses[i-p]-losses[i-2*p]) > 0)
		}
		if little || oneWay {
			return true
		}
	}
	return false
}

// farthestApart is the largest difference between a loss and the one p before it.
func farthestApart(losses []float64, p int) (most float64) {
	for i := p; i < len(losses); i++ {
		most = max(most, math.Abs(losses[i]-losses[i-p]))
	}
	return most
}

// comesBack reports whether the losses before the last n, which are equal, left them and
// came back within as many as the page shows: a spike, which a fall to them is not.
func comesBack(losses []float64, n int) bool {
	left, same := false, losses[len(losses)-1]
	for i := len(losses) - n - 1; i >= max(0, len(losses)-periodShown); i-- {
		switch near := math.Abs(losses[i]-same) <= periodLevel*math.Abs(same); {
		case !near:
			left = true
		case left:
			return true
		}
	}
	return false
}

// trends reports whether the losses only rise, or only fall, from each to the next or
// to the one after it, which a run does that zigzags.
func trends(losses []float64) bool {
	return isMonotone(losses, 1) || isMonotone(losses, 2)
}

// isMonotone reports whether each loss is above the one p before, or each below.
func isMonotone(losses []float64, p int) bool {
	rise, fall := len(losses) > p, len(losses) > p
	for i := p; i < len(losses) && (rise || fall); i++ {
		rise, fall = rise && losses[i] > losses[i-p], fall && losses[i] < losses[i-p]
	}
	return rise || fall
}

// repeats reports whether each loss is, but for a difference, the one p before, and but for
// twice that the one of the first p: many small differences are a drift.
func repeats(losses []float64, p int, same float64) bool {
	for i := p; i < len(losses); i++ {
		if !(math.Abs(losses[i]-losses[i-p]) <= same && math.Abs(losses[i]-losses[i%p]) <= 2*same) {
			return false
		}
	}
	return true
}
