package link

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/field"
	"downhill/train/rule"
)

// Query is the scenario's one canonical query, without a question mark: keys
// in the table's order, defaults left out but for the surface, numbers with the
// fewest digits that read back exactly. A formula always comes with its start,
// view and rates.
func Query(sc train.Scenario) string {
	return fieldsOf(sc, false).join()
}

// fieldsOf writes a scenario; explicit ones with every default.
func fieldsOf(sc train.Scenario, explicit bool) fields {
	w := writer{sc: sc, explicit: explicit, typed: sc.Formula != ""}
	return w.write()
}

// wholeOf writes a scenario with every default, and says so where it has no
// ensemble: what two of them differ in is what turns the one into the other.
func wholeOf(sc train.Scenario) fields {
	w := writer{sc: sc, explicit: true, single: true, typed: sc.Formula != ""}
	return w.write()
}

func (w *writer) write() fields {
	w.surface()
	w.runs()
	w.parameters()
	w.schedule()
	w.rest()
	return w.out
}

type writer struct {
	sc       train.Scenario
	explicit bool
	typed    bool
	single   bool // says that there is no ensemble, where there is none
	out      fields
}

// put writes a field unless it is the default.
func (w *writer) put(key, value, standard string) {
	if w.explicit || value != standard {
		w.out = append(w.out, Pair{key, value})
	}
}

// always writes a field.
func (w *writer) always(key, value string) {
	w.out = append(w.out, Pair{key, value})
}

func (w *writer) surface() {
	start := w.point(w.sc.Start)
	if w.typed {
		w.always("f", w.sc.Formula)
		w.always("start", start)
		return
	}
	w.always("surface", w.sc.Surface.ID) // "/" alone is another scenario: the preset Home
	if w.sc.Net() == nil {
		w.put("start", start, w.point(w.sc.Surface.Start))
	}
}

func (w *writer) runs() {
	opts := make([]string, len(w.sc.Runs))
	rates := make([]string, len(w.sc.Runs))
	for i, r := range w.sc.Runs {
		opts[i], rates[i] = r.Optimizer, field.Number(r.LearningRate)
	}
	optimizers, learning := opts, strings.Join(rates, ",")
	if w.sc.SameOptimizer() && len(opts) > 0 {
		optimizers = opts[:1]
	} else if same(rates) {
		learning = rates[0]
	}
	w.put("opt", strings.Join(optimizers, ","), "sgd")
	if len(optimizers) == 1 && rule.Rateless(optimizers[0]) {
		return
	}
	if w.typed || w.explicit || !w.defaultRates(optimizers) {
		w.always("lr", learning)
	}
}

// defaultRates reports whether the runs are those that the optimizers have
// without any rate given.
func (w *writer) defaultRates(optimizers []string) bool {
	r := reader{ctx: context.Background(), opts: optimizers} // the catalogue's rates are known
	r.sc.Surface = w.sc.Surface
	if r.defaultRates() != nil || len(r.sc.Runs) != len(w.sc.Runs) {
		return false
	}
	for i, run := range r.sc.Runs {
		if run.LearningRate != w.sc.Runs[i].LearningRate {
			return false
		}
	}
	return true
}

func same(words []string) bool {
	for _, w := range words {
		if w != words[0] {
			return false
		}
	}
	return len(words) > 0
}

// parameters writes the optimizers' own keys, each once, in the order of the
// optimizers' catalogue.
func (w *writer) parameters() {
	r := reader{}
	for _, run := range w.sc.Runs {
		r.opts = append(r.opts, run.Optimizer)
	}
	for _, key := range parameterKeys() {
		if used := r.users(key); len(used) > 0 {
			w.parameter(key, used[0], w.sc.Params, uniform(used))
		}
	}
}

// uniform reports whether all runs that use a key have one default for it:
// otherwise a value that is set is not every run's default.
func uniform(used []rule.Param) bool {
	for _, p := range used {
		if p.Default != used[0].Default {
			return false
		}
	}
	return true
}

// parameter writes one parameter. Where the users of a key have different
// defaults, a value that was not set can't be written, and one that was set
// always is.
func (w *writer) parameter(key string, p rule.Param, set rule.Params, uniform bool) {
	v, ok := set[p.Key]
	standard := rule.Complete([]rule.Param{p}, nil, w.sc.Steps)[p.Key]
	switch {
	case !ok && (!uniform || !w.explicit):
	case !ok:
		w.always(key, parameter(p).write(standard))
	case !uniform:
		w.always(key, parameter(p).write(v))
	default:
		w.put(key, parameter(p).write(v), parameter(p).write(standard))
	}
}

func (w *writer) schedule() {
	id := w.sc.Schedule
	if id == "" {
		id = "constant"
	}
	w.put("schedule", id, "constant")
	if spec, ok := rule.LookupSchedule(id); ok {
		for _, p := range spec.Params {
			w.parameter("schedule."+p.Key, p, w.sc.ScheduleParams, true)
		}
	}
}

func (w *writer) clip() {
	clip := "none"
	if w.sc.Clip.Kind != "" {
		clip = w.sc.Clip.Kind + ":" + field.Number(w.sc.Clip.Bound)
	}
	w.put("clip", clip, "none")
}

func (w *writer) rest() {
	w.clip()
	w.put("noise", field.Number(w.sc.Noise), "0")
	w.put("seed", strconv.FormatUint(w.sc.Seed, 10), "1")
	w.put("steps", strconv.Itoa(w.sc.Steps), strconv.Itoa(train.DefaultSteps(w.sc.Surface)))
	if w.typed {
		w.always("view", box(w.sc.Surface.View))
	}
	w.ensemble()
	w.put("names", w.names(), "")
	w.net()
}

// names is the runs' names; empty if none is set.
func (w *writer) names() string {
	var names []string
	for _, r := range w.sc.Runs {
		names = append(names, r.Name)
	}
	if !slices.ContainsFunc(names, func(n string) bool { return n != "" }) {
		return ""
	}
	return strings.Join(names, ",")
}

// point is one number where there is one weight.
func (w *writer) point(p landscape.Point) string {
	if w.sc.Surface.OneWeight {
		return field.Numbers(p.X)
	}
	return field.Numbers(p.X, p.Y)
}

// box is two numbers where it is flat.
func box(v landscape.View) string {
	if v.Flat() {
		return field.Numbers(v.XMin, v.XMax)
	}
	return field.Numbers(v.XMin, v.XMax, v.YMin, v.YMax)
}
