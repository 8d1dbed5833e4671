package api

import (
	"encoding/json"
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/wire"
)

// basins is GET /api/basins?SCENARIO&run=1&n=256&box=…: a plane of bytes, then
// a plane of little-endian uint16 steps. box is where the starts lie, the
// surface's own view if none is given (view is a key of the scenario).
func (s handlers) basins(w http.ResponseWriter, r *http.Request) error {
	m := pool.NewMeter()
	preset, raw, err := presetOf(r.URL.RawQuery)
	if err != nil {
		return err
	}
	b, err := s.ReadBasins(r.Context(), m, preset, raw)
	if err != nil {
		return err
	}
	release, err := s.Flow.Hold(r.Context(), engine.BasinsBytes(b.N))
	if err != nil {
		return err
	}
	defer release()
	result, err := s.Basins(r.Context(), m, b, b.N)
	if err != nil {
		return err
	}
	minima, err := json.Marshal(wire.MinimaOf(b.Link.Scenario.Surface))
	if err != nil {
		return err
	}
	return answer.Respond(w, r, answer.Answer{Kind: "application/octet-stream", Body: wire.AppendSteps(result.Reached, result.Steps), Header: map[string]string{
		"Basin-Minima": string(minima),
		"Basin-Shape":  wire.NumberList(float64(b.N), float64(b.N)),
		"Basin-View":   wire.ViewList(b.View),
	}})
}
