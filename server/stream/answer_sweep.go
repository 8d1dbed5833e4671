package stream

import (
	"context"
	"sync"

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
	release, err := v.Flow.Hold(ctx, 2*engine.SweepBytes(all[0].Spec)) // the coarse one too
	if err != nil {
		return err
	}
	defer release()
	for _, one := range all {
		send := func(result *train.SweepResult, complete bool) error {
			return v.sendFor(ctx, sweepMessage{r.ID, "sweep", one.Runs[0], one.Runs, complete, wire.SweepOf(result)})
		}
		var coarse sync.WaitGroup // sent aside: a slow line must not hold a processor
		result, err := v.Sweep(ctx, m, one, func(early *train.SweepResult) {
			coarse.Go(func() { _ = send(early, false) })
		})
		coarse.Wait()
		if err != nil {
			return err
		}
		if err := send(result, true); err != nil {
			return err
		}
	}
	return nil
}
