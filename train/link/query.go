// Package link holds what a link restores: a scenario is a URL query, which is
// read, written and checked here for the page, the stream and the API alike; and
// presets, which are scenarios with a name.
//
// A canonical link writes its keys in one order: surface or f, start, opt, lr,
// the optimizers' own keys, schedule and its keys, clip, noise, seed, steps,
// view, seeds or starts, names, then those of a network: data, data.noise, data.size,
// units, act, loss, init, batch, plane.
package link

import (
	"slices"
	"strings"
	"unicode/utf8"

	"downhill/train/field"
)

// scenarioKeys are a scenario's own keys, without the parameters'.
var scenarioKeys = []string{"surface", "f", "start", "opt", "lr", "schedule", "clip",
	"noise", "seed", "steps", "view", "seeds", "starts", "names",
	"data", "data.noise", "data.size", "units", "act", "loss", "init", "batch", "plane"}

// A Pair is one key of a query with its value, both decoded.
type Pair struct{ Key, Value string }

// fields are a query's pairs in their order; no key comes twice.
type fields []Pair

// get is a key's value.
func (f fields) get(key string) (string, bool) {
	for _, p := range f {
		if p.Key == key {
			return p.Value, true
		}
	}
	return "", false
}

// without is the fields whose keys drop does not choose.
func (f fields) without(drop func(key string) bool) fields {
	return slices.DeleteFunc(slices.Clone(f), func(p Pair) bool { return drop(p.Key) })
}

// split reads a query's pairs. They are parted by & alone, and a ; belongs to
// its value, because formulas need it. Whether a + is a plus sign depends on the
// whole query (formEncoded).
func split(raw string) (fields, error) {
	raw = strings.TrimPrefix(raw, "?")
	form := formEncoded(valuesOf(raw))
	var all fields
	for part := range strings.SplitSeq(raw, "&") {
		one, err := splitPart(all, part, form)
		if err != nil {
			return nil, err
		}
		all = append(all, one...)
	}
	return all, nil
}

// splitPart is one part of a query, none where it is empty, beside those before it.
func splitPart(before fields, part string, form bool) (fields, error) {
	if part == "" {
		return nil, nil
	}
	p, err := readPair(part, form)
	if err != nil {
		return nil, err
	}
	if newtons(p) {
		p.Key = "hessian"
	}
	if _, twice := before.get(p.Key); twice {
		return nil, field.Refuse(field.Shorten(p.Key), p.Value, "duplicate-key")
	}
	return fields{p}, nil
}

// newtons reports whether a pair is Newton's hessian under its first name, mode,
// which is now a key of the page; links that were written with it are still read.
func newtons(p Pair) bool {
	return p.Key == "mode" && (p.Value == "shift" || p.Value == "saddle-free")
}

func readPair(part string, form bool) (Pair, error) {
	key, value, _ := strings.Cut(part, "=")
	k, ok := decode(key)
	if !ok || !utf8.ValidString(k) {
		return Pair{}, field.Refuse(field.Shorten(key), "", "bad-text")
	}
	v, ok := decodeValue(value, form)
	if !ok {
		return Pair{}, field.Refuse(field.Shorten(k), value, "bad-escape")
	}
	if !utf8.ValidString(v) {
		return Pair{}, field.Refuse(field.Shorten(k), v, "bad-text")
	}
	return Pair{k, v}, nil
}

// valuesOf are a query's values as they are written.
func valuesOf(raw string) []string {
	var values []string
	for part := range strings.SplitSeq(raw, "&") {
		_, value, _ := strings.Cut(part, "=")
		values = append(values, value)
	}
	return values
}

// join writes fields as a query.
func (f fields) join() string {
	parts := make([]string, len(f))
	for i, p := range f {
		parts[i] = encode(p.Key) + "=" + encodeValue(p.Value)
	}
	return strings.Join(parts, "&")
}

// Part divides a query between the keys that are the caller's, with such values,
// and all others; both parts read as the whole did.
func Part(raw string, mine func(key, value string) bool) (own, others string) {
	raw = strings.TrimPrefix(raw, "?")
	form := formEncoded(valuesOf(raw))
	var parts [2][]string
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		if form {
			part = strings.ReplaceAll(part, "+", "%20")
		}
		key, text, _ := strings.Cut(part, "=")
		value, _ := decode(text)
		to := 1
		if k, ok := decode(key); ok && mine(k, value) {
			to = 0
		}
		parts[to] = append(parts[to], part)
	}
	return strings.Join(parts[0], "&"), strings.Join(parts[1], "&")
}

// Pairs reads a query by the scenario's own rules, for keys that are the
// caller's. What can't be decoded is left as it is written.
func Pairs(raw string) []Pair {
	raw = strings.TrimPrefix(raw, "?")
	form := formEncoded(valuesOf(raw))
	var all []Pair
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		p := Pair{}
		p.Key, p.Value, _ = strings.Cut(part, "=")
		if k, ok := decode(p.Key); ok {
			p.Key = k
		}
		if v, ok := decodeValue(p.Value, form); ok {
			p.Value = v
		}
		all = append(all, p)
	}
	return all
}
