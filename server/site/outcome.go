package site

import "downhill/train"

// outcomeJSON is how a run ended, as the stream and /api/run tell it.
type outcomeJSON struct {
	Run         int           `json:"run"`
	Outcome     train.Kind    `json:"outcome"`
	K           int           `json:"k"`
	KLoss       num           `json:"k_loss" ts:"number | null"` // the loss at step k; where the run ended before, at its end
	Last        int           `json:"last"`
	At          [2]num        `json:"at"`
	Loss        num           `json:"loss" ts:"number | null"`
	Target      *[2]num       `json:"target"`
	TargetLoss  *num          `json:"target_loss"`
	Global      bool          `json:"global"`                    // target is the lowest known minimum
	Kink        bool          `json:"kink"`                      // the slope jumps there
	Radius      num           `json:"radius" ts:"number | null"` // from target, at most, from step k on
	Gap         num           `json:"gap" ts:"number | null"`    // of the loss: hovering, in the mean; in a valley, at most
	Where       *[2]num       `json:"where"`                     // left-domain: the point of step k
	Slopeless   bool          `json:"slopeless"`                 // the loss is defined there, its gradient is not
	Overflow    bool          `json:"overflow"`                  // diverged beyond all numbers, not off the map
	Events      []train.Event `json:"events"`
	Vanishing   bool          `json:"vanishing"`
	Settled     bool          `json:"settled"`
	Evaluations int           `json:"evaluations"`
	Limit       *num          `json:"limit"` // the optimizer's own largest stable rate
	LimitLambda *num          `json:"limit_lambda"`
}

// outcomeOf is how a run ended, with its optimizer's limit where one is true.
func outcomeOf(sc train.Scenario, run int, o train.Outcome) outcomeJSON {
	j := outcomeJSON{
		Run: run, Outcome: o.Kind, K: o.K, KLoss: num(o.KLoss), Last: o.Last, At: point(o.At), Loss: num(o.Loss),
		Events: o.Events, Vanishing: o.Vanishing, Settled: o.Settled, Evaluations: o.Evaluations,
		Global: o.Global, Kink: o.Kink, Radius: num(o.Radius), Gap: num(o.Gap),
		Slopeless: o.Slopeless, Overflow: o.Overflow,
	}
	if o.Kind == train.LeftDomain {
		where := point(o.Where)
		j.Where = &where
	}
	if j.Events == nil {
		j.Events = []train.Event{}
	}
	if o.Target != nil {
		at := point(*o.Target)
		j.Target = &at
		j.TargetLoss = ref(sc.Objective().Value(o.Target.X, o.Target.Y))
	}
	if limit, lambda, ok := train.Limit(sc, run, o); ok {
		j.Limit, j.LimitLambda = ref(limit), ref(lambda)
	}
	return j
}
