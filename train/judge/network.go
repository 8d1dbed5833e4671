package judge

import (
	"cmp"
	"math"
	"slices"

	"downhill/train/descent"
)

// The rules of a network's outcomes; what is left of L₀ − L*, the loss that there
// is to be lost.
const (
	learnedShare = 0.05  // of it may be left at the end
	stuckShare   = 0.001 // of it is what the loss of a run that is stuck changes by
	overfitShare = 1.05  // times its lowest: a held-out loss that has turned up
)

// Learning is what a network's run is judged by beside its iterates.
type Learning struct {
	Steps    int // that it was to make
	Moves    *Moves
	Left     bool      // it is over since it left
	Lowest   float64   // the lowest loss that is known of the network, such as of its reference run
	Guessing float64   // the loss of one answer for every point
	Held     []float64 // the held-out loss of each iterate; nil where it is not known
}

// OfNetwork says how a network's run ended. L* is the lowest loss of the run and of what
// l knows. In this order:
//
//   - diverged: its weights or its loss were not finite, or it went further than
//     100 (1 + ‖w₀‖) from its start;
//   - learned: over the window at most 5 % of L₀ − L* is left;
//   - stuck: over the window the loss changes by less than 0.1 % of it, or there is
//     nothing to be lost;
//   - oscillating: rule 4, by the moves of all weights, where its loss does not fall in
//     nearly each of its last steps, though it may fall in the long run (Falling); or the
//     loss over the window is in the mean above the start's;
//   - else crawling: it is still learning.
//
// The plane on which it is drawn does not matter.
func OfNetwork(its descent.Trajectory, l Learning) Outcome {
	nan := math.NaN()
	j := &Judge{t: its, last: len(its) - 1}
	j.Steps = l.Steps
	out := Outcome{Last: its[j.last].K, Events: []Event{}, Evaluations: len(its), Radius: nan, Gap: nan}
	j.lastFinite(&out)
	j.k = max(j.last, j.Steps)
	first := its[0].Loss
	lowest := min(l.Lowest, Lowest(its))
	gain := first - lowest
	learned, ok := j.holds(func(it *descent.Iterate) bool { return it.Loss-lowest <= learnedShare*gain })
	switch {
	case l.Left:
		out.K, out.Kind, out.Overflow = j.last, Diverged, !its[j.last].Finite()
	case !(gain > BestTolerance*(1+math.Abs(first))):
		out.K, out.Kind, out.Caveat = j.k, Stuck, NoneLower
	case ok:
		out.K, out.Kind = learned, Learned
	case j.spread() < stuckShare*gain:
		out.K, out.Kind = j.k, Stuck
	case l.Moves.bounces(its) && !j.falls():
		out.K, out.Kind, out.Caveat = j.k, Oscillating, when(j.lowered(), Falling)
	case !(j.meanLoss(j.last) <= first):
		out.K, out.Kind, out.Caveat = j.k, Oscillating, AboveStart
	default:
		out.K, out.Kind, out.Caveat = j.k, Crawling, cmp.Or(when(!j.fallen(), NotFalling), when(!(its[j.last].Loss < first), NotBelow))
	}
	out.KLoss, out.Lowest = j.at(out.K).Loss, lowest
	if !l.Left {
		out.Guess = guessOf(out.Loss, l.Guessing)
	}
	if from, ok := overfits(its, l.Held); ok && !l.Left {
		out.Events = append(out.Events, Event{Event: "overfitting", From: &from})
	}
	return out
}

// Lowest is the lowest finite loss of a run; infinite without one.
func Lowest(its descent.Trajectory) float64 {
	lowest := math.Inf(1)
	for i := range its {
		if loss := its[i].Loss; loss < lowest {
			lowest = loss
		}
	}
	return lowest
}

// spread is how much the loss changes over the window.
func (j *Judge) spread() float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for i := min(j.window(), j.last); i <= j.last; i++ {
		low, high = min(low, j.t[i].Loss), max(high, j.t[i].Loss)
	}
	return high - low
}

// meanLoss is the loss in the mean over iterates as many as the window's, up to one.
func (j *Judge) meanLoss(last int) float64 {
	sum, from := 0.0, max(0, last-(j.last-min(j.window(), j.last)))
	for i := from; i <= last; i++ {
		sum += j.t[i].Loss
	}
	return sum / float64(last-from+1)
}

// fallen reports whether the loss is lower at the end than half-way, in the mean.
func (j *Judge) fallen() bool { return j.meanLoss(j.last) < j.meanLoss(j.last/2) }

// lowered reports whether each loss of the window is below each of as many half-way.
func (j *Judge) lowered() bool {
	size := j.last - min(j.window(), j.last)
	before, after := math.Inf(1), math.Inf(-1)
	for i := range size + 1 {
		before, after = min(before, j.t[max(0, j.last/2-i)].Loss), max(after, j.t[j.last-i].Loss)
	}
	return after < before
}

// What a loss is at least, as a share of that of guessing, to be no better or hardly.
const (
	asGuessing   = 0.999
	nearGuessing = 0.98
)

func guessOf(loss, guessing float64) Guess {
	switch {
	case loss >= asGuessing*guessing:
		return NoBetter
	case loss >= nearGuessing*guessing:
		return HardlyBetter
	}
	return ""
}

// overfits is the step where the held-out loss was lowest, where it stayed well above
// that over the last twentieth of the run, at its end too, while the training loss fell.
func overfits(its descent.Trajectory, held []float64) (from int, ok bool) {
	last := len(its) - 1
	if len(held) != len(its) {
		return 0, false
	}
	for k, loss := range held {
		if loss < held[from] {
			from = k
		}
	}
	above := slices.Min(held[last-last/20:]) >= overfitShare*held[from]
	return from, above && its[last].Loss < its[from].Loss
}
