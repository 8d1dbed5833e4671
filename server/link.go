package main

import (
	"context"
	"fmt"

	"downhill/once"
	"downhill/train"
)

// A link is a scenario and where it is found.
type link struct {
	scenario train.Scenario
	preset   string // the preset that it is, or is a change of
	path     string // canonical path on this host and query, without the page's own keys
}

// resolve reads a scenario query, by itself or as changes to a preset. others
// are keys that the caller reads.
func (s *Server) resolve(ctx context.Context, m *meter, preset, raw string, others ...string) (l link, err error) {
	ctx, done := s.exploring(ctx, m)
	defer done()
	l, err = readLink(ctx, preset, raw, others)
	l.path = s.config.BasePath + l.path
	return l, err
}

// exploring is a context for reading what may have to be explored: looking at a
// typed formula and measuring rates on it is computing; whoever waits for
// another's holds no slot meanwhile. done is called when it is read.
func (s *Server) exploring(ctx context.Context, m *meter) (reading context.Context, done func()) {
	s.metrics.resolving.Add(1)
	reading = once.WithGate(ctx, func(ctx context.Context, weight int, work func(context.Context) error) error {
		return s.pool.explore(ctx, m, weight, work)
	})
	return reading, func() { s.metrics.resolving.Add(-1) }
}

func readLink(ctx context.Context, preset, raw string, others []string) (link, error) {
	if preset != "" {
		p, ok := train.LookupPreset(preset)
		if !ok {
			return link{}, fmt.Errorf("preset %q: %w", preset, errNotFound)
		}
		laid, err := train.Overlay(p.Query, raw)
		if err != nil {
			return link{}, err
		}
		raw = laid
	}
	sc, err := train.ParseQuery(ctx, raw, others...)
	if err != nil {
		return link{}, err
	}
	path, err := sc.Path(ctx, preset)
	return link{scenario: sc, preset: preset, path: path}, err
}
