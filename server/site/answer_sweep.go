package site

import (
	"context"
	"sync"

	"downhill/train"
)

// sweepMessage is a sweep on the stream, of all runs that share an optimizer.
type sweepMessage struct {
	ID       uint32 `json:"id"`
	Type     string `json:"type" ts:"'sweep'"`
	Run      int    `json:"run"`
	Runs     []int  `json:"runs"`
	Complete bool   `json:"complete"`
	sweepJSON
}

// answerSweep answers {"sweep": …}: for each optimizer a coarse sweep, then the
// whole.
func (v *session) answerSweep(ctx context.Context, r request) error {
	m := newMeter()
	all, err := v.readSweeps(ctx, m, r.Preset, *r.Sweep)
	if err != nil || len(all) == 0 { // no optimizer has a rate to choose
		return err
	}
	release, err := v.flow.hold(ctx, 2*sweepBytes(all[0].spec)) // the coarse one too
	if err != nil {
		return err
	}
	defer release()
	for _, one := range all {
		send := func(result *train.SweepResult, complete bool) error {
			return v.sendFor(ctx, sweepMessage{r.ID, "sweep", one.runs[0], one.runs, complete, sweepOf(result)})
		}
		var coarse sync.WaitGroup // sent aside: a slow line must not hold a processor
		result, err := v.sweep(ctx, m, one, func(early *train.SweepResult) {
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
