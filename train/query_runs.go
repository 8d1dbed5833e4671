package train

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// optimizers reads opt: one id for all runs, or one each.
func (r *reader) optimizers() error {
	text, ok := r.fields.get("opt")
	if !ok {
		text = "sgd"
	}
	r.opts = strings.Split(text, ",")
	if len(r.opts) > maxRuns {
		return refuse("opt", text, "too-many-runs", "n", strconv.Itoa(len(r.opts)))
	}
	for _, id := range r.opts {
		spec, ok := LookupOptimizer(id)
		if !ok {
			return refuseWord("opt", id, "unknown-optimizer", optimizerIDs())
		}
		if _, known := r.sc.Surface.Best(); spec.NeedsBest && !known {
			return refuse("opt", id, "needs-best")
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
		return refuse("lr", text, "rateless", "optimizer", r.opts[0])
	}
	rates, err := readRates(text)
	if err != nil {
		return err
	}
	n := max(len(rates), len(r.opts))
	if len(r.opts) != 1 && len(r.opts) != n || len(rates) != 1 && len(rates) != n {
		return refuse("lr", text, "run-count", "n", strconv.Itoa(len(rates)), "runs", strconv.Itoa(len(r.opts)))
	}
	for i := range n {
		r.add(r.opts[i%len(r.opts)], rates[i%len(rates)])
	}
	r.sc.giveRoles()
	return nil
}

func readRates(text string) ([]float64, error) {
	parts := strings.Split(text, ",")
	if len(parts) > maxRuns {
		return nil, refuse("lr", text, "too-many-runs", "n", strconv.Itoa(len(parts)))
	}
	rates := make([]float64, len(parts))
	for i, p := range parts {
		v, ok := readNumber(p)
		if !ok || v <= 0 || v > maxRate {
			return nil, refuse("lr", p, "not-a-rate")
		}
		rates[i] = v
	}
	return rates, nil
}

// defaultRates: with one optimizer its low, good and high rate on the surface,
// with several each one's good rate; an optimizer that chooses its own makes
// one run.
func (r *reader) defaultRates() error {
	s := r.sc.Surface
	if len(r.opts) > 1 {
		for _, id := range r.opts {
			rates := DefaultRates(s, id)
			rate := cmp.Or(rates.Good, rates.Low, rates.High)
			if rate == 0 {
				return refuse("lr", "", "no-default-rate", "optimizer", id)
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
	rates := DefaultRates(s, id)
	roles := []string{"low", "good", "high"}
	for i, rate := range []float64{rates.Low, rates.Good, rates.High} {
		if rate > 0 {
			r.sc.Runs = append(r.sc.Runs, RunSpec{Role: roles[i], Optimizer: id, LearningRate: rate})
		}
	}
	if len(r.sc.Runs) == 0 {
		return refuse("lr", "", "no-default-rate", "optimizer", id)
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
	spec, ok := LookupOptimizer(id)
	return ok && spec.Rateless
}

// parameters reads the optimizers' own keys: each must belong to some run.
func (r *reader) parameters() error {
	for _, key := range parameterKeys() {
		text, ok := r.fields.get(key)
		if !ok {
			continue
		}
		used := r.users(key)
		if len(used) == 0 {
			return refuse(key, text, "unused-parameter", "optimizer", strings.Join(ownersOf(key), ", "))
		}
		for _, p := range used {
			if err := r.set(&r.sc.Params, key, p, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// users are the parameters of the scenario's optimizers that have a key.
func (r *reader) users(key string) []Param {
	var used []Param
	for _, id := range r.opts {
		spec, _ := LookupOptimizer(id)
		for _, p := range spec.Params {
			if p.Key == key {
				used = append(used, p)
			}
		}
	}
	return used
}

func (r *reader) set(to *Params, field string, p Param, text string) error {
	v, ok := p.read(text)
	if !ok {
		return refuse(field, text, "out-of-range", "allowed", p.allowed())
	}
	if *to == nil {
		*to = Params{}
	}
	(*to)[p.Key] = v
	return nil
}

// schedule reads schedule and its keys.
func (r *reader) schedule() error {
	id, ok := r.fields.get("schedule")
	if !ok {
		id = "constant"
	}
	spec, ok := LookupSchedule(id)
	if !ok || id == "" {
		return refuseWord("schedule", id, "unknown-schedule", scheduleIDs())
	}
	r.sc.Schedule = id
	for _, opt := range r.opts {
		o, _ := LookupOptimizer(opt)
		if reason := spec.Refuses(o); reason != "" {
			return refuse("schedule", id, "schedule-refused", "optimizer", opt, "reason", reason)
		}
	}
	for _, f := range r.fields {
		key, ok := strings.CutPrefix(f.key, "schedule.")
		if !ok {
			continue
		}
		i := slices.IndexFunc(spec.Params, func(p Param) bool { return p.Key == key })
		if i < 0 {
			return refuse(shorten(f.key), f.value, "unused-schedule", "schedule", id, "allowed", paramList(spec.Params))
		}
		if err := r.set(&r.sc.ScheduleParams, f.key, spec.Params[i], f.value); err != nil {
			return err
		}
	}
	return nil
}

func paramList(params []Param) string {
	if len(params) == 0 {
		return "none"
	}
	var keys []string
	for _, p := range params {
		keys = append(keys, "schedule."+p.Key)
	}
	return strings.Join(keys, ", ")
}

func optimizerIDs() []string {
	var ids []string
	for _, s := range Optimizers() {
		ids = append(ids, s.ID)
	}
	return ids
}

func scheduleIDs() []string {
	var ids []string
	for _, s := range Schedules() {
		ids = append(ids, s.ID)
	}
	return ids
}

// parameterKeys are the keys of all optimizers' parameters, each once, in the
// catalogue's order.
func parameterKeys() []string {
	var keys []string
	for _, s := range Optimizers() {
		for _, p := range s.Params {
			if !slices.Contains(keys, p.Key) {
				keys = append(keys, p.Key)
			}
		}
	}
	return keys
}

// ownersOf are the optimizers that have a parameter.
func ownersOf(key string) []string {
	var ids []string
	for _, s := range Optimizers() {
		if slices.ContainsFunc(s.Params, func(p Param) bool { return p.Key == key }) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}
