package api

import (
	"context"
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
	"downhill/train"
)

// NetNorms are how long a network's gradient is in each layer, at some steps.
type NetNorms struct {
	K     []int        `json:"k"`
	Norms [][]wire.Num `json:"norms" ts:"(number | null)[][]"` // by step, then by layer
}

const (
	usualNorms = 60
	mostNorms  = 500
)

// norms is GET /api/norms?SCENARIO&run=0&n=60: the length of a network's gradient over
// the whole training set in each layer, at so many steps of a run at most.
func (s handlers) norms(w http.ResponseWriter, r *http.Request) error {
	q := query.Split(r.URL.RawQuery)
	n, err := q.Integer("n", usualNorms, 1, mostNorms)
	if err != nil {
		return err
	}
	m := pool.NewMeter()
	l, err := s.resolveNet(r, m, "run", "n")
	if err != nil {
		return err
	}
	run, err := engine.RunOf(q, 0, l)
	if err != nil {
		return err
	}
	var found train.NetNorms
	err = s.Pool.Compute(r.Context(), m, func(ctx context.Context) error {
		found, err = train.NormsOfNet(ctx, l.Scenario, run, n)
		return err
	})
	if err != nil {
		return err
	}
	told := NetNorms{K: found.K, Norms: [][]wire.Num{}}
	for _, row := range found.Norms {
		told.Norms = append(told.Norms, nums(row))
	}
	return answer.RespondJSON(w, r, told)
}
