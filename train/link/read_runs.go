package link

import (
	"cmp"
	"strconv"
	"strings"

	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
	"downhill/train/rule"
)

// optimizers reads opt: one id for all runs, or one each.
func (r *reader) optimizers() error {
	text, ok := r.fields.get("opt")
	if !ok {
		text = "sgd"
	}
	r.opts = strings.Split(text, ",")
	if len(r.opts) > maxRuns {
		return field.Refuse("opt", text, "too-many-runs", "n", strconv.Itoa(len(r.opts)))
	}
	for _, id := range r.opts {
		spec, ok := rule.LookupOptimizer(id)
		if !ok {
			return field.RefuseWord("opt", id, "unknown-optimizer", optimizerIDs())
		}
		if _, known := r.sc.Surface.Best(); spec.NeedsBest && !known && r.sc.Net() == nil { // a network's is taken as 0
			return field.Refuse("opt", id, "needs-best")
		}
		if err := r.trains(spec); err != nil {
			return err
		}
	}
	if rule.Rateless(r.opts[0]) && same(r.opts) {
		r.opts = r.opts[:1] // without a rate, all of them would be one run
	}
	return nil
}

// rates reads lr and so settles how many runs there are.
func (r *reader) rates() error {
	text, given := r.fields.get("lr")
	if !given {
		return r.defaultRates()
	}
	if len(r.opts) == 1 && rule.Rateless(r.opts[0]) {
		return field.Refuse("lr", text, "rateless", "optimizer", r.opts[0])
	}
	rates, err := readRates(text)
	if err != nil {
		return err
	}
	n := max(len(rates), len(r.opts))
	if len(r.opts) != 1 && len(r.opts) != n || len(rates) != 1 && len(rates) != n {
		return field.Refuse("lr", text, "run-count", "n", strconv.Itoa(len(rates)), "runs", strconv.Itoa(len(r.opts)))
	}
	for i := range n {
		r.add(r.opts[i%len(r.opts)], rates[i%len(rates)])
	}
	return r.lacks()
}

// lacks sets what the rates lack, where they are the suggested ones: a link of a
// typed formula always writes its rates, and reading it must not lose that.
func (r *reader) lacks() error {
	if r.sc.Formula == "" || len(r.sc.Runs) != len(train.Roles) || !r.sc.SameOptimizer() {
		return nil
	}
	found, ok, err := train.Suggested(r.ctx, &r.sc, r.opts[0])
	for i, rate := range []float64{found.Low, found.Good, found.High} {
		ok = ok && rate == r.sc.Runs[i].LearningRate
	}
	if ok {
		r.sc.Lacks = found.Lacks
	}
	return err
}

func readRates(text string) ([]float64, error) {
	parts := strings.Split(text, ",")
	if len(parts) > maxRuns {
		return nil, field.Refuse("lr", text, "too-many-runs", "n", strconv.Itoa(len(parts)))
	}
	rates := make([]float64, len(parts))
	for i, p := range parts {
		v, ok := field.ReadNumber(p)
		if !ok || v <= 0 || v > descent.MaxRate {
			return nil, field.Refuse("lr", p, "not-a-rate")
		}
		rates[i] = v
	}
	return rates, nil
}

// defaultRates: with one optimizer its low, good and high rate on the surface,
// with several each one's good rate; an optimizer that chooses its own makes
// one run.
func (r *reader) defaultRates() error {
	if len(r.opts) > 1 {
		for _, id := range r.opts {
			rates, err := train.Suggest(r.ctx, &r.sc, id)
			if err != nil {
				return err
			}
			rate := cmp.Or(rates.Good, rates.Low, rates.High)
			if rate == 0 {
				return field.Refuse("lr", "", "no-default-rate", "optimizer", id)
			}
			r.add(id, rate)
		}
		return nil
	}
	id := r.opts[0]
	if rule.Rateless(id) {
		r.add(id, 1)
		return nil
	}
	rates, err := train.Suggest(r.ctx, &r.sc, id)
	if err != nil {
		return err
	}
	for i, rate := range []float64{rates.Low, rates.Good, rates.High} {
		if rate > 0 {
			r.sc.Runs = append(r.sc.Runs, train.RunSpec{Seat: train.Roles[i], Role: train.Roles[i], Optimizer: id, LearningRate: rate})
		}
	}
	if len(r.sc.Runs) == 0 {
		return field.Refuse("lr", "", "no-default-rate", "optimizer", id)
	}
	r.sc.Lacks = rates.Lacks
	return nil
}

// ranges gives each run the range of its rate.
func (r *reader) ranges() (err error) {
	for i := range r.sc.Runs {
		run := &r.sc.Runs[i]
		if run.From, run.To, err = train.RateRange(r.ctx, r.sc.Surface, run.Optimizer); err != nil {
			return err
		}
	}
	return nil
}

// add appends a run; the rate of a rateless optimizer is always 1.
func (r *reader) add(id string, rate float64) {
	if rule.Rateless(id) {
		rate = 1
	}
	r.sc.Runs = append(r.sc.Runs, train.RunSpec{Optimizer: id, LearningRate: rate})
}
