package main

import (
	"context"
	"encoding/json"
	"fmt"

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
// are keys that the caller reads. A typed formula is searched for its minima,
// so that this too is computing.
func (s *Server) resolve(ctx context.Context, m *meter, preset, raw string, others ...string) (l link, err error) {
	err = s.pool.compute(ctx, m, func(ctx context.Context) error {
		if l, err = readLink(ctx, preset, raw, others); err != nil {
			return err
		}
		l.path = s.config.BasePath + l.path
		l.surface, err = surfaceBytes(ctx, l.scenario.Surface)
		return err
	})
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
