package main

import (
	"context"
	"encoding/json"
	"fmt"

	"downhill/once"
	"downhill/train"
)

// A link is a scenario and where it is found.
type link struct {
	scenario train.Scenario
	preset   string // the preset that it is, or is a change of
	path     string // canonical path on this host and query, without the page's own keys
	surface  json.RawMessage
}

// resolve reads a scenario query, by itself or as changes to a preset. others
// are keys that the caller reads. Exploring a typed formula and measuring rates
// on it is computing; whoever waits for another's holds no slot meanwhile.
func (s *Server) resolve(ctx context.Context, m *meter, preset, raw string, others ...string) (l link, err error) {
	s.metrics.resolving.Add(1)
	defer s.metrics.resolving.Add(-1)
	ctx = once.WithGate(ctx, func(ctx context.Context, weight int, work func(context.Context) error) error {
		return s.pool.explore(ctx, m, weight, work)
	})
	if l, err = readLink(ctx, preset, raw, others); err != nil {
		return l, err
	}
	l.path = s.config.BasePath + l.path
	l.surface, err = surfaceBytes(ctx, l.scenario.Surface)
	return l, err
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
