package site

import (
	"net/http"
	"slices"

	"downhill/web"

	"github.com/go-chi/chi/v5"
)

// laterWords is GET /words/{lang}: what a page did not come with.
func (s *pages) laterWords(w http.ResponseWriter, r *http.Request) error {
	lang := chi.URLParam(r, "lang")
	if !slices.Contains(web.Languages, lang) {
		s.notFound(w, r)
		return nil
	}
	return respondJSON(w, r, web.Later(wordsOf(lang)))
}
