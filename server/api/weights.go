package api

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"downhill/server/answer"
	"downhill/server/pool"
	"downhill/train"
	"downhill/train/field"
)

// mostRows is how many iterates' weights are told together, and mostRowBytes how much
// that is at most.
const (
	mostRows     = 1000
	mostRowBytes = 1 << 20
)

// weightRows are the weights of some iterates of a run that are asked for.
type weightRows struct{ run, from, n int }

// manyWeights answers the weights of consecutive iterates as float64s, little-endian,
// a row an iterate: whoever scrubs needs them one after the other.
func (s handlers) manyWeights(w http.ResponseWriter, r *http.Request, m *pool.Meter, sc train.Scenario, asked weightRows) error {
	size := 8 * len(sc.InitialWeights())
	n := max(1, min(asked.n, mostRowBytes/size))
	release, err := s.Flow.Hold(r.Context(), n*size)
	if err != nil {
		return err
	}
	defer release()
	rows, err := s.rowsOf(r.Context(), m, sc, weightRows{asked.run, asked.from, n})
	if err != nil {
		return err
	}
	body := make([]byte, 0, len(rows)*size)
	for _, row := range rows {
		for _, v := range row {
			body = binary.LittleEndian.AppendUint64(body, math.Float64bits(v))
		}
	}
	return answer.Respond(w, r, answer.Answer{Kind: "application/octet-stream", Body: body, Header: map[string]string{
		"Weights-Shape": fmt.Sprintf("%d,%d", len(rows), size/8),
	}})
}

// rowsOf are the weights of some iterates, at least one.
func (s handlers) rowsOf(ctx context.Context, m *pool.Meter, sc train.Scenario, asked weightRows) ([][]float64, error) {
	path, kept, err := s.weightPath(ctx, m, sc, asked.run)
	if err != nil {
		return nil, err
	}
	if !kept {
		err = s.Pool.Compute(ctx, m, func(ctx context.Context) error {
			path, err = train.WeightRows(ctx, sc, asked.run, asked.from, asked.n)
			return err
		})
		return path, err
	}
	if asked.from >= len(path) {
		return nil, field.Refuse("k", strconv.Itoa(asked.from), "no-iterate", "last", strconv.Itoa(len(path)-1))
	}
	return path[asked.from:min(asked.from+asked.n, len(path))], nil
}
