package train

import (
	"context"
	"slices"
	"strings"
)

// Overlay is a base query with the keys of changes put over it: the scenario
// of /p/{preset}?changes. A changed surface or formula takes what belonged to
// the old one with it (start, lr, view, steps), a changed optimizer the old
// rates and parameters, a changed schedule the old one's parameters. Its error
// is a *FieldError.
func Overlay(base, changes string) (string, error) {
	below, err := split(base)
	if err != nil {
		return "", err
	}
	above, err := split(changes)
	if err != nil {
		return "", err
	}
	return put(below, above).join(), nil
}

// put lays fields over others.
func put(below, above fields) fields {
	dropped := leaving(below, above)
	kept := below.without(func(key string) bool {
		_, replaced := above.get(key)
		return replaced || dropped(key)
	})
	return slices.Concat(kept, above)
}

// leaving tells which keys of below lose their meaning under above.
func leaving(below, above fields) func(key string) bool {
	place := changed(below, above, "surface", "wells") || changed(below, above, "f", "")
	rule := changed(below, above, "opt", "sgd")
	plan := changed(below, above, "schedule", "constant")
	return func(key string) bool {
		switch {
		case place && slices.Contains([]string{"surface", "f", "start", "lr", "view", "steps"}, key):
			return true
		case rule && (key == "lr" || key == "names" || slices.Contains(parameterKeys(), key)):
			return true
		}
		return plan && strings.HasPrefix(key, "schedule.")
	}
}

// changed reports whether above sets a key to another value than below's.
func changed(below, above fields, key, standard string) bool {
	now, given := above.get(key)
	if !given {
		return false
	}
	was, ok := below.get(key)
	if !ok {
		was = standard
	}
	return now != was
}

// PresetQuery is what is to be put over a preset's query to get the scenario:
// its changed keys only, in the canonical order; empty if it is the preset
// itself. Its error is ctx's.
func (sc Scenario) PresetQuery(ctx context.Context, p Preset) (string, error) {
	base, err := split(p.Query)
	if err != nil {
		return sc.Query(), nil
	}
	all := sc.fields(true)
	var over fields
	for _, keys := range [][]string{{"surface", "f", "view"}, {"opt"}, {"schedule"}, nil} {
		over = differing(ctx, all, put(base, over), over, keys)
	}
	return over.inOrder(all).join(), ctx.Err()
}

// differing adds to over the fields of all, among keys (nil: any), that the
// scenario of the laid query does not have.
func differing(ctx context.Context, all, laid, over fields, keys []string) fields {
	var has fields
	if sc, err := ParseQuery(ctx, laid.join()); err == nil {
		has = sc.fields(true)
	}
	for _, p := range all {
		value, ok := has.get(p.key)
		_, put := over.get(p.key)
		chosen := keys == nil || slices.Contains(keys, p.key)
		if chosen && !put && (!ok || value != p.value) {
			over = append(over, p)
		}
	}
	return over
}

// inOrder sorts fields as they come in all.
func (f fields) inOrder(all fields) fields {
	sorted := slices.Clone(f)
	place := func(p pair) int {
		return slices.IndexFunc(all, func(q pair) bool { return q.key == p.key })
	}
	slices.SortStableFunc(sorted, func(a, b pair) int { return place(a) - place(b) })
	return sorted
}

// Path is the scenario's canonical path and query: / or, where preset is not
// empty, /p/{preset}, with what has changed. Its error is ctx's.
func (sc Scenario) Path(ctx context.Context, preset string) (string, error) {
	path, query := "/", ""
	var err error
	if p, ok := LookupPreset(preset); ok {
		path = "/p/" + p.ID
		query, err = sc.PresetQuery(ctx, p)
	} else {
		query = sc.Query()
	}
	if query == "" {
		return path, err
	}
	return path + "?" + query, err
}
