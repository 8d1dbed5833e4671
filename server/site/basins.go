package site

import (
	"context"

	"downhill/landscape"
	"downhill/train"
)

const (
	usualBasins = 256
	mostBasins  = 512
)

// basinsRequest is a map of where every start of a view ends.
type basinsRequest struct {
	link   linked
	run, n int
	view   landscape.View
}

// readBasins reads a query of /api/basins.
func (e *engine) readBasins(ctx context.Context, m *meter, preset, raw string) (b basinsRequest, err error) {
	q := splitQuery(raw)
	if b.run, err = q.integer("run", -1, 0, mostRuns-1); err != nil {
		return b, err
	}
	if b.n, err = q.integer("n", usualBasins, 2, mostBasins); err != nil {
		return b, err
	}
	view, boxed, err := q.box("box")
	if err != nil {
		return b, err
	}
	if b.link, err = e.resolve(ctx, m, preset, raw, "run", "n", "box"); err != nil {
		return b, err
	}
	if b.view = b.link.scenario.Surface.View; boxed {
		b.view = view
	}
	if b.run >= len(b.link.scenario.Runs) {
		return b, noRun(b.run, b.link)
	}
	if b.run < 0 {
		b.run = goodRun(b.link.scenario)
	}
	return b, nil
}

// goodRun is the good one of low, good and high, else the first.
func goodRun(sc train.Scenario) int {
	for i, r := range sc.Runs {
		if r.Role == "good" {
			return i
		}
	}
	return 0
}

// basins makes a map of n×n starts.
func (e *engine) basins(ctx context.Context, m *meter, b basinsRequest, n int) (result *train.BasinMap, err error) {
	err = e.pool.computeWide(ctx, m, func(ctx context.Context) error {
		result, err = train.Basins(ctx, b.link.scenario, b.run, b.view, n)
		return err
	})
	return result, err
}

// basinsBytes is what a map holds: its planes, of a byte and of two, and the same
// once more as they are sent.
func basinsBytes(n int) int { return 2 * 3 * n * n }
