// Package api answers the addresses below /api/.
package api

import (
	"net/http"

	"downhill/server/answer"
	"downhill/server/engine"
	"github.com/go-chi/chi/v5"
)

// handlers answer the addresses below /api/.
type handlers struct {
	*engine.Engine
	origin func(*http.Request) string // how readers address this server
}

// Routes puts the addresses of the API, below its own, on a router.
func Routes(e *engine.Engine, origin func(*http.Request) string) func(chi.Router) {
	return handlers{e, origin}.routes
}

func (s handlers) routes(r chi.Router) {
	r.Use(mended)
	r.Handle("/surfaces", only(s.surfaces))
	r.Handle("/traces", only(s.traces))
	r.Handle("/surface", answer.Handler(s.surface))
	r.Handle("/scenario", answer.Handler(s.scenario))
	r.Handle("/optimizers", only(s.optimizers))
	r.Handle("/schedules", only(s.schedules))
	r.Handle("/presets", only(s.presets, "lang"))
	r.Handle("/eval", answer.Handler(s.eval))
	r.Handle("/grid", answer.Handler(s.grid))
	r.Handle("/python", answer.Handler(s.python))
	r.Handle("/run", answer.Handler(s.run))
	r.Handle("/ensemble", answer.Handler(s.ensemble))
	r.Handle("/step", answer.Handler(s.step))
	r.Handle("/cut", answer.Handler(s.cut))
	r.Handle("/sweep", answer.Handler(s.sweep))
	r.Handle("/basins", answer.Handler(s.basins))
	r.Handle("/network", answer.Handler(s.network))
	r.Handle("/networks", only(s.networks))
	r.Handle("/norms", answer.Handler(s.norms))
	r.Handle("/weights", answer.Handler(s.weights))
	r.Handle("/batch", answer.Handler(s.batch))
}
