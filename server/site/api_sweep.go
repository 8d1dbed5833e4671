package site

import "net/http"

// apiSweep is GET /api/sweep?SCENARIO&run=0&from=…&to=…&n=200&tail=40.
func (s api) apiSweep(w http.ResponseWriter, r *http.Request) error {
	m := newMeter()
	raw := r.URL.RawQuery
	if _, ok := splitQuery(raw).get("run"); !ok {
		raw += "&run=0"
	}
	all, err := s.readSweeps(r.Context(), m, "", raw)
	if err != nil {
		return err
	}
	release, err := s.flow.hold(r.Context(), sweepBytes(all[0].spec))
	if err != nil {
		return err
	}
	defer release()
	result, err := s.sweep(r.Context(), m, all[0], nil)
	if err != nil {
		return err
	}
	return respondJSON(w, r, sweepOf(result))
}
