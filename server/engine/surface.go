package engine

import (
	"context"

	"downhill/landscape"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train/link"
)

// ReadSurface reads a surface from a query that is no scenario's; typed says what
// is made of a formula. others are keys that the caller reads.
func (e *Engine) ReadSurface(ctx context.Context, m *pool.Meter, raw string, typed link.Typed, others ...string) (*landscape.Surface, error) {
	ctx, done := e.exploring(ctx, m)
	defer done()
	return link.ParseSurface(ctx, raw, typed, others...)
}

// WholeSurface is the object of /api/surface. Its error is ctx's.
func (e *Engine) WholeSurface(ctx context.Context, m *pool.Meter, surface *landscape.Surface) (wire.Surface, error) {
	ctx, done := e.exploring(ctx, m)
	defer done()
	j, err := wire.SurfaceOf(ctx, surface)
	j.Gradient = surface.Loss.GradientMathML()
	return j, err
}

// WholeScenario is a scenario with the whole of its surface. Its error is ctx's.
func (e *Engine) WholeScenario(ctx context.Context, m *pool.Meter, l Linked) (wire.Scenario, error) {
	surface, err := e.WholeSurface(ctx, m, l.Scenario.Shown())
	told := wire.ScenarioOf(l.Scenario, l.Path, l.Preset)
	told.Surface, told.Course = surface, e.Lessons().Mark
	return told, err
}
