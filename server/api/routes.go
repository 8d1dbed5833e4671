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
	r.Handle("/surface", s.kept(s.surface))
	r.Handle("/scenario", s.kept(s.scenario))
	r.Handle("/optimizers", only(s.optimizers))
	r.Handle("/schedules", only(s.schedules))
	r.Handle("/presets", only(s.presets, "lang"))
	r.Handle("/eval", s.again(s.eval))
	r.Handle("/grid", answer.Handler(s.grid))
	r.Handle("/python", s.kept(s.python))
	r.Handle("/run", s.again(s.run))
	r.Handle("/ensemble", s.kept(s.ensemble))
	r.Handle("/step", s.again(s.step))
	r.Handle("/cut", s.again(s.cut))
	r.Handle("/sweep", s.kept(s.sweep))
	r.Handle("/basins", s.kept(s.basins))
	r.Handle("/network", s.kept(s.network))
	r.Handle("/networks", only(s.networks))
	r.Handle("/norms", s.kept(s.norms))
	r.Handle("/weights", s.again(s.weights))
	r.Handle("/batch", s.again(s.batch))
}
