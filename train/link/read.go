package link

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"downhill/landscape"
	"downhill/train"
	"downhill/train/descent"
	"downhill/train/field"
)

// Bounds of a scenario's values.
const (
	maxRuns  = 6
	maxSteps = 5000
	maxSeed  = 1<<53 - 1 // a page's script holds whole numbers up to it exactly
	maxName  = 40
)

// Parse reads a scenario from a URL query, with or without its question
// mark. others are keys that the caller reads itself. A typed formula is
// explored, and rates that are not given are searched for: that ends when ctx
// does. Its error is a *field.Error, or ctx's.
func Parse(ctx context.Context, raw string, others ...string) (train.Scenario, error) {
	all, err := split(raw)
	if err != nil {
		return train.Scenario{}, err
	}
	all = all.without(func(key string) bool { return slices.Contains(others, key) })
	r := reader{ctx: ctx, fields: all, typed: landscape.New}
	for _, read := range []func() error{r.known, r.surface, r.start, r.simple,
		r.optimizers, r.parameters, r.schedule, r.rates, r.ensemble, r.ranges, r.seats, r.names, r.trained} {
		if err := read(); err != nil {
			return train.Scenario{}, err
		}
	}
	return r.sc, nil
}

// reader fills a scenario from fields, part by part.
type reader struct {
	ctx    context.Context // of the one call of Parse that the reader is for
	fields fields
	typed  Typed
	sc     train.Scenario
	opts   []string
}

// known refuses keys that no scenario has.
func (r *reader) known() error {
	own := r.fields.without(func(key string) bool { return strings.HasPrefix(key, "schedule.") })
	return refuseUnknown(own, slices.Concat(scenarioKeys, parameterKeys()))
}

// refuseUnknown refuses the first key that is not one of some.
func refuseUnknown(all fields, keys []string) error {
	for _, p := range all {
		if slices.Contains(keys, p.Key) {
			continue
		}
		return RefuseKey(p.Key, p.Value, keys)
	}
	return nil
}

// RefuseKey refuses a key that is not one of some: with the one that was probably
// meant, else with all.
func RefuseKey(key, value string, keys []string) *field.Error {
	if near := field.Nearest(key, keys); near != "" {
		return field.Refuse(field.Shorten(key), value, "unknown-key-near", "near", near)
	}
	return field.Refuse(field.Shorten(key), value, "unknown-key", "allowed", strings.Join(keys, ", "))
}

func (r *reader) start() error {
	r.sc.Start = r.sc.Surface.Start
	if text, ok := r.fields.get("start"); ok {
		if r.sc.Start, ok = readStart(text, r.sc.Surface.OneWeight); !ok {
			kind := "not-a-point"
			if r.sc.Surface.OneWeight {
				kind = "not-one-number"
			}
			return field.Refuse("start", text, kind)
		}
		return r.sc.CheckStart()
	}
	return nil // of a formula that is defined nowhere there is still a map
}

// readStart reads a point: of one weight its number, or a point of the plane whose y is
// let go.
func readStart(text string, oneWeight bool) (landscape.Point, bool) {
	if v, ok := field.ReadNumbers(text, 1); ok && oneWeight {
		return landscape.Point{X: v[0]}, true
	}
	v, ok := field.ReadNumbers(text, 2)
	if !ok {
		return landscape.Point{}, false
	}
	if oneWeight {
		v[1] = 0
	}
	return landscape.Point{X: v[0], Y: v[1]}, true
}

// simple reads the keys that are one value each.
func (r *reader) simple() error {
	r.sc.Steps = train.DefaultSteps(r.sc.Surface)
	if text, ok := r.fields.get("steps"); ok {
		n, ok := field.ReadWhole(text, maxSteps)
		if !ok || n < 1 {
			return field.Refuse("steps", text, "not-a-step-count")
		}
		r.sc.Steps = int(n)
	}
	var err error
	if r.sc.Seed, err = r.seed(); err != nil {
		return err
	}
	if text, ok := r.fields.get("noise"); ok {
		v, ok := field.ReadNumber(text)
		if !ok || v < 0 || v > field.MaxNumber {
			return field.Refuse("noise", text, "not-a-noise")
		}
		r.sc.Noise = v + 0 // no negative zero
	}
	return r.clip()
}

func (r *reader) seed() (uint64, error) {
	text, ok := r.fields.get("seed")
	if !ok {
		return 1, nil
	}
	n, ok := field.ReadWhole(text, maxSeed)
	if !ok {
		return 0, field.Refuse("seed", text, "not-a-seed")
	}
	return n, nil
}

func (r *reader) clip() error {
	text, ok := r.fields.get("clip")
	if !ok || text == "none" {
		return nil
	}
	kind, bound, _ := strings.Cut(text, ":")
	v, ok := field.ReadNumber(bound)
	if kind != "norm" && kind != "value" || !ok || v <= 0 || v > field.MaxNumber {
		return field.Refuse("clip", text, "not-a-clip")
	}
	r.sc.Clip = descent.Clip{Kind: kind, Bound: v}
	return nil
}

// names reads the runs' names: one each, an empty one being the default.
func (r *reader) names() error {
	text, ok := r.fields.get("names")
	if !ok || text == "" {
		return nil
	}
	names := strings.Split(text, ",")
	if len(names) != len(r.sc.Runs) {
		return field.Refuse("names", text, "run-count", "n", strconv.Itoa(len(names)), "runs", strconv.Itoa(len(r.sc.Runs)))
	}
	for i, name := range names {
		name = strings.TrimSpace(name)
		if utf8.RuneCountInString(name) > maxName || strings.ContainsFunc(name, unicode.IsControl) {
			return field.Refuse("names", name, "bad-name")
		}
		r.sc.Runs[i].Name = name
	}
	return nil
}
