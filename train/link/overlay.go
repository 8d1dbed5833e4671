package link

import (
	"context"
	"slices"
	"strings"

	"downhill/train"
)

// Overlay is a base query with the keys of changes put over it: the scenario
// of /p/{preset}?changes. A changed surface or formula takes what belonged to
// the old one with it (start, lr, view, steps, names, a network's own keys), changed
// data of a network what fits those alone, a changed optimizer the old rates and
// parameters, a changed schedule the old one's parameters, another ensemble the old
// one, no noise one of seeds. Its error is a *field.Error.
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
	dropped := dependents(below, above)
	kept := below.without(func(key string) bool {
		_, replaced := above.get(key)
		return replaced || dropped(key)
	})
	return slices.Concat(kept, above)
}

// dependents reports whether a key of below loses its meaning under above.
func dependents(below, above fields) func(key string) bool {
	surface := changed(below, above, "surface", "wells") || changed(below, above, "f", "")
	data := changed(below, above, "data", "moons")
	optimizer := changed(below, above, "opt", "sgd")
	schedule := changed(below, above, "schedule", "constant")
	return func(key string) bool {
		switch {
		case surface && slices.Contains([]string{"surface", "f", "start", "lr", "view", "steps", "names"}, key):
			return true
		case surface && slices.Contains(netKeys, key):
			return true
		case data && slices.Contains([]string{"data.noise", "data.size", "units", "loss", "batch", "lr", "names"}, key):
			return true
		case optimizer && (key == "lr" || key == "names" || slices.Contains(parameterKeys(), key)):
			return true
		case slices.Contains(ensembleKeys[:], key) && above.ends(key):
			return true
		}
		return schedule && strings.HasPrefix(key, "schedule.")
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
func PresetQuery(ctx context.Context, sc train.Scenario, p Preset) (string, error) {
	changes := over(ctx, p, wholeOf(sc))
	needless := func(f Pair) bool { return f.Value == noEnsemble && changes.ends(f.Key) }
	return slices.DeleteFunc(changes, needless).join(), ctx.Err()
}

// over is what the fields of the scenario differ in from a preset's. The keys
// that other keys depend on come first: what they leave of the preset, and the
// defaults that they bring, is what the others differ from.
func over(ctx context.Context, p Preset, all fields) fields {
	over := all.differing(p.facts().fields, governs)
	if len(over) == 0 {
		return all.differing(p.facts().fields, nil)
	}
	base, err := split(p.Query)
	if err != nil {
		return all
	}
	var laid fields // none where the query of the changes alone says nothing that can be run
	if under, err := Parse(ctx, put(base, over).join()); err == nil {
		laid = wholeOf(under)
	}
	rest := all.differing(laid, func(key string) bool { _, there := over.get(key); return !there })
	return slices.Concat(over, rest).inOrder(all)
}

// governs reports whether other keys depend on a key.
func governs(key string) bool {
	return slices.Contains([]string{"surface", "f", "view", "data", "opt", "schedule"}, key)
}

// differing are the fields, among the keys that are chosen (nil: all), that
// others do not have the same.
func (f fields) differing(others fields, chosen func(key string) bool) fields {
	return slices.DeleteFunc(slices.Clone(f), func(p Pair) bool {
		value, ok := others.get(p.Key)
		return ok && value == p.Value || chosen != nil && !chosen(p.Key)
	})
}

// inOrder sorts fields as they come in all.
func (f fields) inOrder(all fields) fields {
	sorted := slices.Clone(f)
	place := func(p Pair) int {
		return slices.IndexFunc(all, func(q Pair) bool { return q.Key == p.Key })
	}
	slices.SortStableFunc(sorted, func(a, b Pair) int { return place(a) - place(b) })
	return sorted
}

// pathOf is a path with a query, if there is one.
func pathOf(path, query string) string {
	if query == "" {
		return path
	}
	return path + "?" + query
}
