package train

import "downhill/landscape"

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
)

// Event is something that happened on the way.
type Event struct {
	Event   string `json:"event"` // "saddle-escape"
	Entered int    `json:"entered"`
	Left    int    `json:"left"`
}

// Outcome is how a run ended.
type Outcome struct {
	Kind   Kind
	K      int              // the step that the rules count
	Last   int              // the k of the last iterate
	At     landscape.Point  // the last finite iterate
	Loss   float64          // the loss there
	Target *landscape.Point // the minimum or saddle it ended at, if any
	Events []Event
	// Vanishing: a crawl on a plateau, where the gradient is next to nothing.
	Vanishing bool
	// Settled: labelled by settling alone, since weight decay moves the minimum.
	Settled bool
	// Evaluations counts gradient evaluations (and values of line searches).
	Evaluations int
}
