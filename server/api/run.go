package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"unsafe"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/limits"
	"downhill/server/line"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
	"downhill/train"
	"downhill/train/descent"
)

// run is GET /api/run?SCENARIO: a line an iterate as NDJSON, then a line a
// run on how it ended; with format=csv the iterates as CSV. Of an ensemble it is that
// of every member, then a line a run on where they end.
func (s handlers) run(w http.ResponseWriter, r *http.Request) error {
	format, ok := query.Split(r.URL.RawQuery).Get("format")
	if ok && format != "csv" && format != "ndjson" {
		return fault.Field("format", "format", fmt.Sprintf("format: %q does not fit: it must be ndjson or csv", format))
	}
	m := pool.NewMeter()
	l, err := s.resolve(r, m, "format")
	if err != nil {
		return err
	}
	rows := rowsBytes(l.Scenario)
	held := piecesBytes + engine.EvaluatorBytes(l.Scenario) + trainingBytes(l.Scenario) + ensembleBytes(l.Scenario)
	if answer.Collected(w) {
		if !answer.Shareable(rows) {
			return answer.ErrAlone
		}
		held += rows
	}
	release, err := s.Flow.Hold(r.Context(), held)
	if err != nil {
		return err
	}
	defer release()
	outcomes, err := s.outcomes(r.Context(), m, l.Scenario)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
	if format == "csv" {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		outcomes = nil
	}
	if answer.Collected(w) {
		return s.writeRuns(r.Context(), w, l.Scenario, format == "csv", outcomes)
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return nil
	}
	if s.writeRuns(r.Context(), line.NewOutflow(w, r), l.Scenario, format == "csv", outcomes) != nil {
		panic(http.ErrAbortHandler) // what was sent looks whole otherwise
	}
	return nil
}

// rowBytes is about what the line of an iterate takes, and no less than most do.
const rowBytes = 256

// rowsBytes is about what the lines of all iterates take.
func rowsBytes(sc train.Scenario) int { return rowBytes * len(sc.Runs) * sc.Members() * (sc.Steps + 1) }

// writeRuns writes the iterates of all runs, and the outcomes.
func (s handlers) writeRuns(ctx context.Context, out io.Writer, sc train.Scenario, csv bool, outcomes []byte) error {
	row := rowWriter(appendIterate)
	if csv {
		row = appendCSV
		if _, err := io.WriteString(out, csvHead(sc)+"\n"); err != nil {
			return err
		}
	}
	for i := range sc.Runs {
		if err := s.writeMembers(ctx, out, sc, i, row, csv); err != nil {
			return err
		}
	}
	_, err := out.Write(outcomes)
	return err
}

// csvHead names the columns of the runs as CSV.
func csvHead(sc train.Scenario) string {
	head := "run,k,x,y,loss,grad_x,grad_y,lr"
	if sc.Members() > 1 {
		head = "run,member,k,x,y,loss,grad_x,grad_y,lr"
	}
	if sc.Net() != nil {
		head += ",held,distance"
	}
	return head
}

// piecesBytes is what an answer that is computed as it is read holds: a piece, and
// what computes the next one.
const piecesBytes = 64 << 10

// trainingBytes is what the runs of a network hold, whose outcomes are told together.
func trainingBytes(sc train.Scenario) int {
	if sc.Net() == nil {
		return 0
	}
	return len(sc.Runs) * (sc.Steps + 1) * int(unsafe.Sizeof(descent.Iterate{})+4*8) // and four numbers of each move
}

// outcomes makes all runs of a scenario, and says a line a run how each ended. It
// is done before anything is sent, so that whatever goes wrong has its status.
func (s handlers) outcomes(ctx context.Context, m *pool.Meter, sc train.Scenario) (lines []byte, err error) {
	if sc.Members() > 1 {
		return s.ensembleOutcomes(ctx, m, sc)
	}
	if sc.Net() != nil {
		return s.netOutcomes(ctx, m, sc)
	}
	for i := range sc.Runs {
		err := s.Pool.Compute(ctx, m, func(ctx context.Context) error {
			_, out, err := train.Collect(ctx, sc, i)
			if err != nil {
				return err
			}
			row, err := json.Marshal(wire.OutcomeOf(sc, i, out))
			lines = append(append(lines, row...), '\n')
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// writeRun makes a run once more, and writes a line an iterate: no more is made
// than the caller has read, but for a piece. Each run may take as long as the
// first time all of them may.
func (s handlers) writeRun(ctx context.Context, out io.Writer, sc train.Scenario, run int, row rowWriter) error {
	walk, err := train.Begin(sc, run)
	if err != nil {
		return err
	}
	walk.Drop()
	const some = 16 // iterates between two looks at the piece
	m, piece := pool.NewMeter(), make([]byte, 0, limits.WritePiece+some*512)
	for !walk.Over() {
		piece = piece[:0]
		err := s.Pool.Compute(ctx, m, func(ctx context.Context) error {
			for len(piece) < limits.WritePiece && !walk.Over() && ctx.Err() == nil {
				its := walk.Advance(ctx, some)
				for i := range its {
					piece = row(piece, run, &its[i])
				}
				walk.Drop()
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

// A rowWriter appends the line of an iterate of a run.
type rowWriter func(b []byte, run int, it *descent.Iterate) []byte

// appendIterate appends the line of an iterate.
func appendIterate(b []byte, run int, it *descent.Iterate) []byte {
	b = append(b, `{"run":`...)
	b = strconv.AppendInt(b, int64(run), 10)
	b = append(b, `,"k":`...)
	b = strconv.AppendInt(b, int64(it.K), 10)
	b = append(b, `,"w":[`...)
	b = wire.AppendNum(b, it.W.X)
	b = append(b, ',')
	b = wire.AppendNum(b, it.W.Y)
	b = append(b, `],"loss":`...)
	b = wire.AppendNum(b, it.Loss)
	b = append(b, `,"grad":[`...)
	b = wire.AppendNum(b, it.Grad.X)
	b = append(b, ',')
	b = wire.AppendNum(b, it.Grad.Y)
	b = append(b, `],"lr":`...)
	b = wire.AppendNum(b, it.LearningRate)
	return append(b, '}', '\n')
}

// appendCSV appends the line of an iterate as CSV; what is not finite is an empty
// field.
func appendCSV(b []byte, run int, it *descent.Iterate) []byte {
	b = strconv.AppendInt(b, int64(run), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(it.K), 10)
	for _, v := range [...]float64{it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y, it.LearningRate} {
		b = append(b, ',')
		if v-v == 0 {
			b = wire.AppendNum(b, v)
		}
	}
	return append(b, '\n')
}
