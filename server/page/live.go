package page

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/live"
	"downhill/server/pool"
	"downhill/train/link"

	"github.com/go-chi/chi/v5"
)

// Live is GET /live/{code}: the page of one who follows a lecture, with what its
// lecturer's page shows at this moment. Before that has come the page waits.
func (s *Pages) Live(w http.ResponseWriter, r *http.Request) error {
	code, ok := s.code(w, r, "")
	if !ok {
		return nil
	}
	m := pool.NewMeter()
	here := readAddress(r.URL.RawQuery)
	l, shown, err := s.lectured(r.Context(), m, code)
	if err != nil {
		return err
	}
	for _, own := range []string{"theme", "lang", "hide"} {
		shown.page[own] = here.page[own]
	}
	view, err := s.pageView(r.Context(), r, m, l, shown)
	if err != nil {
		return err
	}
	view.Live, view.CanonicalURL = code, ""
	return s.render(w, r, http.StatusOK, view)
}

// LiveQR is GET /live/{code}/qr.svg: the address of a lecture's page as a code that a
// phone reads.
func (s *Pages) LiveQR(w http.ResponseWriter, r *http.Request) error {
	code, ok := s.code(w, r, "/qr.svg")
	if !ok {
		return nil
	}
	path := s.Base + "/live/" + code
	drawn, err := drawCode(cmp.Or(s.Network(r, path), s.Origin(r)+path))
	if err != nil {
		return err
	}
	return answer.Respond(w, r, answer.Answer{Kind: "image/svg+xml", Body: drawn})
}

// code is the code in a request's path; false where the request was answered: with
// where the code is, written as it is kept, or that it is none.
func (s *Pages) code(w http.ResponseWriter, r *http.Request, after string) (string, bool) {
	given := chi.URLParam(r, "code")
	code := live.Normal(given)
	switch {
	case code == "":
		s.lost(w, r, "lost.lecture")
	case code != given:
		u := url.URL{Path: s.Base + "/live/" + code + after, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, u.String(), http.StatusFound)
	}
	return code, code != "" && code == given
}

// lectured is what a lecture shows, and the page's keys that go with it; without a
// lecture, or where its link can't be read, what the first page shows.
func (s *Pages) lectured(ctx context.Context, m *pool.Meter, code string) (engine.Linked, address, error) {
	if state, ok := s.Rooms.State(code); ok {
		path, query, _ := strings.Cut(strings.TrimPrefix(state.Link, s.Base), "?")
		here := readAddress(query)
		preset := strings.TrimPrefix(path, "/p/")
		if preset == path {
			preset = ""
		}
		if preset == "" && here.scenario == "" {
			preset = link.Home
		}
		if l, err := s.Resolve(ctx, m, sceneOf(preset, here.page), here.scenario); err == nil {
			return l, here, nil
		}
	}
	l, err := s.Resolve(ctx, m, link.Home, "")
	return l, readAddress(""), err
}
