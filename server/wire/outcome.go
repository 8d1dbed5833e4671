package wire

import (
	"downhill/train"
	"downhill/train/judge"
)

// Outcome is how a run ended, as the stream and /api/run tell it.
type Outcome struct {
	Run         int                `json:"run"`
	Outcome     judge.Kind         `json:"outcome"`
	Place       judge.MinimumPlace `json:"place"`  // which minimum it is about
	Reason      judge.Reason       `json:"reason"` // why it ended so, where that is known
	Best        *Num               `json:"best"`   // the lowest known loss, where the run's is to be compared with it; of a network the lowest of its reference run and the runs that are shown
	K           int                `json:"k"`
	KLoss       Num                `json:"k_loss" ts:"number | null"` // the loss at step k; where the run ended before, at its end
	Last        int                `json:"last"`
	At          [2]Num             `json:"at"`
	Loss        Num                `json:"loss" ts:"number | null"`
	Target      *[2]Num            `json:"target"`
	TargetLoss  *Num               `json:"target_loss"`
	Global      bool               `json:"global"`                    // target is the lowest known minimum
	Kink        bool               `json:"kink"`                      // the slope jumps there
	Radius      Num                `json:"radius" ts:"number | null"` // from target, at most, from step k on
	Gap         Num                `json:"gap" ts:"number | null"`    // of the loss: hovering, in the mean; in a valley, at most
	Where       *[2]Num            `json:"where"`                     // left-domain: the point of step k
	Slopeless   bool               `json:"slopeless"`                 // the loss is defined there, its gradient is not
	Overflow    bool               `json:"overflow"`                  // diverged beyond all numbers, not off the map
	Events      []judge.Event      `json:"events"`
	Vanishing   bool               `json:"vanishing"`
	Settled     bool               `json:"settled"`
	HeldOff     bool               `json:"held_off,omitempty"`                   // weight decay holds it further off target than a run at it is
	Guess       judge.Guess        `json:"guess,omitempty" ts:"'no' | 'hardly'"` // of a network: how much better its loss is than one answer's for every point
	Evaluations int                `json:"evaluations"`
	Limit       *Num               `json:"limit"` // the optimizer's own largest stable rate
	LimitLambda *Num               `json:"limit_lambda"`
}

// OutcomeOf is how a run ended, with its optimizer's limit where one is true.
func OutcomeOf(sc train.Scenario, run int, o judge.Outcome) Outcome {
	j := Outcome{
		Run: run, Outcome: o.Kind, K: o.K, KLoss: Num(o.KLoss), Last: o.Last, At: Point(o.At), Loss: Num(o.Loss),
		Events: o.Events, Vanishing: o.Vanishing, Settled: o.Settled, Evaluations: o.Evaluations,
		Global: o.Global, Kink: o.Kink, Radius: Num(o.Radius), Gap: Num(o.Gap),
		Slopeless: o.Slopeless, Overflow: o.Overflow, Guess: o.Guess,
		HeldOff: o.HeldFar(judge.Near(sc.Surface.View)),
	}
	if o.Kind == judge.LeftDomain {
		where := Point(o.Where)
		j.Where = &where
	}
	if j.Events == nil {
		j.Events = []judge.Event{}
	}
	if o.Target != nil {
		at := Point(*o.Target)
		j.Target = &at
		j.TargetLoss = Ref(sc.Objective().Value(o.Target.X, o.Target.Y))
	}
	limit, lambda, ok := judge.Limit(sc.Case(run), o)
	if ok {
		j.Limit, j.LimitLambda = Ref(limit), Ref(lambda)
	}
	j.Place, j.Reason = judge.PlaceOf(sc.Surface, o), judge.ReasonOf(sc.Case(run), o, limit, ok)
	if best, known := sc.Surface.Best(); known && compared(sc, j) {
		j.Best = Ref(best)
	}
	if o.Kind == judge.Learned {
		j.Best = Ref(o.Lowest)
	}
	return j
}

// compared reports whether a run's loss is to be compared with the lowest known: where
// it is at a lesser minimum, or on its way to one that is given.
func compared(sc train.Scenario, j Outcome) bool {
	switch j.Place {
	case judge.AtLocal, judge.AtLocalKnown:
		return true
	}
	return j.Outcome == judge.StuckLocal || j.Outcome == judge.Crawling && judge.BestGiven(sc.Surface)
}
