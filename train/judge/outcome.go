package judge

import (
	"encoding/json"

	"downhill/landscape"
)

// Kind is how a run ended, in one word.
type Kind string

const (
	Converged        Kind = "converged"
	StuckLocal       Kind = "stuck-local"
	StuckSaddle      Kind = "stuck-saddle"
	Crawling         Kind = "crawling"
	Oscillating      Kind = "oscillating"
	SlowZigzag       Kind = "slow-zigzag"
	Thrown           Kind = "thrown"
	Wandering        Kind = "wandering"
	Diverged         Kind = "diverged"
	EscapedUnbounded Kind = "escaped-unbounded"
	Bouncing         Kind = "bouncing"    // near a minimum, and never at rest
	Leaving          Kind = "leaving"     // was at a minimum; its moves there grow
	Hovering         Kind = "hovering"    // at a minimum, kept up by the noise
	LeftDomain       Kind = "left-domain" // where the loss is not defined, still on the map
	Flat             Kind = "flat"        // no slope at the start
	Learned          Kind = "learned"     // of a network: little is left of what there was to lose
	Stuck            Kind = "stuck"       // its loss no longer changes, at no critical point that is known
)

// Kinds are all outcomes there are.
func Kinds() []Kind {
	return []Kind{Converged, StuckLocal, StuckSaddle, Crawling, Oscillating, SlowZigzag, Thrown, Wandering,
		Diverged, EscapedUnbounded, Bouncing, Leaving, Hovering, LeftDomain, Flat, Learned, Stuck}
}

// Restless reports whether a run of such an outcome neither came to rest nor left
// nor is still on its way down.
func (k Kind) Restless() bool {
	switch k {
	case Bouncing, Leaving, Oscillating, SlowZigzag, Thrown, Wandering:
		return true
	}
	return false
}

// AtRest reports whether runs of such an outcome came to rest at a minimum.
func (k Kind) AtRest() bool { return k == Converged || k == StuckLocal }

// Guess compares a network's loss with that of guessing.
type Guess string

const (
	NoBetter     Guess = "no"
	HardlyBetter Guess = "hardly"
)

// Event is something that happened on the way.
type Event struct {
	Event   string `json:"event"` // "saddle-escape", or "overfitting"
	Entered int    `json:"entered"`
	Left    int    `json:"left"`
	From    *int   `json:"from,omitempty" ts:"number"` // overfitting: the step where the held-out loss was lowest
}

// MarshalJSON leaves out what an event does not have.
func (e Event) MarshalJSON() ([]byte, error) {
	if e.From != nil {
		return json.Marshal(struct {
			Event string `json:"event"`
			From  int    `json:"from"`
		}{e.Event, *e.From})
	}
	type plain Event
	return json.Marshal(plain(e))
}

// Outcome is how a run ended. A number that does not belong to its kind is NaN.
type Outcome struct {
	Kind   Kind
	K      int              // the step that the rules count
	KLoss  float64          // the loss at step K; where the run ended before, at its end
	Last   int              // the k of the last iterate
	At     landscape.Point  // the last finite iterate
	Loss   float64          // the loss there
	Target *landscape.Point // the minimum or saddle it ended at, if any
	// Global: Target is the lowest known minimum, or the run lies in the valley
	// of minima.
	Global bool
	// Kink: the slope jumps at Target.
	Kink bool
	// Radius is how far from Target the run is at most: from step K on, or for
	// Bouncing in the last quarter of that time. Under weight decay it is
	// counted from the middle of the run's last part.
	Radius float64
	// Gap is for Hovering the mean of the last part's loss above Target's; in a
	// valley of minima, how far above its floor the loss is at most.
	Gap float64
	// Where is for LeftDomain the point of step K.
	Where landscape.Point
	// Slopeless: the domain that was left is the gradient's; the loss is defined.
	Slopeless bool
	// Overflow: a divergence that was beyond all numbers before it was off the
	// map.
	Overflow bool
	// Climbs: a run that left climbed with each step.
	Climbs bool
	Events []Event
	// Vanishing: a crawl on a plateau, where the gradient is next to nothing.
	Vanishing bool
	// Settled: labelled by settling alone, since weight decay moves the minimum.
	Settled bool
	// Lowest is for a network the lowest loss that its run is judged by: that of the
	// reference run and the runs that are shown.
	Lowest float64
	// Guess is for a network that its last loss is no lower, or hardly, than that of one
	// answer for every point.
	Guess Guess
	// Caveat is what its kind alone would say wrongly: see ReasonOf.
	Caveat Reason
	// Evaluations counts gradient evaluations (and values of line searches).
	Evaluations int
}

// NamesMinimum reports whether an outcome names the minimum that the run is at.
func (o *Outcome) NamesMinimum() bool { return o.Target != nil && o.Kind != StuckSaddle }

// HeldFar reports whether weight decay holds a run further than near off the minimum that it
// is told to be beside.
func (o *Outcome) HeldFar(near float64) bool {
	return o.Settled && o.Target != nil && landscape.Distance(o.At, *o.Target) > near
}
