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
	state, _ := s.Rooms.State(code)
	l, shown, err := s.lectured(r.Context(), m, state.Link)
	if err != nil {
		return err
	}
	for _, own := range []string{"theme", "lang", "hide"} {
		shown.page[own] = here.page[own]
	}
	return s.shared(w, r, l, shown, lecture{code, state.Link})
}

// lecture is what a page follows: a room's code, and the link of what it shows.
type lecture struct{ code, link string }

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

// lectured is what a lecture shows by its link, and the page's keys that go with it;
// without a link, or where it can't be read, what the first page shows.
func (s *Pages) lectured(ctx context.Context, m *pool.Meter, shown string) (engine.Linked, address, error) {
	if shown != "" {
		preset, here := s.placeOf(shown)
		if l, err := s.Resolve(ctx, m, preset, here.scenario); err == nil {
			here.fit(l)
			return l, here, nil
		}
	}
	l, err := s.Resolve(ctx, m, s.Lessons().Home(), "")
	return l, readAddress(""), err
}

// placeOf reads a link of this site.
func (s *Pages) placeOf(shown string) (preset string, here address) {
	path, query, _ := strings.Cut(strings.TrimPrefix(shown, s.Base), "?")
	preset, here, _ = locate(s.Lessons(), path, query)
	return preset, here
}

// PlaceOf is the preset and the query of a link of this site, without the page's own
// keys, as the stream is asked for its runs.
func (s *Pages) PlaceOf(shown string) (preset, query string) {
	preset, here := s.placeOf(shown)
	return preset, here.scenario
}
