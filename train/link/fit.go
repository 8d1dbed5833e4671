package link

import (
	"errors"
	"slices"
	"strings"

	"downhill/train/field"
)

// A Misfit is a key that is left out of a link, with what is wrong with it, and the
// keys that mean nothing without it and are left out too.
type Misfit struct {
	*field.Error
	With []string
}

// Fit reads a query, and where something in it does not fit what is left of it without
// that: key by key, until the rest can be read. Of a key that is given more than once
// the first value is read. read reads a query; its error is a *field.Error where a key
// of it, or of what it is laid over, does not fit. Any other is Fit's own.
func Fit(raw string, read func(query string) error) (left []Misfit, err error) {
	err = read(raw)
	if !refused(err) {
		return nil, err
	}
	rest, left := readable(raw)
	for {
		err = read(rest.join())
		var wrong *field.Error
		if !errors.As(err, &wrong) || len(rest) == 0 {
			return gathered(left), err
		}
		key := rest.toBlame(wrong)
		left = append(left, Misfit{Error: wrong})
		rest = rest.without(func(k string) bool { return k == key })
	}
}

func refused(err error) bool {
	var wrong *field.Error
	return errors.As(err, &wrong)
}

// readable are the pairs of a query that can be decoded, the first of each key.
func readable(raw string) (all fields, left []Misfit) {
	raw = strings.TrimPrefix(raw, "?")
	form := formEncoded(valuesOf(raw))
	for part := range strings.SplitSeq(raw, "&") {
		one, err := splitPart(all, part, form)
		var wrong *field.Error
		if errors.As(err, &wrong) {
			again := func(m Misfit) bool { return m.Field == wrong.Field && m.Kind == wrong.Kind }
			if !slices.ContainsFunc(left, again) {
				left = append(left, Misfit{Error: wrong})
			}
			continue
		}
		all = append(all, one...)
	}
	return all, left
}

// governing are the keys that others depend on, the most last: where an error is about
// a key that the query does not have, one of them has brought it about.
var governing = []string{"names", "batch", "act", "loss", "init", "plane", "units", "data", "seed", "noise", "seeds", "starts", "steps", "clip", "schedule", "lr", "opt", "view", "f", "surface"}

// toBlame is the key that is left out for an error: its own, or of those that are there
// the first that others depend on.
func (f fields) toBlame(wrong *field.Error) string {
	if _, there := f.get(wrong.Field); there {
		return wrong.Field
	}
	for _, key := range culprits[wrong.Kind] {
		if _, there := f.get(key); there {
			return key
		}
	}
	for _, key := range governing {
		if _, there := f.get(key); there {
			return key
		}
	}
	return f[len(f)-1].Key
}

// culprits are the keys that bring about an error of a kind that is told of another key.
var culprits = map[string][]string{
	"no-default-rate": {"opt"}, "needs-best": {"opt"}, "infinite-net": {"units", "init"}, "net-work": {"units", "data.size", "steps"},
	"nothing-random": {"noise"}, "plane-of-three": {"opt", "lr"}, "units-of-data": {"data"}, "loss-of-classes": {"data"},
}

// causes are the keys without which an error of a kind is no fault of its own key.
var causes = map[string][]string{
	"view-of-catalogue": {"f"}, "key-of-net": {"surface"}, "not-one-number": {"surface", "f"}, "unused-parameter": {"opt"}, "rateless": {"opt"}, "run-count": {"opt", "lr"},
	"unused-schedule": {"schedule"}, "bare-schedule": {"schedule"}, "nothing-random": {"noise"}, "units-of-data": {"data"},
	"loss-of-classes": {"data"}, "no-such-weights": {"units"},
}

// gathered puts those that another misfit has brought about to it.
func gathered(left []Misfit) (all []Misfit) {
	causeOf := func(m Misfit) int {
		return slices.IndexFunc(left, func(other Misfit) bool {
			return slices.Contains(causes[m.Kind], other.Field) && m.Field != other.Field
		})
	}
	for _, m := range left {
		if cause := causeOf(m); cause >= 0 {
			left[cause].With = append(left[cause].With, m.Field)
		}
	}
	for _, m := range left {
		if causeOf(m) < 0 {
			all = append(all, m)
		}
	}
	return all
}
