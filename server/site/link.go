package site

import (
	"context"
	"fmt"

	"downhill/train"
	"downhill/train/link"
)

// A linked scenario is one with the place where it is found.
type linked struct {
	scenario train.Scenario
	preset   string // the preset that it is, or is a change of
	path     string // canonical path on this host and query, without the page's own keys
}

// resolve reads a scenario query, by itself or as changes to a preset. others
// are keys that the caller reads.
func (e *engine) resolve(ctx context.Context, m *meter, preset, raw string, others ...string) (l linked, err error) {
	ctx, done := e.exploring(ctx, m)
	defer done()
	l, err = readLink(ctx, preset, raw, others)
	l.path = e.base + l.path
	return l, err
}

func readLink(ctx context.Context, preset, raw string, others []string) (linked, error) {
	if preset != "" {
		p, ok := link.LookupPreset(preset)
		if !ok {
			return linked{}, fmt.Errorf("preset %q: %w", preset, errNotFound)
		}
		laid, err := link.Overlay(p.Query, raw)
		if err != nil {
			return linked{}, err
		}
		raw = laid
	}
	sc, err := link.Parse(ctx, raw, others...)
	if err != nil {
		return linked{}, err
	}
	path, err := link.Path(ctx, sc, preset)
	return linked{scenario: sc, preset: preset, path: path}, err
}
