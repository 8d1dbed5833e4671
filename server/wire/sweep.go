package wire

import (
	"math"
	"slices"

	"downhill/train"
	"downhill/train/judge"
)

// Sweep is what every rate would do; what is not known yet is null.
type Sweep struct {
	Rates    []Num          `json:"rates"`
	Outcomes []*judge.Kind  `json:"outcomes"`
	Global   []bool         `json:"global"` // where a run ended at a minimum: it is the lowest known
	Loss     []Num          `json:"loss" ts:"(number | null)[]"`
	Steps    []*int         `json:"steps"`
	Minima   []sweepMinimum `json:"minima"`                                          // that some rate ends at, or is held off by weight decay, the lowest first
	Ends     []*int         `json:"ends"`                                            // by rate, an index of minima; null for none
	Network  bool           `json:"network,omitempty"`                               // its runs are a network's: they have no place on a map
	Guess    []bool         `json:"guess,omitempty"`                                 // of a network, by rate: the lowest that is known, and no better than guessing
	Caveat   []judge.Reason `json:"told,omitempty"`                                  // by rate: what its outcome's kind alone would say wrongly, mostly empty; left out where all are
	Floor    Num            `json:"floor" ts:"number | null"`                        // what heights count from: no run that has not left ends lower
	Restless *[2]Num        `json:"restless" ts:"[from: number, to: number] | null"` // between these rates are all whose runs neither rest nor leave
	Tails    []*[]Num       `json:"tails,omitempty"`                                 // with tail=: the last losses of such runs, null of others
	Periods  []*int         `json:"periods,omitempty"`                               // how many losses take turns there; 0: no lasting pattern; null: it is not told

	Evaluations int `json:"evaluations"`
	Critical    Num `json:"critical" ts:"number | null"`
}

// sweepMinimum is a minimum that some rate of a sweep ends at.
type sweepMinimum struct {
	Index  *int   `json:"index"` // of the surface's minima; null for one that it does not list
	At     [2]Num `json:"at"`
	Loss   Num    `json:"loss"`
	Global bool   `json:"global"` // the lowest known of the surface
	Rates  int    `json:"rates"`  // how many of the sweep end there; 0 where weight decay holds all off it
	Lambda *Num   `json:"lambda"` // the largest curvature, with L2 weight decay's part in it
	Limit  *Num   `json:"limit"`  // the optimizer's own largest stable rate there; null where there is none
}

// SweepOf is a sweep as JSON.
func SweepOf(r *train.SweepResult) Sweep {
	n := len(r.Rates)
	j := Sweep{
		Rates: make([]Num, n), Outcomes: make([]*judge.Kind, n), Global: r.Global, Loss: make([]Num, n), Steps: make([]*int, n),
		Minima: sweepMinima(r.Minima), Ends: make([]*int, n), Floor: Num(r.Floor),
		Evaluations: r.Evaluations, Critical: Num(r.Critical),
	}
	if r.Network {
		j.Network, j.Guess = true, r.Guess
	}
	if slices.ContainsFunc(r.Caveat, func(c judge.Reason) bool { return c != judge.NoReason }) {
		j.Caveat = r.Caveat
	}
	if from, to := r.Restless[0], r.Restless[1]; from < to {
		j.Restless = &[2]Num{Num(from), Num(to)}
	}
	for i, rate := range r.Rates {
		j.Rates[i], j.Loss[i] = Num(rate), Num(math.NaN())
		if r.Outcomes[i] != "" {
			outcome, steps := r.Outcomes[i], r.Steps[i]
			j.Outcomes[i], j.Loss[i], j.Steps[i] = &outcome, Num(r.Loss[i]), &steps
		}
		if end := r.Ends[i]; end >= 0 {
			j.Ends[i] = &end
		}
	}
	j.Tails, j.Periods = tailsOf(r)
	return j
}

// tailsOf are the last losses of restless runs and how many take turns, where that can be
// told; nothing where they were not asked for.
func tailsOf(r *train.SweepResult) (tails []*[]Num, periods []*int) {
	if r.Tails == nil {
		return nil, nil
	}
	tails, periods = make([]*[]Num, len(r.Tails)), make([]*int, len(r.Tails))
	for i, losses := range r.Tails {
		if losses == nil {
			continue
		}
		told := make([]Num, len(losses))
		for k, loss := range losses {
			told[k] = Num(loss)
		}
		tails[i] = &told
		if r.Periods[i] >= 0 {
			periods[i] = &r.Periods[i]
		}
	}
	return tails, periods
}

func sweepMinima(all []train.SweepMinimum) []sweepMinimum {
	told := make([]sweepMinimum, len(all))
	for i, m := range all {
		told[i] = sweepMinimum{At: Point(m.At), Loss: Num(m.Loss), Global: m.Global, Rates: m.Count}
		if index := m.Index; index >= 0 {
			told[i].Index = &index
		}
		if m.Limit > 0 {
			told[i].Lambda, told[i].Limit = Ref(m.Lambda), Ref(m.Limit)
		}
	}
	return told
}
