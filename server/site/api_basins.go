package site

import (
	"encoding/json"
	"net/http"
)

// apiBasins is GET /api/basins?SCENARIO&run=1&n=256&box=…: a plane of bytes, then
// a plane of little-endian uint16 steps. box is where the starts lie, the
// surface's own view if none is given (view is a key of the scenario).
func (s api) apiBasins(w http.ResponseWriter, r *http.Request) error {
	m := newMeter()
	b, err := s.readBasins(r.Context(), m, "", r.URL.RawQuery)
	if err != nil {
		return err
	}
	release, err := s.flow.hold(r.Context(), basinsBytes(b.n))
	if err != nil {
		return err
	}
	defer release()
	result, err := s.basins(r.Context(), m, b, b.n)
	if err != nil {
		return err
	}
	minima, err := json.Marshal(minimaOf(b.link.scenario.Surface))
	if err != nil {
		return err
	}
	return respond(w, r, answer{"application/octet-stream", appendSteps(result.Reached, result.Steps), map[string]string{
		"Basin-Minima": string(minima),
		"Basin-Shape":  numberList(float64(b.n), float64(b.n)),
		"Basin-View":   viewList(b.view),
	}})
}
