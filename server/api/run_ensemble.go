package api

import (
	"context"
	"encoding/json"
	"io"
	"strconv"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
)

// endsOnly keeps no more of a member than how it ended.
var endsOnly = train.CloudSpec{Every: 1 << 20}

// ensembleBytes is what the outcomes of an ensemble hold, which are told together.
func ensembleBytes(sc train.Scenario) int {
	if sc.Members() == 1 {
		return 0
	}
	return len(sc.Runs) * engine.CloudBytes(sc, endsOnly)
}

// ensembleOutcomes makes all members of all runs, and says run by run a line a member
// how it ended, then one where all of them end.
func (s handlers) ensembleOutcomes(ctx context.Context, m *pool.Meter, sc train.Scenario) (lines []byte, err error) {
	members := sc.Ensemble()
	add := func(v any) error {
		row, err := json.Marshal(v)
		lines = append(append(lines, row...), '\n')
		return err
	}
	for run := range sc.Runs {
		cloud, err := s.Cloud(ctx, m, sc, run, endsOnly)
		if err != nil {
			return nil, err
		}
		err = s.Pool.Compute(ctx, m, func(ctx context.Context) error {
			for i := range cloud.Members {
				if err := add(wire.MemberOutcomeOf(sc, members[i], run, i, cloud.Members[i].Outcome)); err != nil {
					return err
				}
			}
			return add(wire.EndsOf(run, cloud))
		})
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// writeMembers writes a line an iterate of every member of a run, or of the run alone
// where there is no ensemble.
func (s handlers) writeMembers(ctx context.Context, out io.Writer, sc train.Scenario, run int, row rowWriter, csv bool) error {
	members := sc.Ensemble()
	for i, member := range members {
		number := -1
		if len(members) > 1 {
			number = i
		}
		var err error
		if member.Net() != nil {
			err = s.writeNetRun(ctx, out, member, run, number, csv)
		} else {
			err = s.writeRun(ctx, out, member, run, withMember(row, number))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// withMember is row with the member's number behind the run's, which comes first in
// either format; row itself for a number below 0.
func withMember(row rowWriter, number int) rowWriter {
	if number < 0 {
		return row
	}
	return func(b []byte, run int, it *descent.Iterate) []byte {
		from := len(b)
		b = row(b, run, it)
		object := b[from] == '{'
		at := from + len(strconv.Itoa(run))
		text := "," + strconv.Itoa(number)
		if object {
			at += len(`{"run":`)
			text = `,"member":` + strconv.Itoa(number)
		}
		b = append(b, text...)
		copy(b[at+len(text):], b[at:])
		copy(b[at:], text)
		return b
	}
}
