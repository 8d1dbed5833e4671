package site

import (
	"math"

	"downhill/train"
)

// sweepJSON is what every rate would do; what is not known yet is null.
type sweepJSON struct {
	Rates       []num         `json:"rates"`
	Outcomes    []*train.Kind `json:"outcomes"`
	Global      []bool        `json:"global"` // where a run ended at a minimum: it is the lowest known
	Loss        []num         `json:"loss" ts:"(number | null)[]"`
	Steps       []*int        `json:"steps"`
	Evaluations int           `json:"evaluations"`
	Critical    num           `json:"critical" ts:"number | null"`
}

func sweepOf(r *train.SweepResult) sweepJSON {
	n := len(r.Rates)
	j := sweepJSON{make([]num, n), make([]*train.Kind, n), r.Global, make([]num, n), make([]*int, n), r.Evaluations, num(r.Critical)}
	for i, rate := range r.Rates {
		j.Rates[i], j.Loss[i] = num(rate), num(math.NaN())
		if r.Outcomes[i] != "" {
			outcome, steps := r.Outcomes[i], r.Steps[i]
			j.Outcomes[i], j.Loss[i], j.Steps[i] = &outcome, num(r.Loss[i]), &steps
		}
	}
	return j
}
