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
func (s handlers) writeMembers(ctx context.Context, out io.Writer, sc train.Scenario, run int, row rowWriter) error {
	members := sc.Ensemble()
	for i, member := range members {
		own := row
		if len(members) > 1 {
			own = func(b []byte, run int, it *train.Iterate) []byte { return withMember(row, b, run, i, it) }
		}
		if err := s.writeRun(ctx, out, member, run, own); err != nil {
			return err
		}
	}
	return nil
}

// withMember is row with the member's number behind the run's, which comes first in
// either format.
func withMember(row rowWriter, b []byte, run, member int, it *train.Iterate) []byte {
	from := len(b)
	b = row(b, run, it)
	object := b[from] == '{'
	at := from + len(strconv.Itoa(run))
	text := "," + strconv.Itoa(member)
	if object {
		at += len(`{"run":`)
		text = `,"member":` + strconv.Itoa(member)
	}
	b = append(b, text...)
	copy(b[at+len(text):], b[at:])
	copy(b[at:], text)
	return b
}
