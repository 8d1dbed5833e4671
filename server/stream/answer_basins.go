package stream

import (
	"context"
	"fmt"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
)

// coarseBasins are the sizes that come before the one that was asked for.
var coarseBasins = []int{32, 64}

// basinsMessage comes before the planes: what their bytes count.
type basinsMessage struct {
	ID     uint32         `json:"id"`
	Type   string         `json:"type" ts:"'basins'"`
	Run    int            `json:"run"`
	N      int            `json:"n"`
	View   [4]wire.Num    `json:"view"`
	Minima []wire.Minimum `json:"minima"`
}

// answerBasins answers {"basins": …}: the minima, then coarse maps before the
// fine one.
func (v *session) answerBasins(ctx context.Context, r Request) error {
	m := pool.NewMeter()
	b, err := v.ReadBasins(ctx, m, r.Preset, *r.Basins)
	if err != nil {
		return err
	}
	surface := b.Link.Scenario.Surface
	if err := v.sendFor(ctx, basinsMessage{r.ID, "basins", b.Run, b.N, wire.Box(b.View), wire.MinimaOf(surface)}); err != nil {
		return err
	}
	spec := fmt.Sprint(b.Run, b.N, b.View)
	return v.follow(pool.WithMeter(ctx, m), r.ID, takeKeyOf(BasinsKind, b.Link, spec), 2*engine.BasinsBytes(b.N), func(ctx context.Context, t *take) error {
		for _, n := range append(below(coarseBasins, b.N), b.N) {
			result, err := v.Basins(ctx, m, b, n)
			if err != nil {
				return err
			}
			if err := t.frame(ctx, encodeBasins(nil, 0, b.Run, n, n == b.N, result.Reached, result.Steps)); err != nil {
				return err
			}
		}
		return nil
	})
}

// below is the numbers of a list that are below n.
func below(list []int, n int) []int {
	var less []int
	for _, v := range list {
		if v < n {
			less = append(less, v)
		}
	}
	return less
}
