package link

import (
	"slices"
	"strings"
	"sync"

	"downhill/train/field"
	"downhill/train/rule"
)

// parameters reads the optimizers' own keys: each must belong to some run.
func (r *reader) parameters() error {
	for _, key := range parameterKeys() {
		text, ok := r.fields.get(key)
		if !ok {
			continue
		}
		used := r.users(key)
		if len(used) == 0 {
			return field.Refuse(key, text, "unused-parameter", "optimizer", strings.Join(ownersOf(key), ", "))
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
func (r *reader) users(key string) []rule.Param {
	var used []rule.Param
	for _, id := range r.opts {
		spec, _ := rule.LookupOptimizer(id)
		for _, p := range spec.Params {
			if p.Key == key {
				used = append(used, p)
			}
		}
	}
	return used
}

func (r *reader) set(to *rule.Params, key string, p rule.Param, text string) error {
	v, ok := parameter(p).read(text)
	if !ok {
		return parameter(p).refuse(key, text)
	}
	if *to == nil {
		*to = rule.Params{}
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
	spec, ok := rule.LookupSchedule(id)
	if !ok || id == "" {
		return field.RefuseWord("schedule", id, "unknown-schedule", scheduleIDs())
	}
	r.sc.Schedule = id
	for _, opt := range r.opts {
		o, _ := rule.LookupOptimizer(opt)
		if spec.Refuses(o) {
			return field.Refuse("schedule", id, "schedule-refused", "optimizer", opt)
		}
	}
	for _, f := range r.fields {
		key, ok := strings.CutPrefix(f.Key, "schedule.")
		if !ok {
			continue
		}
		i := slices.IndexFunc(spec.Params, func(p rule.Param) bool { return p.Key == key })
		switch {
		case i < 0 && len(spec.Params) == 0:
			return field.Refuse(field.Shorten(f.Key), f.Value, "bare-schedule", "schedule", id)
		case i < 0:
			return field.Refuse(field.Shorten(f.Key), f.Value, "unused-schedule", "schedule", id, "allowed", paramList(spec.Params))
		}
		if err := r.set(&r.sc.ScheduleParams, f.Key, spec.Params[i], f.Value); err != nil {
			return err
		}
	}
	return nil
}

func paramList(params []rule.Param) string {
	var keys []string
	for _, p := range params {
		keys = append(keys, "schedule."+p.Key)
	}
	return strings.Join(keys, ", ")
}

func optimizerIDs() []string {
	var ids []string
	for _, s := range rule.Optimizers() {
		ids = append(ids, s.ID)
	}
	return ids
}

func scheduleIDs() []string {
	var ids []string
	for _, s := range rule.Schedules() {
		ids = append(ids, s.ID)
	}
	return ids
}

// parameterKeys are the keys of all optimizers' parameters, each once, in the
// catalogue's order.
var parameterKeys = sync.OnceValue(func() []string {
	var keys []string
	for _, s := range rule.Optimizers() {
		for _, p := range s.Params {
			if !slices.Contains(keys, p.Key) {
				keys = append(keys, p.Key)
			}
		}
	}
	return slices.Clip(keys)
})

// Keys are all keys of scenarios, whatever their optimizers and their schedules.
func Keys() []string {
	all := slices.Concat(scenarioKeys, parameterKeys())
	for _, s := range rule.Schedules() {
		for _, p := range s.Params {
			if key := "schedule." + p.Key; !slices.Contains(all, key) {
				all = append(all, key)
			}
		}
	}
	return all
}

// knownKeys are Keys, made once: every link is held to them.
var knownKeys = sync.OnceValue(Keys)

// Knows reports whether there is a scenario with this key, whatever its
// optimizers and its schedule.
func Knows(key string) bool { return slices.Contains(knownKeys(), key) }

// ownersOf are the optimizers that have a parameter.
func ownersOf(key string) []string {
	var ids []string
	for _, s := range rule.Optimizers() {
		if slices.ContainsFunc(s.Params, func(p rule.Param) bool { return p.Key == key }) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}
