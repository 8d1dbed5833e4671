package site

import (
	"context"

	"downhill/landscape"
	"downhill/train/link"
)

// readSurface reads a surface from a query that is no scenario's; typed says what
// is made of a formula. others are keys that the caller reads.
func (e *engine) readSurface(ctx context.Context, m *meter, raw string, typed link.Typed, others ...string) (*landscape.Surface, error) {
	ctx, done := e.exploring(ctx, m)
	defer done()
	return link.ParseSurface(ctx, raw, typed, others...)
}

// wholeSurface is the object of /api/surface. Its error is ctx's.
func (e *engine) wholeSurface(ctx context.Context, m *meter, surface *landscape.Surface) (surfaceJSON, error) {
	ctx, done := e.exploring(ctx, m)
	defer done()
	j, err := surfaceOf(ctx, surface)
	j.Gradient = surface.Loss.GradientMathML()
	return j, err
}

// wholeScenario is a scenario with the whole of its surface. Its error is ctx's.
func (e *engine) wholeScenario(ctx context.Context, m *meter, l linked) (scenarioMessage, error) {
	surface, err := e.wholeSurface(ctx, m, l.scenario.Surface)
	told := scenarioOf(l.scenario, l.path, l.preset)
	told.Surface = surface
	return told, err
}
