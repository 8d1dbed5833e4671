package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"downhill/train"
)

// apiRun is GET /api/run?SCENARIO: a line an iterate as NDJSON, then a line a
// run on how it ended; with format=csv the iterates as CSV.
func (s *Server) apiRun(w http.ResponseWriter, r *http.Request) error {
	format, ok := splitQuery(r.URL.RawQuery).get("format")
	if ok && format != "csv" && format != "ndjson" {
		return fieldError("format", "format", fmt.Sprintf("format: %q does not fit: it must be ndjson or csv", format))
	}
	m := newMeter()
	l, err := s.resolve(r.Context(), m, "", r.URL.RawQuery, "format")
	if err != nil {
		return err
	}
	runs, outcomes, err := s.collect(r.Context(), m, l.scenario)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	out := bufio.NewWriterSize(w, 32<<10)
	defer out.Flush() // the caller may be gone: nothing to do about it
	if format == "csv" {
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		writeCSV(out, runs)
		return nil
	}
	w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
	writeNDJSON(out, l.scenario, runs, outcomes)
	return nil
}

// collect runs all of a scenario. It is done before anything is sent, so that
// whatever goes wrong has its status.
func (s *Server) collect(ctx context.Context, m *meter, sc train.Scenario) (runs []train.Trajectory, outcomes []train.Outcome, err error) {
	for i := range sc.Runs {
		err := s.pool.compute(ctx, m, func(ctx context.Context) error {
			t, out, err := train.Collect(ctx, sc, i)
			runs, outcomes = append(runs, t), append(outcomes, out)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	return runs, outcomes, nil
}

func writeNDJSON(w *bufio.Writer, sc train.Scenario, runs []train.Trajectory, outcomes []train.Outcome) {
	var line []byte
	for run, t := range runs {
		for i := range t {
			line = appendIterate(line[:0], run, &t[i])
			_, _ = w.Write(line)
		}
	}
	for run, out := range outcomes {
		text, err := json.Marshal(outcomeOf(sc, run, out))
		if err != nil {
			panic(err) // every type here can be marshalled
		}
		_, _ = w.Write(append(text, '\n'))
	}
}

// appendIterate appends the line of an iterate.
func appendIterate(b []byte, run int, it *train.Iterate) []byte {
	b = append(b, `{"run":`...)
	b = strconv.AppendInt(b, int64(run), 10)
	b = append(b, `,"k":`...)
	b = strconv.AppendInt(b, int64(it.K), 10)
	b = append(b, `,"w":[`...)
	b = appendNum(b, it.W.X)
	b = append(b, ',')
	b = appendNum(b, it.W.Y)
	b = append(b, `],"loss":`...)
	b = appendNum(b, it.Loss)
	b = append(b, `,"grad":[`...)
	b = appendNum(b, it.Grad.X)
	b = append(b, ',')
	b = appendNum(b, it.Grad.Y)
	b = append(b, `],"lr":`...)
	b = appendNum(b, it.LearningRate)
	return append(b, '}', '\n')
}

// writeCSV writes the iterates; what is not finite is an empty field.
func writeCSV(w *bufio.Writer, runs []train.Trajectory) {
	_, _ = w.WriteString("run,k,x,y,loss,grad_x,grad_y,lr\n")
	var line []byte
	for run, t := range runs {
		for _, it := range t {
			line = strconv.AppendInt(line[:0], int64(run), 10)
			line = append(line, ',')
			line = strconv.AppendInt(line, int64(it.K), 10)
			for _, v := range []float64{it.W.X, it.W.Y, it.Loss, it.Grad.X, it.Grad.Y, it.LearningRate} {
				line = append(line, ',')
				if v-v == 0 {
					line = appendNum(line, v)
				}
			}
			_, _ = w.Write(append(line, '\n'))
		}
	}
}
