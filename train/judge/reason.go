package judge

import (
	"downhill/landscape"
	"downhill/train/rule"
)

// MinimumPlace says which minimum an outcome is about; it is empty where it is about none.
type MinimumPlace string

const (
	NoPlace      MinimumPlace = ""
	AtGlobal     MinimumPlace = "global"      // the lowest of all
	AtKnown      MinimumPlace = "known"       // the lowest known, minima having been searched for
	AtPart       MinimumPlace = "part"        // the same, where the search ended before it had looked everywhere
	AtLocal      MinimumPlace = "local"       // a lesser one
	AtLocalKnown MinimumPlace = "local-known" // a lesser one than the lowest known
	InValley     MinimumPlace = "valley"      // a curve of minima
	WhereDecayed MinimumPlace = "settled"     // beside a minimum, where weight decay holds the run
	AtLowest     MinimumPlace = "lowest"      // at none that is known, but nothing noticeably lower is known either
)

// Reason says why a run ended as it did, where that is known; else it is empty.
type Reason string

const (
	NoReason   Reason = ""
	AboveLimit Reason = "limit"     // the rate is above the optimizer's limit there
	AboveAll   Reason = "limit-all" // it is above that of even the flattest minimum
	AtKink     Reason = "kink"      // the slope jumps: no constant rate comes to rest
	ByNoise    Reason = "noise"     // noise alone keeps it up
	Vanishing  Reason = "vanishing" // it is on a plateau, where there is next to no gradient
	Overflowed Reason = "overflow"  // its numbers went beyond all bounds
	NoLoss     Reason = "undefined" // there is no loss where it went
	NoSlope    Reason = "slopeless" // there is a loss where it went, but no gradient
	AboveOnce  Reason = "limit-few" // the rate is above the limit, in a run of too few updates to do anything each time, or that did not climb each time
	TooFew     Reason = "few"       // it made too few updates for what it does to be told

	Sloping    Reason = "slope"      // stuck-saddle: there is a slope to follow where it is
	Strayed    Reason = "strayed"    // thrown: no step jumped, it went off step by step
	DownAgain  Reason = "down"       // thrown: it is in the view again and goes down
	Downhill   Reason = "downhill"   // diverged: it left the map downhill all the way
	Bottomless Reason = "bottomless" // diverged: it left the map below all of it, of a surface without a bottom, though not downhill all the way
	Rolling    Reason = "rolling"    // crawling: it is past the edge of a surface without a bottom, below all of it, and goes down
	NotBelow   Reason = "not-below"  // crawling: its last loss is no lower than its first

	HeldOff Reason = "held-off" // converged, stuck-local: weight decay holds it further off the minimum beside it than one at a minimum is

	// Of a network alone.
	NoneLower  Reason = "none-lower"  // stuck: no lower loss than its start's is known
	NotFalling Reason = "not-falling" // crawling: its loss is no lower than half-way
	Falling    Reason = "falling"     // oscillating: its moves turn back, but each of its last losses is below each of those half-way
	AboveStart Reason = "above-start" // oscillating: its loss is above the start's in the mean, whether or not its moves turn back
)

// PlaceOf is which minimum a run's outcome is about.
func PlaceOf(s *landscape.Surface, o Outcome) MinimumPlace {
	switch o.Kind {
	case Converged, StuckLocal, Bouncing, Leaving, Hovering:
	default:
		return NoPlace
	}
	known := BestGiven(s)
	switch {
	case o.Settled:
		return WhereDecayed
	case s.Valley:
		return InValley
	case o.Kind == Converged && o.Target == nil:
		return AtLowest
	case !o.Global && known:
		return AtLocal
	case !o.Global:
		return AtLocalKnown
	case s.Part && o.Kind == Converged:
		return AtPart
	case known:
		return AtGlobal
	}
	return AtKnown
}

// BestGiven reports whether the lowest loss of the surface is given, rather than the
// lowest that a search has found, or that of the minima of one without a bottom.
func BestGiven(s *landscape.Surface) bool {
	_, known := s.Best()
	return known && !s.Found && !s.Unbounded
}

// ReasonOf is why a run ended as it did. limit is its optimizer's at the minimum that
// the outcome is about, as Limit has it; only a rate above it overshoots because of it.
func ReasonOf(c Case, o Outcome, limit float64, limited bool) Reason {
	if o.Caveat != NoReason {
		return o.Caveat
	}
	above := limited && c.LearningRate > limit
	if o.brief() {
		return TooFew
	}
	switch o.Kind {
	case Hovering:
		return ByNoise
	case Crawling:
		return when(o.Vanishing, Vanishing)
	case LeftDomain:
		return when(o.Slopeless, NoSlope)
	case Oscillating:
		return when(above, AboveLimit)
	case Bouncing, Leaving:
		if o.Kink {
			return AtKink
		}
		return when(above, AboveLimit)
	case Diverged:
		return divergence(c.Surface, o, above)
	}
	return NoReason
}

// divergence is why a run diverged. The limit is then that of the flattest minimum.
func divergence(s *landscape.Surface, o Outcome, above bool) Reason {
	switch {
	case o.Overflow:
		return Overflowed
	case !rule.Finite(o.KLoss):
		return NoLoss
	case above && len(s.Minima) > 1:
		return AboveAll
	case above && (o.Last <= FewUpdates || !o.Climbs):
		return AboveOnce
	}
	return when(above, AboveLimit)
}

// FewUpdates is the most that a run makes without doing anything again and again.
const FewUpdates = 2

// Repeats reports whether an outcome of a kind says what a run does again and again.
func (k Kind) Repeats() bool {
	switch k {
	case Crawling, Bouncing, Leaving, Hovering, Oscillating, SlowZigzag, Wandering:
		return true
	}
	return false
}

// brief reports whether an outcome tells what a run does again and again, of one that
// made too few updates for that.
func (o *Outcome) brief() bool {
	return o.Last <= FewUpdates && o.Kind.Repeats() && !(o.Kind == Crawling && o.Vanishing)
}

func when(holds bool, r Reason) Reason {
	if holds {
		return r
	}
	return NoReason
}
