package api

import (
	"context"
	"encoding/json"
	"io"

	"downhill/server/limits"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
)

// netOutcomes makes all runs of a network, and says a line a run how each ended:
// beside the others, since the lowest of them all is what there was to lose.
func (s handlers) netOutcomes(ctx context.Context, m *pool.Meter, sc train.Scenario) (lines []byte, err error) {
	walks := make([]*train.Walk, len(sc.Runs))
	for i := range walks {
		err := s.Pool.Compute(ctx, m, func(ctx context.Context) (err error) {
			if walks[i], err = train.Begin(sc, i); err == nil {
				walks[i].Advance(ctx, sc.Steps+1)
				err = ctx.Err()
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for i, out := range train.Outcomes(ctx, walks) {
		row, err := json.Marshal(wire.OutcomeOf(sc, i, out))
		if err != nil {
			return nil, err
		}
		lines = append(append(lines, row...), '\n')
	}
	return lines, nil
}

// writeNetRun is writeRun for a network: with the held-out loss of each iterate, and
// its distance from the plane. member is its number in an ensemble, below 0 without one.
func (s handlers) writeNetRun(ctx context.Context, out io.Writer, sc train.Scenario, run, member int, csv bool) error {
	walk, err := train.Begin(sc, run)
	if err != nil {
		return err
	}
	row := withMember(func(b []byte, run int, it *descent.Iterate) []byte {
		held, distance, level := walk.Beside()
		return appendNetIterate(b, run, it, beside{held[it.K], distance[it.K], level[it.K]}, csv)
	}, member)
	const some = 16 // iterates between two looks at the piece
	m, piece := pool.NewMeter(), make([]byte, 0, limits.WritePiece+some*512)
	for !walk.Over() {
		piece = piece[:0]
		err := s.Pool.Compute(ctx, m, func(ctx context.Context) error {
			for len(piece) < limits.WritePiece && !walk.Over() && ctx.Err() == nil {
				part := walk.Advance(ctx, some)
				for i := range part {
					piece = row(piece, run, &part[i])
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
		if _, err := out.Write(piece); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// beside are the numbers that an iterate of a network has more than any other.
type beside struct{ held, distance, level float64 }

// appendNetIterate appends the line of an iterate of a network.
func appendNetIterate(b []byte, run int, it *descent.Iterate, more beside, csv bool) []byte {
	if !csv {
		b = appendIterate(b, run, it)
		b = append(b[:len(b)-len("}\n")], `,"held":`...)
		b = wire.AppendNum(b, more.held)
		b = append(b, `,"distance":`...)
		b = wire.AppendNum(b, more.distance)
		b = append(b, `,"level":`...)
		b = wire.AppendNum(b, more.level)
		return append(b, '}', '\n')
	}
	b = appendCSV(b, run, it)
	b = b[:len(b)-len("\n")]
	for _, v := range [...]float64{more.held, more.distance} {
		b = append(b, ',')
		if v-v == 0 {
			b = wire.AppendNum(b, v)
		}
	}
	return append(b, '\n')
}
