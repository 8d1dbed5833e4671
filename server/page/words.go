package page

import (
	"context"
	"net/http"
	"slices"

	"downhill/server/answer"
	"downhill/server/engine"
	"downhill/server/fault"
	"downhill/server/language"
	"downhill/web"

	"github.com/go-chi/chi/v5"
)

// wordsKey is what the words that a page did not come with are kept under.
type wordsKey struct {
	lessons *engine.Lessons
	lang    string
}

// LaterWords is GET /words/{lang}: what a page did not come with.
func (s *Pages) LaterWords(w http.ResponseWriter, r *http.Request) error {
	lang := chi.URLParam(r, "lang")
	if !slices.Contains(web.Languages, lang) {
		return fault.ErrNotFound
	}
	lessons := s.Lessons()
	return answer.RespondShared(w, r, wordsKey{lessons, lang}, packLevel, func(context.Context) (any, error) {
		return web.Later(lessons.In(lang, language.Words(lang))), nil
	})
}
