package train

import (
	"cmp"
	"strconv"
	"strings"

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
		if _, known := r.sc.Surface.Best(); spec.NeedsBest && !known {
			return field.Refuse("opt", id, "needs-best")
		}
	}
	if rateless(r.opts[0]) && same(r.opts) {
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
	if len(r.opts) == 1 && rateless(r.opts[0]) {
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
	r.sc.giveRoles()
	return r.lacks()
}

// lacks tells again what the rates lack where they are those suggested: a link
// of a typed formula always has its rates.
func (r *reader) lacks() error {
	if r.sc.Formula == "" || len(r.sc.Runs) != len(roles) || !r.sc.shared() {
		return nil
	}
	found, ok, err := suggestedBefore(r.ctx, r.suggestFor(), r.opts[0])
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
		if !ok || v <= 0 || v > maxRate {
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
			rates, err := suggestion(r.ctx, r.suggestFor(), id)
			if err != nil {
				return err
			}
			rate := cmp.Or(rates.Good, rates.Low, rates.High)
			if rate == 0 {
				return field.Refuse("lr", "", "no-default-rate", "optimizer", id)
			}
			r.add(id, rate)
		}
		r.sc.giveRoles()
		return nil
	}
	id := r.opts[0]
	if rateless(id) {
		r.add(id, 1)
		return nil
	}
	rates, err := suggestion(r.ctx, r.suggestFor(), id)
	if err != nil {
		return err
	}
	for i, rate := range []float64{rates.Low, rates.Good, rates.High} {
		if rate > 0 {
			r.sc.Runs = append(r.sc.Runs, RunSpec{Role: roles[i], Optimizer: id, LearningRate: rate})
		}
	}
	if len(r.sc.Runs) == 0 {
		return field.Refuse("lr", "", "no-default-rate", "optimizer", id)
	}
	r.sc.Lacks = rates.Lacks
	return nil
}

// suggestFor is what rates are suggested for: the scenario as read so far, or,
// where it is as its surface has it, that.
func (r *reader) suggestFor() *Scenario {
	if r.sc.Start == r.sc.Surface.Start && r.sc.Steps == defaultSteps(r.sc.Surface) {
		return own(r.sc.Surface)
	}
	return &r.sc
}

// ranges gives each run the range of its rate.
func (r *reader) ranges() (err error) {
	for i := range r.sc.Runs {
		run := &r.sc.Runs[i]
		if run.From, run.To, err = RateRange(r.ctx, r.sc.Surface, run.Optimizer); err != nil {
			return err
		}
	}
	return nil
}

// add appends a run; the rate of a rateless optimizer is always 1.
func (r *reader) add(id string, rate float64) {
	if rateless(id) {
		rate = 1
	}
	r.sc.Runs = append(r.sc.Runs, RunSpec{Optimizer: id, LearningRate: rate})
}

// giveRoles names three runs that share an optimizer low, good and high.
func (sc *Scenario) giveRoles() {
	if len(sc.Runs) != 3 || !sc.shared() {
		return
	}
	for i, role := range []string{"low", "good", "high"} {
		sc.Runs[i].Role = role
	}
}

// shared reports whether all runs have the same optimizer.
func (sc *Scenario) shared() bool {
	for _, r := range sc.Runs {
		if r.Optimizer != sc.Runs[0].Optimizer {
			return false
		}
	}
	return true
}

func rateless(id string) bool {
	spec, ok := rule.LookupOptimizer(id)
	return ok && spec.Rateless
}
