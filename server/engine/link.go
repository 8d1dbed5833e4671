package engine

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train"
	"downhill/train/link"
)

// A Linked scenario is one with the place where it is found.
type Linked struct {
	Scenario train.Scenario
	Preset   string   // the preset that it is, or is a change of
	Lessons  *Lessons // those that it was read by
	Course   string   // the Mark of those that the site tells
	Path     string   // canonical path on this host and query, without the page's own keys
}

// Changes are the keys in which the scenario differs from its preset's.
func (l Linked) Changes() []link.Pair {
	_, changes, _ := strings.Cut(l.Path, "?")
	return slices.DeleteFunc(query.Split(changes), func(p link.Pair) bool { return p.Key == "beat" })
}

// Resolve reads a scenario query, by itself or as changes to a preset. others
// are keys that the caller reads.
func (e *Engine) Resolve(ctx context.Context, m *pool.Meter, preset, raw string, others ...string) (l Linked, err error) {
	if err := query.Check(raw); err != nil {
		return l, err
	}
	ctx, done := e.exploring(ctx, m)
	defer done()
	l, err = ReadLink(ctx, e.telling(preset), preset, raw, others...)
	l.Path, l.Course = e.Base+l.Path, e.Lessons().Mark
	return l, err
}

// ReadLink is Resolve by some lessons, on the root of a host, outside of any pool.
func ReadLink(ctx context.Context, lessons *Lessons, preset, raw string, others ...string) (Linked, error) {
	if preset != "" {
		p, ok := lessons.Lookup(preset)
		if !ok {
			return Linked{}, fmt.Errorf("preset %q: %w", preset, fault.ErrNotFound)
		}
		laid, err := link.Overlay(p.Query, raw)
		if err != nil {
			return Linked{}, err
		}
		raw = laid
	}
	sc, err := link.Parse(ctx, raw, others...)
	if err != nil {
		return Linked{}, err
	}
	lessons.Within(preset, &sc)
	path, err := lessons.Path(ctx, sc, preset)
	return Linked{Scenario: sc, Preset: preset, Lessons: lessons, Path: path}, err
}
