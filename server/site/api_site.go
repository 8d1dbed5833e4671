package site

import "github.com/go-chi/chi/v5"

// An api answers the addresses below /api/.
type api struct{ *engine }

// routes are the addresses, below that of the API.
func (s api) routes(r chi.Router) {
	r.Use(mended)
	r.Handle("/surfaces", only(s.apiSurfaces))
	r.Handle("/surface", handler(s.apiSurface))
	r.Handle("/scenario", handler(s.apiScenario))
	r.Handle("/optimizers", only(s.apiOptimizers))
	r.Handle("/schedules", only(s.apiSchedules))
	r.Handle("/presets", only(s.apiPresets, "lang"))
	r.Handle("/eval", handler(s.apiEval))
	r.Handle("/grid", handler(s.apiGrid))
	r.Handle("/run", handler(s.apiRun))
	r.Handle("/step", handler(s.apiStep))
	r.Handle("/sweep", handler(s.apiSweep))
	r.Handle("/basins", handler(s.apiBasins))
}
