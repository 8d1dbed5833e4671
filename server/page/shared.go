package page

import (
	"maps"
	"net/http"

	"downhill/server/engine"
	"downhill/server/pool"
	"downhill/train/link"
)

// Shared is what a reader shares: a scene as the page shows it.
type Shared struct {
	Linked engine.Linked
	Path   string // canonical path and query on this host, with the page's own keys
	Taught bool   // it is a lesson, with nothing changed that its sentences may be about
	own    map[string]string
}

// Shared reads the query preset=ID&QUERY, in which the page's own keys may be.
func (s *Pages) Shared(r *http.Request) (Shared, error) {
	preset, rest := presetOf(r.URL.RawQuery)
	here := readAddress(rest)
	lessons := s.Lessons()
	if preset == "" && here.scenario == "" {
		preset = lessons.Home()
	}
	l, err := s.Resolve(r.Context(), pool.NewMeter(), preset, here.scenario)
	if err != nil {
		return Shared{}, err
	}
	opens := opensWith(l)
	own := map[string]string{}
	maps.Copy(own, opens)
	maps.Copy(own, here.page)
	return Shared{Linked: l, Path: here.on(l.Path, opens), Taught: l.Preset != "" && len(l.Changes()) == 0, own: own}, nil
}

// Whole is the scene's path and query by itself, whatever lesson it is of.
func (s Shared) Whole() string {
	path := "/?" + link.Query(s.Linked.Scenario)
	if own := writeKeys(s.own); own != "" {
		path += "&" + own
	}
	return path
}
