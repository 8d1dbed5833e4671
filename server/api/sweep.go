package api

import (
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/server/wire"
)

// sweep is GET /api/sweep?SCENARIO&run=0&from=…&to=…&n=200&tail=40.
func (s handlers) sweep(w http.ResponseWriter, r *http.Request) error {
	m := pool.NewMeter()
	preset, raw, err := presetOf(r.URL.RawQuery)
	if err != nil {
		return err
	}
	if _, ok := query.Split(raw).Get("run"); !ok {
		raw += "&run=0"
	}
	all, err := s.ReadSweeps(r.Context(), m, preset, raw)
	if err != nil {
		return err
	}
	release, err := s.Flow.Hold(r.Context(), engine.SweepBytes(all[0].Spec))
	if err != nil {
		return err
	}
	defer release()
	result, err := s.Sweep(r.Context(), m, all[0], nil)
	if err != nil {
		return err
	}
	return answer.RespondJSON(w, r, wire.SweepOf(result))
}
