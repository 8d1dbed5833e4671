package page

import (
	"net/http"
	"slices"

	"downhill/server/answer"
	"downhill/server/language"
	"downhill/web"

	"github.com/go-chi/chi/v5"
)

// LaterWords is GET /words/{lang}: what a page did not come with.
func (s *Pages) LaterWords(w http.ResponseWriter, r *http.Request) error {
	lang := chi.URLParam(r, "lang")
	if !slices.Contains(web.Languages, lang) {
		s.NotFound(w, r)
		return nil
	}
	return answer.RespondJSON(w, r, web.Later(s.Lessons().In(lang, language.Words(lang))))
}
