package stream

import (
	"context"
	"fmt"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
)

// sweepMessage is a sweep on the stream, of all runs that share an optimizer.
type sweepMessage struct {
	ID       uint32 `json:"id"`
	Type     string `json:"type" ts:"'sweep'"`
	Run      int    `json:"run"`
	Runs     []int  `json:"runs"`
	Complete bool   `json:"complete"`
	wire.Sweep
}

// answerSweep answers {"sweep": …}: for each optimizer a coarse sweep, then the
// whole.
func (v *session) answerSweep(ctx context.Context, r Request) error {
	m := pool.NewMeter()
	all, err := v.ReadSweeps(ctx, m, r.Preset, *r.Sweep)
	if err != nil || len(all) == 0 { // no optimizer has a rate to choose
		return err
	}
	const coarse = 2 // the coarse one is held too
	return v.follow(pool.WithMeter(ctx, m), r.ID, sweepKey(all), coarse*len(all)*engine.SweepBytes(all[0].Spec), func(ctx context.Context, t *take) error {
		for _, one := range all {
			if err := v.makeSweep(ctx, m, t, one); err != nil {
				return err
			}
		}
		return nil
	})
}

// sweepKey is what the sweeps of a scenario are kept under.
func sweepKey(all []engine.SweepRequest) takeKey {
	spec := ""
	for _, one := range all {
		spec += fmt.Sprint(one.Runs, one.Spec)
	}
	return takeKeyOf(SweepKind, all[0].Link, spec)
}

// makeSweep makes a sweep: a coarse one, then the whole.
func (h *Hub) makeSweep(ctx context.Context, m *pool.Meter, t *take, one engine.SweepRequest) error {
	add := func(result *train.SweepResult, complete bool) error {
		return t.message(ctx, sweepMessage{0, "sweep", one.Runs[0], one.Runs, complete, wire.SweepOf(result)})
	}
	result, err := h.Sweep(ctx, m, one, func(early *train.SweepResult) {
		_ = add(early, false) // an error comes again
	})
	if err != nil {
		return err
	}
	return add(result, true)
}
