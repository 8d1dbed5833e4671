package engine

import (
	"cmp"
	"context"
	"fmt"

	"downhill/landscape"
	"downhill/server/fault"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train"
	"downhill/train/field"
)

const (
	usualBasins = 256
	mostBasins  = 512
)

// BasinsRequest is a map of where every start of a view ends.
type BasinsRequest struct {
	Link   Linked
	Run, N int
	View   landscape.View
}

// ReadBasins reads a query of /api/basins.
func (e *Engine) ReadBasins(ctx context.Context, m *pool.Meter, preset, raw string) (b BasinsRequest, err error) {
	q := query.Split(raw)
	if b.N, err = q.Integer("n", usualBasins, 2, mostBasins); err != nil {
		return b, err
	}
	view, boxed, err := q.Box("box")
	if err != nil {
		return b, err
	}
	if b.Link, err = e.Resolve(ctx, m, preset, raw, "run", "n", "box"); err != nil {
		return b, err
	}
	if b.Link.Scenario.Net() != nil {
		return b, field.Refuse("surface", b.Link.Scenario.Surface.ID, "no-basins-of-net")
	}
	if surface := b.Link.Scenario.Surface; surface.OneWeight {
		return b, field.Refuse("surface", cmp.Or(surface.ID, b.Link.Scenario.Formula), "no-basins-of-x")
	}
	if boxed && view.Flat() {
		text, _ := q.Get("box")
		return b, fault.Field("box", "not-a-view", fmt.Sprintf("box: %q does not fit: starts of two weights fill a box of four numbers", text))
	}
	if b.View = b.Link.Scenario.Surface.View; boxed {
		b.View = view
	}
	if b.Run, err = RunOf(q, -1, b.Link); err != nil {
		return b, err
	}
	if b.Run < 0 {
		b.Run = goodRun(b.Link.Scenario)
	}
	return b, nil
}

// goodRun is the one that stands for the good rate, else the first.
func goodRun(sc train.Scenario) int {
	for i, r := range sc.Runs {
		if r.Seat == "good" {
			return i
		}
	}
	return 0
}

// Basins makes a map of n×n starts.
func (e *Engine) Basins(ctx context.Context, m *pool.Meter, b BasinsRequest, n int) (result *train.BasinMap, err error) {
	err = e.Pool.ComputeWide(ctx, m, func(ctx context.Context) error {
		result, err = train.Basins(ctx, b.Link.Scenario, b.Run, b.View, n)
		return err
	})
	return result, err
}

// BasinsBytes is what a map holds: its planes, of a byte and of two, and the same
// once more as they are sent.
func BasinsBytes(n int) int { return 2 * 3 * n * n }
