package api

import (
	"net/http"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/server/query"
	"downhill/train/link"
)

// presetOf parts the query of an address: preset=ID is a lesson of which the rest holds
// what is changed, with beat=2 one of its beats; without preset the rest is all.
func presetOf(raw string) (preset, changes string, err error) {
	own, changes := link.Part(raw, func(key, _ string) bool { return key == "preset" || key == "beat" })
	q := query.Split(own)
	preset, _ = q.Get("preset")
	if preset == "" { // a beat of no lesson is no key
		_, changes = link.Part(raw, func(key, _ string) bool { return key == "preset" })
		return "", changes, nil
	}
	beat, err := q.Integer("beat", 1, 1, 99)
	if beat > 1 {
		preset = link.Scene(preset, beat)
	}
	return preset, changes, err
}

// resolve reads the scenario of an address, by itself or as changes to a preset; others
// are the address's own keys.
func (s handlers) resolve(r *http.Request, m *pool.Meter, others ...string) (engine.Linked, error) {
	preset, changes, err := presetOf(r.URL.RawQuery)
	if err != nil {
		return engine.Linked{}, err
	}
	return s.Resolve(r.Context(), m, preset, changes, others...)
}
